type Target = string | { readonly [condition: string]: Target };

/** The files that an entry of package.json's `exports` or `imports` leads to, in the order of its conditions. */
export const targetsOf = (target: Target): string[] =>
  typeof target === "string" ? [target] : Object.values(target).flatMap(targetsOf);
