import { join } from "node:path";
import { expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { read, root } from "../docs/markdown.ts";
import { runCli } from "../support/run-cli.ts";
import { serve } from "../support/serve.ts";
import { mainWithoutPeers } from "../support/without-peers.ts";

const [, table = ""] = /^\| what \| needs \|\n\| --- \| --- \|\n((?:\|.*\n)+)/m.exec(read("README.md")) ?? [];
const rows = [...table.matchAll(/^\| (.+) \| (.+) \|$/gm)].map(([, what = "", peer = ""]) => ({ what, peer }));
const commands = rows.flatMap(({ what, peer }) =>
  [...what.matchAll(/`npx hookwright ([^`]+)`/g)].map(([, command = ""]) => ({ command, peer })),
);

// What a command is given beside its name, to come as far as its peer.
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  mock: ["--port", "0"],
  "pact verify": [join(root, "contracts/pacts/cloud66-renewal.json"), "--secret", "s3cret", "--to"],
  generate: [join(root, "examples/custom-provider"), "--check"],
};

it("README names every optional peer", () => {
  expect(rows.map(({ peer }) => peer).sort()).toEqual(Object.keys(manifest.peerDependencies).sort());
});

it.each(commands)("$command needs $peer, as README says", async ({ command, peer }) => {
  const given = ARGUMENTS[command] ?? [];
  const origin = given.at(-1) === "--to" ? [await serve((_, response) => response.end())] : [];
  const { code, stderr } = await runCli([...command.split(" "), ...given, ...origin], { main: mainWithoutPeers() });
  expect(stderr).toContain(`Failed to load ${peer}: it is not installed. Run npm i -D ${peer}.`);
  expect(code).toBe(2);
});
