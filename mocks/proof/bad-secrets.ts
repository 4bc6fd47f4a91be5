/** A secret that a receiver must refuse. */
export interface BadSecret {
  /** As the fault `wrong-secret` names it. */
  id: string;
  /** Follows "whose secret is". */
  name: string;
  /** `undefined` stands for none at all. */
  secret: string | undefined;
}

const swapCase = (text: string): string =>
  text.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );

const nextCharacter = (text: string): string =>
  String.fromCharCode(((text.charCodeAt(text.length - 1) - 0x21 + 1) % 94) + 0x21);

/** The wrong secrets that careless comparisons let pass; those that equal the right one are left out. */
export const badSecrets = (secret: string): BadSecret[] => {
  const all: BadSecret[] = [
    { id: "absent", name: "absent", secret: undefined },
    { id: "empty", name: "empty", secret: "" },
    { id: "equal-length", name: "wrong, of equal length", secret: secret.slice(0, -1) + nextCharacter(secret) },
    { id: "other-length", name: "wrong, of other length", secret: `not-${secret.length}-the-secret` },
    { id: "prefix", name: "a prefix", secret: secret.slice(0, -1) },
    { id: "other-case", name: "in other case", secret: swapCase(secret) },
    { id: "trailing-character", name: "with a trailing character", secret: `${secret}x` },
    { id: "latin-1", name: "with é as one byte", secret: `${secret.slice(0, -1)}\u00e9` },
  ];
  return all.filter((bad) => bad.secret !== secret);
};

/** The ids of all bad secrets. */
export const badSecretIds: readonly string[] = badSecrets("s3cret").map(({ id }) => id);
