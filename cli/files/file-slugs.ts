const LONGEST = 100; // paths of Windows end at 260 characters
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i; // names that Windows keeps for itself, whatever follows the dot

const slugOf = (name: string): string => {
  const plain = name.normalize("NFKD").replaceAll(/\p{Mark}/gu, "");
  const slug = plain
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[.-]+/, "")
    .slice(0, LONGEST)
    .replace(/[.-]+$/, "");
  return DEVICE.test(slug) ? `_${slug}` : slug || "unnamed";
};

/**
 * A file name for each name that every system takes; what would be the same file, also where case does not count, is
 * numbered.
 * @example fileSlugs(['/data/id is null', 'Order', 'order']) // ['data-id-is-null', 'Order', 'order-2']
 */
export const fileSlugs = (names: readonly string[]): string[] => {
  const slugs = names.map(slugOf);
  const taken = new Set(slugs.map((slug) => slug.toLowerCase())); // who needs no number keeps its name
  const met = new Set<string>();
  return slugs.map((slug) => {
    const key = slug.toLowerCase();
    if (!met.has(key)) {
      met.add(key);
      return slug;
    }
    let number = 2;
    while (taken.has(`${key}-${number}`)) number++;
    taken.add(`${key}-${number}`);
    return `${slug}-${number}`;
  });
};
