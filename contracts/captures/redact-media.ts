import type { Provider } from "../../schemas/provider.ts";
import type { FakeText } from "./fake-text.ts";

const BETWEEN = /([/;,+=.\s"]+)/;

const wordsOf = (value: string): string[] => value.toLowerCase().split(BETWEEN);

// Types, trees, suffixes, parameters, and subtypes that are nobody's own.
const COMMON: readonly string[] = [
  ...["application", "audio", "font", "image", "message", "model", "multipart", "text", "video", "vnd", "prs", "q"],
  ...["json", "xml", "cbor", "zip", "gzip", "ndjson", "x-ndjson", "json-seq", "jwt", "jose", "protobuf", "msgpack"],
  ...["plain", "html", "csv", "javascript", "markdown", "event-stream", "octet-stream", "x-www-form-urlencoded"],
  ...[
    "form-data",
    "mixed",
    "related",
    "alternative",
    "cloudevents",
    "cloudevents-batch",
    "problem",
    "ld",
    "hal",
    "api",
  ],
  ...["charset", "boundary", "version", "profile", "utf-8", "us-ascii", "iso-8859-1"],
];

/** The words of content types that may stay: the common ones, and those of providers. */
export const mediaWordsOf = (providers: readonly Provider[]): ReadonlySet<string> =>
  new Set([...COMMON, ...providers.flatMap(({ definition }) => wordsOf(definition.delivery.contentType))]);

/** A content type, or several, with other words but for those that may stay: what a receiver reads the body by is among these. */
export const redactMedia = (value: string, fake: FakeText, words: ReadonlySet<string>): string =>
  value
    .split(BETWEEN)
    .map((word) => (words.has(word.toLowerCase()) || /^\d{1,3}$/.test(word) ? word : fake(word)))
    .join("");
