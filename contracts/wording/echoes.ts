import { toBase64 } from "../../mocks/proof/base64.ts";

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

const inForm = (text: string): string => new URLSearchParams([["", text]]).toString().slice(1);

const lowerHex = (text: string): string => text.replaceAll(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase());

// Pages of errors escape what they repeat; the quotes are spelt in more than one way.
const inHtml = (text: string, double: string, single: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', double)
    .replaceAll("'", single);

const SHORTEST_CORE = 4; // fewer characters of base64 stand in every other text
const BITS = 6;

// Base64 of a longer text, as basic authentication makes it: what depends on the secret alone, wherever it begins.
const inBase64 = (text: string): string[] => {
  const bytes = new TextEncoder().encode(text);
  return [0, 1, 2].flatMap((before) => {
    const [from, to] = [Math.ceil((before * 8) / BITS), Math.floor(((before + bytes.length) * 8) / BITS)];
    return to - from < SHORTEST_CORE
      ? []
      : [toBase64(Uint8Array.from([...new Uint8Array(before), ...bytes])).slice(from, to)];
  });
};

// A receiver's JSON may hold JSON, and a report's sentence quotes a state as JSON once more.
const nested = (text: string): string[] => {
  const once = inJson(text);
  const twice = inJson(once);
  return [text, once, twice, inJson(twice)];
};

/** A text as a receiver may echo it: as it came, in a URL or a form, in HTML, in base64; and any of these in JSON. */
export const echoesOf = (text: string): string[] => {
  if (text === "") return [];
  const [url, form] = [encodeURIComponent(text), inForm(text)];
  const html = [
    inHtml(text, "&quot;", "&#39;"),
    inHtml(text, "&#34;", "&#x27;"),
    inHtml(text, "&quot;", "&#x27;"),
    inHtml(text, '"', "'"),
  ];
  const echoes = [text, url, lowerHex(url), form, lowerHex(form), ...html, ...inBase64(text)];
  return [...new Set(echoes.flatMap(nested))];
};
