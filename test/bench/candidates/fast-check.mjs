import fc from "fast-check";
import { eventType } from "../subject.mjs";
import { mulberry32 } from "./mulberry32.mjs";
import { adjectives, nouns } from "./words.mjs";

const HEX = [..."0123456789abcdef"];
const hexOf = (length) =>
  fc.string({ unit: fc.constantFrom(...HEX), minLength: length, maxLength: length, size: "max" });
const withId = (id) => fc.record({ id });

const noun = fc.constantFrom(...nouns);
const hostname = fc.tuple(noun, hexOf(10)).map(([word, token]) => `${word}-${token}.com`);
const instant = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2029, 11, 28) / 1000 })
  .map((seconds) => new Date(seconds * 1000).toISOString());

const payload = fc
  .record({
    metadata: fc.record({
      event: fc.record({ id: fc.uuid({ version: 4 }), type: fc.constant(eventType), created_at: instant }),
      account: withId(hexOf(32)),
      zone: withId(hexOf(32)),
    }),
    id: fc.uuid({ version: 4 }),
    hostname,
    certificateId: fc.uuid({ version: 4 }),
    settings: fc.record({
      min_tls_version: fc.constantFrom("1.0", "1.1", "1.2", "1.3"),
      http2: fc.constantFrom("on", "off"),
    }),
    custom_metadata: fc.dictionary(noun, fc.constantFrom(...adjectives), { minKeys: 1, maxKeys: 3 }),
  })
  .map(({ metadata, id, hostname, certificateId, settings, custom_metadata }) => ({
    metadata,
    data: {
      id,
      hostname,
      ssl: {
        id: certificateId,
        type: "dv",
        method: "cname",
        status: "pending_validation",
        cname: `_ca3-${certificateId.replaceAll("-", "")}.${hostname}`,
        cname_target: "dcv.digicert.com",
        validation_errors: [{ message: `${hostname} reported as potential risk: google_safe_browsing` }],
        settings,
      },
      custom_metadata,
      custom_origin_server: `0001.${hostname}`,
    },
  }));

/** The same payload as a property test draws it, of records and maps; without the runner, which would cost a third more. */
export const make = () => {
  const source = { next: mulberry32(1), clone: () => source };
  const random = new fc.Random(source);
  const value = () => payload.generate(random, undefined).value;
  return { value, text: () => JSON.stringify(value()) };
};
