import { eventType } from "../subject.mjs";
import { adjectives, nouns } from "./words.mjs";

// What a skilled person writes who wants this one payload fast and knows it by heart. Every field is drawn that hookwright
// draws, and follows from the same others; but nothing is promised: no seed or index of a payload, no value that never
// repeats. How ids and instants become text is left open.

const TLS = ["1.0", "1.1", "1.2", "1.3"];
const SWITCH = ["on", "off"];

/** The template: its values are drawn by `next`, which gives 32 random bits. */
export const templateOf = (next, { hex10, hex32, uuid, instant }) => {
  const below = (limit) => ((next() & 0xffff) * limit) >>> 16;
  const hostnameOf = () => `${nouns[next() & 31]}-${hex10(next(), next())}.com`;
  const hexOf = () => hex32(next(), next(), next(), next());
  const uuidOf = () => uuid(next(), next(), next(), next());
  const instantOf = () => instant(2020 + below(10), 1 + below(12), 1 + below(28), below(24), below(60), below(60));

  const metadata = () => {
    const map = {};
    const first = next();
    const size = 1 + below(3);
    for (let i = 0; i < size; i++) map[nouns[(first + i) & 31]] = adjectives[next() & 31];
    return map;
  };

  const metadataText = () => {
    const first = next();
    const size = 1 + below(3);
    let text = `{"${nouns[first & 31]}":"${adjectives[next() & 31]}"`;
    for (let i = 1; i < size; i++) text += `,"${nouns[(first + i) & 31]}":"${adjectives[next() & 31]}"`;
    return `${text}}`;
  };

  // Of the certificate's id the validation record has the digits alone: the same words, with version and variant set.
  const bareUuid = (a, b, c, d) => hex32(a, (b & 0xffff0fff) | 0x4000, (c & 0x3fffffff) | 0x80000000, d);

  const value = () => {
    const hostname = hostnameOf();
    const [a, b, c, d] = [next(), next(), next(), next()];
    return {
      metadata: {
        event: { id: uuidOf(), type: eventType, created_at: instantOf() },
        account: { id: hexOf() },
        zone: { id: hexOf() },
      },
      data: {
        id: uuidOf(),
        hostname,
        ssl: {
          id: uuid(a, b, c, d),
          type: "dv",
          method: "cname",
          status: "pending_validation",
          cname: `_ca3-${bareUuid(a, b, c, d)}.${hostname}`,
          cname_target: "dcv.digicert.com",
          validation_errors: [{ message: `${hostname} reported as potential risk: google_safe_browsing` }],
          settings: { min_tls_version: TLS[next() & 3], http2: SWITCH[next() & 1] },
        },
        custom_metadata: metadata(),
        custom_origin_server: `0001.${hostname}`,
      },
    };
  };

  const text = () => {
    const hostname = hostnameOf();
    const [a, b, c, d] = [next(), next(), next(), next()];
    return `{"metadata":{"event":{"id":"${uuidOf()}","type":"${eventType}","created_at":"${instantOf()}"},"account":{"id":"${hexOf()}"},"zone":{"id":"${hexOf()}"}},"data":{"id":"${uuidOf()}","hostname":"${hostname}","ssl":{"id":"${uuid(a, b, c, d)}","type":"dv","method":"cname","status":"pending_validation","cname":"_ca3-${bareUuid(a, b, c, d)}.${hostname}","cname_target":"dcv.digicert.com","validation_errors":[{"message":"${hostname} reported as potential risk: google_safe_browsing"}],"settings":{"min_tls_version":"${TLS[next() & 3]}","http2":"${SWITCH[next() & 1]}"}},"custom_metadata":${metadataText()},"custom_origin_server":"0001.${hostname}"}}`;
  };

  return { value, text };
};
