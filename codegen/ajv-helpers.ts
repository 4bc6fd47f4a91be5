import { build } from "esbuild";
import { header, type Output } from "./output.ts";

const ENTRY = `
import * as formats from "ajv-formats/dist/formats.js";
import * as ucs2length from "ajv/dist/runtime/ucs2length.js";
import { commonJs } from "./schemas/common-js.ts";
export default { fullFormats: commonJs(formats).fullFormats, length: commonJs(ucs2length) };
`;

const TYPE = "{ fullFormats: Readonly<Record<string, any>>; length: (text: string) => number }";

/** What Ajv's standalone code calls, as one ES module: loading its CommonJS modules would take longer than all else. */
export const generateAjvHelpers = async (root: string): Promise<Output> => {
  const bundled = await build({
    stdin: { contents: ENTRY, resolveDir: root, loader: "ts" },
    bundle: true,
    format: "esm",
    treeShaking: true,
    write: false,
    legalComments: "none",
  });
  const text = bundled.outputFiles[0]?.text ?? "";
  const code = text.replace(/export \{\s*(\w+) as default\s*\};/, `export const helpers: ${TYPE} = $1;`);
  const content = `${header("ajv-helpers.ts")}// @ts-nocheck: bundled from ajv and ajv-formats (MIT, Copyright (c) Evgeny Poberezkin)\n\n${code}`;
  return { path: "schemas/generated/ajv-helpers.ts", content };
};
