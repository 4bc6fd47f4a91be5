import type { Certainty } from "../../schemas/json-schema.ts";
import type { Auth, Provider, Subject } from "../../schemas/provider.ts";

/** What index.json says of one file. */
export interface FixtureEntry {
  /** From the directory that holds index.json, with slashes. */
  path: string;
  eventType: string;
  variant?: string;
  certainty?: Certainty;
  lifecycle?: string;
  step?: number;
  /** The state after the event. */
  status?: string;
  at?: string;
  orphan?: boolean;
  /** Absent on an orphan. */
  subject?: Subject;
}

/** How the provider sends any of the payloads; no secret, only where it goes. */
interface FixtureRequest {
  method: string;
  contentType: string;
  auth: Auth;
  /** Where a secret goes if the receiver wants one, though the provider sends none of its own. */
  authWithSecret?: Auth;
}

/** index.json: every file that was written, and what tells a test how to send and judge it. */
export interface FixtureIndex {
  $comment: string;
  provider: string;
  seed: number;
  request: FixtureRequest;
  files: FixtureEntry[];
}

const COMMENT = 'Written by "hookwright fixtures". Do not edit: run it again.';

/** The index of fixtures. */
export const fixtureIndex = (provider: Provider, seed: number, files: FixtureEntry[]): FixtureIndex => {
  const { method, contentType, auth, authWithSecret } = provider.definition.delivery;
  const request = { method, contentType, auth, ...(authWithSecret && { authWithSecret }) };
  return { $comment: COMMENT, provider: provider.name, seed, request, files };
};

// What the command writes, and nothing else: whoever wrote an index, no path in it leads out of its directory.
const OWN_PATH = /^(?:events\/|(?:variants|lifecycles)\/\w[\w.-]*\/)\w[\w.-]*\.json$/;

/** The files that a former index.json lists, or `undefined` where the text is no such index. */
export const pathsInIndex = (text: string): string[] | undefined => {
  let index: Partial<FixtureIndex> | null;
  try {
    index = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (index?.$comment !== COMMENT || !Array.isArray(index.files)) return undefined;
  return index.files.flatMap((file: Partial<FixtureEntry> | null) =>
    typeof file?.path === "string" && OWN_PATH.test(file.path) ? file.path : [],
  );
};
