import type { JsonSchema } from "../schemas/json-schema.ts";
import { compileTypes, withBareRefs } from "./compile-types.ts";
import { header, type Output } from "./output.ts";

/** The types of a report. */
export const generateReport = async (schema: JsonSchema): Promise<Output> => {
  const types = await compileTypes({ title: "Report", ...withBareRefs(schema) });
  return { path: "contracts/generated/report.ts", content: `${header("report.ts")}\n${types}\n` };
};
