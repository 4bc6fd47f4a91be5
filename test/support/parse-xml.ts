/** An element of an XML document. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  /** Its own, character data included. */
  text: string;
}

// What XML 1.0 allows (section 2.2), anywhere.
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.replaceAll(/&([^;]*;?)/g, (whole, inner: string) => {
    const [, hex] = /^#x([0-9a-fA-F]+);$/.exec(inner) ?? [];
    const found = hex === undefined ? NAMED[inner.replace(/;$/, "")] : String.fromCodePoint(Number.parseInt(hex, 16));
    if (found === undefined || !inner.endsWith(";")) throw new Error(`no reference: ${whole}`);
    return found;
  });

const ATTRIBUTE = /^\s+([\w.:-]+)="([^"<]*)"/;

const readAttributes = (text: string): Record<string, string> => {
  const attributes: Record<string, string> = {};
  let rest = text;
  for (let match = ATTRIBUTE.exec(rest); match; match = ATTRIBUTE.exec(rest)) {
    const [whole, name = "", value = ""] = match;
    if (name in attributes) throw new Error(`${name} is there twice`);
    attributes[name] = decode(value);
    rest = rest.slice(whole.length);
  }
  if (rest.trim() !== "") throw new Error(`no attribute: ${rest}`);
  return attributes;
};

const TOKEN = /<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w.:-]+)\s*>|<([\w.:-]+)((?:\s+[\w.:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/y;

/** Parses XML strictly, as far as reports use it: whatever is not well-formed throws. */
export const parseXml = (document: string): Element => {
  const bad = FORBIDDEN.exec(document);
  if (bad) throw new Error(`a forbidden character at ${bad.index}`);
  const text = document.replace(/^<\?xml version="1\.0"( encoding="UTF-8")?\?>\s*/, "");
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const [token, characters, closed, opened, attributes = "", empty, plain = ""] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new Error(`not well-formed: ${text.slice(at, at + 60)}`);
    const current = open.at(-1) as Element;
    if (opened !== undefined) {
      const element = { name: opened, attributes: readAttributes(attributes), children: [], text: "" };
      current.children.push(element);
      if (empty === "") open.push(element);
    } else if (closed !== undefined) {
      if (open.pop()?.name !== closed) throw new Error(`</${closed}> closes what is not open`);
    } else {
      if (plain.includes("]]>")) throw new Error("]]> outside character data");
      current.text += characters ?? decode(plain);
    }
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== "")
    throw new Error("one root element, and all closed");
  return root.children[0] as Element;
};
