const DAY = "20[2-3][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])";
const TIME = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";

/** Format to other patterns of it, for where more than the format is asked for. */
export const OTHER_FORMS: Readonly<Record<string, readonly string[]>> = {
  "date-time": [`${DAY}T${TIME}\\.[0-9]{3}Z`, `${DAY}T${TIME}\\.[0-9]{6}Z`, `${DAY}T${TIME}\\+0[0-9]:00`],
  time: [`${TIME}\\.[0-9]{3}Z`, `${TIME}\\+0[0-9]:00`],
  hostname: ["[a-z]{3,12}\\.example\\.com", "[a-z]{3,12}\\.(org|net|io)", "[a-z]{1,8}"],
  email: ["[a-z]{3,12}@example\\.com", "[a-z]{3,12}\\.[a-z]{3,12}@example\\.org", "[a-z]{1,8}@[a-z]\\.[a-z]{2}"],
  uri: ["http://[a-z]{3,12}\\.example\\.com/", "urn:[a-z]{3,8}:[0-9]{1,8}", "[a-z]{1,3}:[a-z]{1,8}"],
  duration: ["P[1-9][0-9]{0,12}D"],
  url: ["https://[a-z]{1,3}\\.io"],
  ipv6: ["2001:db8::[1-9a-f][0-9a-f]{3}", "::[1-9a-f]{1,4}"],
};

/** Format to a pattern that draws plausible values of it. */
export const FORMATS: Readonly<Record<string, string>> = {
  "iso-date-time": "20[2-3][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z",
  time: "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z",
  "iso-time": "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z",
  duration: "P[1-9][0-9]?D(T[1-9]H([1-9]M)?)?",
  hostname: "[a-z]{3,63}\\.com",
  email: "[a-z]{3,64}@mail\\.com",
  uri: "https://[a-z]{3,63}\\.com/[a-z]*",
  url: "https://[a-z]{3,63}\\.com/[a-z]*",
  "uri-reference": "/[a-z]+(/[a-z]{1,8})?",
  "uri-template": "/[a-z]{1,8}/\\{[a-z]{1,8}\\}",
  ipv4: "10\\.[1-9][0-9]\\.[1-9][0-9]\\.[1-9][0-9]",
  ipv6: "2001:db8(:[1-9a-f][0-9a-f]{3}){6}",
  regex: "\\^[a-z]{1,8}\\$",
  "json-pointer": "(/[a-z]{1,8}){0,3}",
  "json-pointer-uri-fragment": "#(/[a-z]{1,8}){0,3}",
  "relative-json-pointer": "[0-3](/[a-z]{1,8}){0,2}",
  byte: "([A-Za-z0-9+/]{4}){1,8}",
  password: "[A-Za-z0-9]{8,16}",
  binary: "[01]{8,16}",
};
