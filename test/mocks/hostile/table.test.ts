import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { ExchangeErrorCode } from "../../../mocks/exchange.ts";
import { misbehaviours } from "./misbehaviours.ts";
import { misbehaviourTable } from "./table.ts";

const page = readFileSync(new URL("../../../docs/deliveries.md", import.meta.url), "utf8");

// A record, so that a code which is added or renamed is missed here.
const CODES: Readonly<Record<ExchangeErrorCode, true>> = {
  refused: true,
  dns: true,
  tls: true,
  "connect-timeout": true,
  timeout: true,
  reset: true,
  protocol: true,
  "too-large": true,
  aborted: true,
  threw: true,
  "not-a-response": true,
};

it("docs/deliveries.md has the table of misbehaviours as it is tested", () => {
  const [, found] = /<!-- misbehaviours -->\n([\s\S]*?)\n?<!-- \/misbehaviours -->/.exec(page) ?? [];
  expect(found).toBe(misbehaviourTable());
});

it("docs/deliveries.md says when each code comes, and no other", () => {
  const section = page.split("## What comes back")[1]?.split("## ")[0] ?? "";
  expect([...section.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, code]) => code)).toEqual(Object.keys(CODES));
});

it("every code but aborted comes of some misbehaviour", () => {
  const coming = new Set(Object.values(misbehaviours).flatMap((all) => all.flatMap(({ code }) => code ?? [])));
  expect([...coming].sort()).toEqual(
    Object.keys(CODES)
      .filter((code) => code !== "aborted")
      .sort(),
  );
});
