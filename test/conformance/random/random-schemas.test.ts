import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { compileGenerator, HookwrightError } from "hookwright";
import { expect, it } from "vitest";
import type { Json, JsonSchema } from "../../../schemas/json-schema.ts";
import type { Schema } from "../schema.ts";
import { randomSchemas } from "./random-schemas.ts";
import { hasWitness } from "./witness.ts";

const RUNS = { seed: 42, numRuns: 300 };
const INDICES = [0, 1, 2, 3, 4];
const REFUSAL = /^\[hookwright\] Failed to compile .+: [$\w]+ at "(\/.*)?" .+/s;

// allErrors: without it Ajv 8 skips `contains` for arrays shorter than `prefixItems`.
const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats.default(ajv);

type Generator = Awaited<ReturnType<typeof compileGenerator>>;

interface Drawn {
  value: Json;
  text: string;
}

const drawFrom = ({ value, text }: Generator): Drawn[] =>
  INDICES.map((index) => ({ value: value(index), text: text(index) }));

/** The values of a schema, or the message it is refused with. */
const drawOrRefusal = async (schema: Schema): Promise<Drawn[] | string> => {
  try {
    return drawFrom(await compileGenerator(schema as JsonSchema, { seed: 42 }));
  } catch (error) {
    if (error instanceof HookwrightError && error.code === "invalid-schema") return error.message;
    throw error;
  }
};

it("every value of a random schema is valid, unless the schema is refused by name, pointer and keyword", async () => {
  const property = fc.asyncProperty(randomSchemas, async (schema) => {
    const drawn = await drawOrRefusal(schema);
    if (typeof drawn === "string") expect(drawn).toMatch(REFUSAL);
    const validate = ajv.compile(schema);
    for (const { value, text } of typeof drawn === "string" ? [] : drawn) {
      expect(text).toBe(JSON.stringify(value));
      expect(validate(JSON.parse(text)), `${text}: ${ajv.errorsText(validate.errors)}`).toBe(true);
    }
  });
  await fc.assert(property, RUNS);
});

it("at least 70 % of the random schemas that are known to be satisfiable are not refused", async ({ annotate }) => {
  const known = fc.sample(randomSchemas, RUNS).filter((schema) => hasWitness(schema, ajv.compile(schema)));
  const refused: string[] = [];
  for (const schema of known) {
    const drawn = await drawOrRefusal(schema);
    if (typeof drawn === "string") refused.push(`${drawn} ${JSON.stringify(schema)}`);
  }
  annotate(`${known.length - refused.length} of ${known.length} schemas`);
  expect(known.length).toBeGreaterThan(RUNS.numRuns / 2);
  expect(refused.length / known.length, refused.slice(0, 10).join("\n")).toBeLessThanOrEqual(0.3);
});
