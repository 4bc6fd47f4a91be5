/** Who is measured: a module of candidates/ each, that exports `make()`: `{ value(i), text(i) }`, maybe by way of a promise. */
export const candidates = [
  { name: "hookwright", file: "hookwright" },
  { name: "hookwright compiled at run time", file: "hookwright-compiled" },
  { name: "hookwright buildPayload", file: "hookwright-build-payload" },
  { name: "hand template", file: "hand-template" },
  { name: "hand template of character codes", file: "hand-template-codes" },
  { name: "faker template", file: "faker-template" },
  { name: "fast-check", file: "fast-check" },
  { name: "json-schema-faker", file: "json-schema-faker" },
];
