import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { JsonSchema } from "../schemas/json-schema.ts";
import type { Provider, Subject, Validator } from "../schemas/provider.ts";
import { eventPath, eventTypesOf, type ProviderFolder, withIds } from "../schemas/provider-folder.ts";
import { bindProvider } from "./bind-provider.ts";
import type { parseSchema } from "./compile/parse.ts";
import { compiledParts } from "./compiled-parts.ts";

const loadAjv = async () => {
  const [{ Ajv2020 }, { default: formats }] = await Promise.all([import("ajv/dist/2020.js"), import("ajv-formats")]);
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  formats.default(ajv);
  return ajv;
};

type Ajv = Awaited<ReturnType<typeof loadAjv>>;

const checkShape = (ajv: Ajv, schema: JsonSchema, file: string, value: unknown): void => {
  if (ajv.validate(schema, value)) return;
  const list = (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`).join("; ");
  throw new HookwrightError(
    "invalid-provider",
    `Failed to define a provider: in ${file}, ${list}. See schemas/ for what a provider folder must be.`,
  );
};

const compileValidator = (ajv: Ajv, schema: JsonSchema): Validator => {
  try {
    return ajv.compile(schema) as unknown as Validator;
  } catch (cause) {
    throw new HookwrightError(
      "invalid-schema",
      `Failed to compile ${schema.$id}: ${(cause as Error).message}. Mend the schema.`,
      { cause },
    );
  }
};

type Parse = typeof parseSchema;

// Ajv of draft 2020-12 knows no other draft: it gets what the compiler reads.
const modern = (schema: JsonSchema, parse: Parse): JsonSchema => {
  const { $schema, ...rest } = parse(schema, { base: "" }) as JsonSchema;
  return rest;
};

const validatorsOf = (ajv: Ajv, given: ProviderFolder, parse: Parse): Record<string, () => Validator> => {
  const schemas = Object.entries(given.schemas).map(([path, schema]) => [path, modern(schema, parse)] as const);
  const folder = { ...given, schemas: Object.fromEntries(schemas) };
  for (const [path, schema] of schemas) if (!path.startsWith("events/")) ajv.addSchema(schema);
  return Object.fromEntries(
    eventTypesOf(folder).map((eventType) => {
      const validator = compileValidator(ajv, folder.schemas[eventPath(eventType)] ?? {});
      return [eventType, () => validator];
    }),
  );
};

/**
 * Makes a provider of a folder, or of a folder's content, at run time; all after it is synchronous.
 * @throws HookwrightError `invalid-provider` or `invalid-schema`, naming file, pointer and keyword
 * @example const shop = await defineProvider('./webhooks/shop')
 */
export const defineProvider = async <
  E extends object = Record<string, object>,
  L extends string = string,
  S extends object = Subject,
>(
  source: string | URL | ProviderFolder,
): Promise<Provider<E, L, S>> => {
  const isFolder = typeof source === "string" || source instanceof URL;
  const given = isFolder ? await (await import("#read-folder")).readFolder(source) : source;
  const [ajv, meta, { checkReferences }, { parseSchema }, { faker }] = await Promise.all([
    loadAjv(),
    import("../schemas/generated/meta.ts"),
    import("../schemas/check-references.ts"),
    import("./compile/parse.ts"),
    import("@faker-js/faker/locale/en"),
  ]);
  checkShape(ajv, meta.providerSchema, "provider.json", given.provider);
  checkShape(ajv, meta.lifecycleSchema, "lifecycle.json", given.lifecycle);
  const folder = withIds(given);
  checkReferences(folder);
  const parts = await compiledParts(folder, faker); // before the validators: its errors name pointer and keyword
  return bindProvider<E, L, S>({
    definition: folder.provider,
    machine: folder.lifecycle,
    schemas: Object.fromEntries(Object.entries(folder.schemas).map(([path, schema]) => [path, () => schema])),
    validators: validatorsOf(ajv, folder, parseSchema),
    ...parts,
  });
};
