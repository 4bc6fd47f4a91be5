import type { Json } from "../../schemas/json-schema.ts";

const HOSTNAME = /^([a-z0-9-]+\.)+[a-z]{2,}$/;
const LABEL = 63;
const LONGEST = 253;

// Labels before the hostname until it is as long as a hostname may be.
const lengthened = (hostname: string): string => {
  let longest = hostname;
  while (longest.length + 1 < LONGEST) {
    const room = Math.min(LABEL, LONGEST - longest.length - 1);
    longest = `${"a".repeat(room)}.${longest}`;
  }
  return longest;
};

/** Hostnames of every form like the given one, each under it so that it stays distinct; none where it is no hostname. */
export const hostnames = (value: Json): Readonly<Record<string, string>> =>
  typeof value !== "string" || !HOSTNAME.test(value)
    ? {}
    : {
        "is a wildcard": `*.${value}`,
        "is punycode": `xn--bcher-kva.${value}`,
        "has digits and hyphens": `1-2--3.${value}`,
        "is of the longest": lengthened(value),
      };
