/** Gives out each name once: one that is taken already gets a number after it. */
export const distinctNames = (taken: Iterable<string>, separator: string): ((name: string) => string) => {
  const all = new Set(taken);
  return (name) => {
    let own = name;
    for (let number = 2; all.has(own); number++) own = `${name}${separator}${number}`;
    all.add(own);
    return own;
  };
};
