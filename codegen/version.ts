import { header, type Output } from "./output.ts";

/** The package's version, for reports. */
export const generateVersion = ({ version }: { version: string }): Output => ({
  path: "contracts/generated/version.ts",
  content: `${header("version.ts").replace("schemas/", "package.json").replace("change a schema", "change it")}\n/** The version of hookwright. */\nexport const version: string = ${JSON.stringify(version)};\n`,
});
