import { build } from "esbuild";
import { header, type Output } from "./output.ts";

const ENTRY = `
import * as formats from "ajv-formats/dist/formats.js";
import * as equal from "ajv/dist/runtime/equal.js";
import * as ucs2length from "ajv/dist/runtime/ucs2length.js";
import { commonJs } from "./schemas/common-js.ts";
export default { fullFormats: commonJs(formats).fullFormats, length: commonJs(ucs2length), equal: commonJs(equal) };
`;

const TYPE = `{
  fullFormats: Readonly<Record<string, unknown>>;
  /** Of a text, in code points. */
  length: (text: string) => number;
  /** Whether two values are the same JSON. */
  equal: (a: unknown, b: unknown) => boolean;
}`;

/** What Ajv's standalone code calls, as one ES module: loading its CommonJS modules would take longer than all else. */
export const generateAjvHelpers = async (root: string): Promise<Output> => {
  const bundled = await build({
    stdin: { contents: ENTRY, resolveDir: root, loader: "ts" },
    absWorkingDir: root,
    preserveSymlinks: true, // the paths in its comments are the project's own, wherever node_modules is
    bundle: true,
    format: "esm",
    treeShaking: true,
    write: false,
    legalComments: "none",
  });
  const text = bundled.outputFiles[0]?.text ?? "";
  const code = text.replace(
    /export \{\s*(\w+) as default\s*\};/,
    `/** What the code of Ajv's validators calls. */\nexport const helpers: ${TYPE} = $1;`,
  );
  const content = `${header("ajv-helpers.ts")}// @ts-nocheck: bundled from ajv, ajv-formats and fast-deep-equal (MIT, Copyright (c) Evgeny Poberezkin)\n\n${code}`;
  return { path: "schemas/generated/ajv-helpers.ts", content };
};
