import type { Resource, Route, Schedule } from "../../api.ts";
import { answerOne, noCertificate, refuse } from "./answers.ts";
import { dataOf, findCertificate, showCertificate } from "./certificate.ts";
import { dataFrom, repeated, subjectFrom } from "./create.ts";
import { isUnset, readCertificate } from "./read-certificate.ts";

// By which silent move a certificate is installed again; one that is being installed takes what is new as it comes.
const AGAIN: Readonly<Record<string, string>> = { installed: "reinstall", failed: "retry" };

const WRITTEN = ["certificate", "key", "intermediate_certificate"];

// What makes another certificate of it, so that it has to be installed again (inferred).
const isAnother = (before: Resource, after: Resource): boolean =>
  before.subject["serverNames"] !== after.subject["serverNames"] || dataOf(before).type !== dataOf(after).type;

/** Changes what the call gives of a certificate; what makes another certificate of it begins an installation. */
export const update: Route = (state, request, now) => {
  const before = findCertificate(state, request);
  if (!before) return refuse(state, noCertificate);
  const read = readCertificate(request.text, false);
  if ("refusal" in read) return refuse(state, read.refusal);
  const { certificate } = read;
  const data = dataFrom(certificate, dataOf(before), now);
  const after: Resource = { ...before, subject: subjectFrom(certificate, before.subject), data };
  const isNew = isAnother(before, after) || WRITTEN.some((field) => !isUnset(certificate[field]));
  const move = isNew ? AGAIN[before.status] : undefined;
  const set: Schedule = { set: repeated(data), of: before.index };
  return {
    ...answerOne(
      { ...state, resources: state.resources.map((one) => (one === before ? after : one)) },
      showCertificate(move === undefined ? after : { ...after, status: "installing" }),
    ),
    schedule: move === undefined ? set : [set, { move, of: before.index }],
  };
};
