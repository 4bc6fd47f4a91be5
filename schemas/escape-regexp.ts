/** A text as the part of an expression that means it, whatever the expression's flags. */
export const escapeRegExp = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
