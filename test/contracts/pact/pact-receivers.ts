import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FetchFunction } from "hookwright";
import type { PactDocument, PactInteraction } from "hookwright/pact";
import { readPact } from "../../../contracts/pact/read-pact.ts";
import { toVerify } from "../../../contracts/pact/to-verify.ts";

const FOLDER = join(import.meta.dirname, "../../../contracts/pacts");

/** Paths of a provider's committed pacts. */
export const committed = (provider: string): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.startsWith(`${provider}-`))
    .map((name) => join(FOLDER, name));

/** A provider's committed pacts, with a secret in place of theirs. */
export const documents = (provider: string, secret: string): PactDocument[] =>
  committed(provider).map((file) => {
    const pact = readPact(file, JSON.parse(readFileSync(file, "utf8")), new Set());
    return toVerify(pact, secret) as PactDocument;
  });

const requestOf = ({ request }: PactInteraction): Request => {
  const { method, path, query = {}, headers, body } = request;
  const url = new URL(path, "http://127.0.0.1");
  for (const [name, values] of Object.entries(query)) for (const value of values) url.searchParams.append(name, value);
  const given = Object.entries(headers).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const bytes = body.encoded === false ? JSON.stringify(body.content) : Buffer.from(body.content, "base64");
  return new Request(url, { method, headers: given, body: bytes });
};

const CLASSES: Readonly<Record<string, number>> = { success: 2, redirect: 3, clientError: 4 };

const isExpected = ({ response }: PactInteraction, status: number): boolean =>
  response.matchingRules.status.matchers.some(
    (matcher) => CLASSES[String(matcher["status"])] === Math.floor(status / 100),
  );

const LARGEST = 2 ** 20;

const readTo = async (answer: Response): Promise<number> => {
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > LARGEST) return 0;
  }
  return answer.status;
};

/** The status of a whole answer of a receiver in this process; 0 where there is none in time. */
const statusOf = async (receive: FetchFunction, interaction: PactInteraction, timeout: number): Promise<number> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<number>((resolve) => {
    timer = setTimeout(resolve, timeout, 0);
  });
  const answer = (async () => readTo(await receive(requestOf(interaction))))().catch(() => 0);
  const status = await Promise.race([answer, late]);
  clearTimeout(timer);
  return status;
};

/** What a receiver in this process must be asked with. */
interface Asking {
  prepare: ((subject: never) => unknown) | undefined;
  /** Milliseconds. */
  timeout: number;
}

/**
 * The first interaction of a document that a receiver in this process answers otherwise, found without Pact's engine: hundreds
 * of receivers are too many for it. What is found here is shown to the engine, too.
 */
export const brokenBy = async (
  document: PactDocument,
  receive: FetchFunction,
  { prepare, timeout }: Asking,
): Promise<PactInteraction | undefined> => {
  for (const interaction of document.interactions) {
    for (const { params } of interaction.providerStates)
      if (Object.keys(params).length > 0) await prepare?.(withoutMark(params) as never);
    if (!isExpected(interaction, await statusOf(receive, interaction, timeout))) return interaction;
  }
  return undefined;
};

// The parameter that `toVerify` adds for its own state server.
const withoutMark = (params: object): object =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !name.startsWith("hookwright:")));
