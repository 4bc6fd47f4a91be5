import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../schemas/json-schema.ts";
import type { Schema } from "./schema.ts";

const folder = join(import.meta.dirname, "json-schema-test-suite/draft2020-12");

/** A schema of json-schema-test-suite, and instances that are known to be valid or not. */
export interface Group {
  file: string;
  description: string;
  schema: Schema;
  tests: { description: string; data: Json; valid: boolean }[];
}

const readFile = (file: string): Group[] => {
  const groups = JSON.parse(readFileSync(join(folder, file), "utf8")) as Omit<Group, "file">[];
  return groups.map((group) => ({ file, ...group }));
};

/** What the suite requires of draft 2020-12. */
export const suite: readonly Group[] = readdirSync(folder).sort().flatMap(readFile);

/** What a group is called in messages and in missed.json. */
export const nameOf = ({ file, description }: Group): string => `${file}: ${description}`;

/** The instances that a group knows to be valid. */
export const validData = ({ tests }: Group): Json[] => tests.filter(({ valid }) => valid).map(({ data }) => data);

/** Whether the suite knows an instance of a group's schema. */
export const isSatisfiable = (group: Group): boolean => validData(group).length > 0;
