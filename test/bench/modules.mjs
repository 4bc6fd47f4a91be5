/** What is imported, by the names of the report. */
export const modules = {
  "empty process": [],
  "hookwright + cloudflare": ["../../dist/index.js", "../../dist/generators/generated/cloudflare.js"],
  "faker en": ["@faker-js/faker/locale/en"],
  ajv: ["ajv/dist/2020.js"],
  "fast-check": ["fast-check"],
  "msw + msw/node": ["msw", "msw/node"],
  "json-schema-faker": ["json-schema-faker"],
};
