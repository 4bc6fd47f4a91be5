const generatorIn = (document: string): unknown => {
  try {
    return JSON.parse(document)?.info?.["x-generator"];
  } catch {
    return undefined; // a file that is no JSON is nobody's document
  }
};

/** What a generated file says of who wrote it: a module in its first line, a document in its info. */
export const generatedMark = (path: string, content: string): unknown =>
  path.endsWith(".json") ? generatorIn(content) : content.split(/\r?\n/, 1)[0];
