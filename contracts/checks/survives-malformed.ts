import { besides, culpritOf } from "../bystanders.ts";
import type { Check } from "../check.ts";
import { failure } from "../counterexample.ts";
import { harmOf } from "../harmless.ts";
import { acceptsAll } from "../one-event.ts";
import type { Session } from "../session.ts";

/** A body that no provider sends. */
interface Malformed {
  name: string;
  body: Uint8Array;
  /** A closed connection is an answer, too: it is large. */
  mayReset?: boolean;
}

const encoder = new TextEncoder();
const QUARTER_MIB = 256 * 1024;
const DEPTH = 100;

// What is left of a valid event, or not JSON, or JSON of another root type.
const broken = (valid: Uint8Array): Malformed[] => [
  { name: "a truncated body", body: valid.slice(0, Math.floor(valid.length / 2)) },
  { name: "an empty body", body: new Uint8Array() },
  ...["not json", "null", "[]", '"text"', "7"].map((text) => ({
    name: `the body ${text}`,
    body: encoder.encode(text),
  })),
];

/** A valid event with a field that no schema forbids. */
const withField = (valid: Uint8Array, json: string): Uint8Array => {
  const text = new TextDecoder().decode(valid);
  return encoder.encode(`${text.slice(0, -1)},"hookwright":${json}}`);
};

const MARK = "~";

/** Valid events but for bytes that are no UTF-8, more depth than anyone needs, and length. */
const strange = (valid: Uint8Array): Malformed[] => {
  const marked = withField(valid, `"${MARK}"`);
  const at = marked.lastIndexOf(MARK.charCodeAt(0));
  return [
    { name: "invalid UTF-8 in a string", body: marked.with(at, 0xff) },
    { name: `${DEPTH} levels of lists`, body: withField(valid, "[".repeat(DEPTH) + "]".repeat(DEPTH)) },
    { name: "a body of 256 KiB", body: withField(valid, `"${"x".repeat(QUARTER_MIB)}"`), mayReset: true },
  ];
};

const bodyOf = (session: Session): Uint8Array => {
  const [eventType = ""] = session.provider.eventTypes;
  return session.deliveries(session.lifecycle([eventType], { illegal: true }))[0]?.body ?? new Uint8Array();
};

const isHarmless = (one: Malformed, code: string | undefined): boolean => one.mayReset === true && code === "reset";

/** Bodies that no provider sends: no 5xx, no hang, and nothing is stored. */
export const survivesMalformed: Check = {
  id: "survives-malformed",
  severity: "warning",
  passes: "malformed bodies get an answer other than 5xx and change nothing, and the next event is taken",
  needs: ["accepts-valid"],
  async run(session) {
    const bad = broken(bodyOf(session));
    const notes = new Set<string>();
    const send = async (one: Malformed) => {
      const exchange = await session.provoke(session.raw(one.body));
      const harm = isHarmless(one, exchange.error?.code) ? undefined : harmOf(exchange);
      const { status = 0 } = exchange.response ?? {};
      if (status >= 200 && status < 300 && bad.includes(one)) notes.add(`${one.name} was answered with ${status}`);
      return { one, exchange, harm };
    };
    const found: Awaited<ReturnType<typeof send>>[] = [];
    const sendAll = async (all: readonly Malformed[]) => {
      for (const one of all) found.push(await send(one));
      return [];
    };
    const { moved } = await besides(session, [], () => sendAll(bad));
    await sendAll(strange(bodyOf(session)));
    const harmed = found.find(({ harm }) => harm !== undefined);
    if (harmed)
      return failure(session, [{ exchange: harmed.exchange }], {
        summary: `${harmed.one.name} ${harmed.exchange.error ? "got no answer" : "was answered with 5xx"}`,
        expected: "any answer but 5xx, best 400",
        actual: harmed.harm ?? "",
      });
    if (moved) {
      const culprit = await culpritOf(session, [], bad, async (one) => [(await send(one)).exchange]);
      const exchange = culprit?.exchanges[0] ?? found.at(-1)?.exchange;
      return failure(session, exchange ? [{ exchange }] : [], {
        summary: `${culprit?.act.name ?? "a malformed body"} changed what is stored`,
        expected: `the state as before: ${JSON.stringify(culprit?.moved.before ?? moved.before)}`,
        actual: JSON.stringify(culprit?.moved.after ?? moved.after),
      });
    }
    const lifecycle = session.lifecycle([session.provider.eventTypes[0] ?? ""], { illegal: true });
    return (
      (await acceptsAll(session, [{ lifecycle, name: "after malformed bodies" }])) ?? {
        result: "pass",
        notes: [...notes],
      }
    );
  },
};
