import { isObject } from "../../../schemas/is-object.ts";
import type { Json } from "../../../schemas/json-schema.ts";
import type { ReadInteraction } from "../read-pact.ts";

/** What a message pact expects. */
export interface MessageContents {
  content: Record<string, Json>;
  /** Its rules by path. */
  rules: Readonly<Record<string, unknown>>;
  metadata: Readonly<Record<string, unknown>>;
}

const decode = (content: string, encoded: unknown): unknown => {
  const text = encoded === "base64" || encoded === true ? Buffer.from(content, "base64").toString("utf8") : content;
  try {
    return JSON.parse(text);
  } catch {
    return content;
  }
};

const contentOf = (contents: unknown): unknown => {
  const inner = isObject(contents) && "content" in contents && ("contentType" in contents || "encoded" in contents);
  const { content, encoded } = inner ? (contents as Record<string, unknown>) : { content: contents, encoded: false };
  return typeof content === "string" ? decode(content, encoded) : content;
};

/** What a message of V3 or V4 expects; a sentence where it is nothing that a webhook could be. */
export const readContents = ({ raw }: ReadInteraction): MessageContents | string => {
  const content = contentOf(raw["contents"]);
  if (!isObject(content)) return "its contents are no JSON object, as every event is";
  const { matchingRules, metadata, metaData } = raw;
  const rules = isObject(matchingRules) && isObject(matchingRules["body"]) ? matchingRules["body"] : {};
  const about = metadata ?? metaData;
  return { content: content as Record<string, Json>, rules, metadata: isObject(about) ? about : {} };
};
