import { compileTypes, withBareRefs } from "./compile-types.ts";
import { header, type Output } from "./output.ts";

/** The types of a report. */
export const generateReport = async (schema: object): Promise<Output> => {
  const types = await compileTypes(withBareRefs(schema, (ref) => ref) as { title: string });
  return { path: "contracts/generated/report.ts", content: `${header("report.ts")}\n${types}\n` };
};
