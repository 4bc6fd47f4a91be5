import { expect, it } from "vitest";
import { version } from "../../contracts/generated/version.ts";
import { runCli } from "../support/run-cli.ts";

it("hookwright --help", async () => {
  const { code, stdout } = await runCli(["--help"]);
  expect(code).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    "Usage: hookwright [options] [command]

    Prove that a webhook receiver is right before the provider's real events reach
    it.

    Options:
      -V, --version                                                       output the version number
      -h, --help                                                          display help for command

    Commands:
      verify [options] [receiver-or-provider]                             check a receiver and print the report; without a name all receivers of hookwright.config.ts
      deliver [options] <receiver-or-provider> <lifecycle-or-event-type>  send a lifecycle, or one event, to a receiver
      build [options] <provider> [event-type]                             print payloads, one a line
      fixtures [options] <provider>                                       write events, variants and lifecycles as JSON files, for tests in any language
      pact                                                                build, verify and lint Pact files
      validate [options] <provider> <file...>                             check captures, or payloads, one a line, against the schemas; of a folder each *.ndjson, - is standard input
      mock [options] [provider...]                                        serve the mock APIs of providers, all unless named, until Ctrl-C
      list [options]                                                      print providers, event types, lifecycles, mock APIs, checks, faults and kinds of authentication
      listen [options]                                                    pass requests on to a receiver and save each exchange, redacted, until Ctrl-C
      replay [options] <file> [more...]                                   do again what a report in JSON found, the first failure or that of a check; or send what was captured
      init [options]                                                      write a starter after a look at the project: a test, or a config where no test runner is
      generate [options] <folder>                                         make a module of your own provider's folder, with its types, an OpenAPI and an AsyncAPI document
      help [command]                                                      display help for command
    "
  `);
});

it("hookwright verify --help", async () => {
  expect((await runCli(["verify", "--help"])).stdout).toMatchInlineSnapshot(`
    "Usage: hookwright verify [options] [receiver-or-provider]

    check a receiver and print the report; without a name all receivers of
    hookwright.config.ts

    Options:
      --to <url>              the receiver, in place of the config's
      --secret <secret>       the secret shared with the receiver (env:
                              HOOKWRIGHT_SECRET)
      --secret-env <name>     the environment variable that holds the secret
      --auth <kind>           kind[:key=value;...]: none, header (name), url-token
                              (parameter), basic (username), hmac (header, value,
                              signed, algorithm, encoding, key, timestamp, id)
      --header <name: value>  a further request header (repeatable)
      --envelope <name>       the wrapper around the payload
      --seed <n>              decides what is drawn; 'random' draws one
      --run <n>               decides identities, together with the seed
      --start <instant>       where lifecycles start, such as 2026-01-01T00:00:00Z
      --timeout <ms>          for an answer
      --concurrency <n>       requests at the same time
      --allow-remote          let the receiver be on another machine
      --config <file>         in place of the nearest hookwright.config.ts
      --expect <status=word>  the receiver's word for a status; a|b are two, nothing
                              is nothing known (repeatable)
      --set </pointer=value>  fixes a field of every payload (repeatable)
      --ignore </pointer>     into what is observed: what says nothing of the state
                              (repeatable)
      --runs <n>              random payloads
      --rate <n>              requests per second at the most
      --check <id>            run only this check (repeatable)
      --case <case>           do just what a report found a failure with: the word
                              that it printed
      --skip <id=reason>      leave this check out (repeatable)
      --settle <ms>           to wait for a state
      --observe <url>         where to see a subject's state; {id} and its like are
                              fields of the subject
      --view <pointer>        the state in what was observed
      --prepare <url>         where to POST a subject before its first event
      --cleanup <url>         where to POST each subject when all is done
      --mock <url>            of a running \`hookwright mock\`: its API is in each
                              event's state when the event comes
      --profile <profile>     smoke sends one lifecycle and nothing hostile
                              (choices: "full", "smoke")
      --strict                failed warnings fail, too
      --report <format>       of the report (choices: "text", "json", "junit",
                              default: "text")
      --out <file>            write the report to a file; of all receivers, each to
                              a file in this folder
      -h, --help              display help for command

    Examples:
      hookwright verify cloudflare --to http://127.0.0.1:3000/webhooks/cloudflare --secret s3cret
      hookwright verify web
    "
  `);
});

it("hookwright deliver --help", async () => {
  expect((await runCli(["deliver", "--help"])).stdout).toMatchInlineSnapshot(`
    "Usage: hookwright deliver [options] <receiver-or-provider> <lifecycle-or-event-type>

    send a lifecycle, or one event, to a receiver

    Options:
      --to <url>              the receiver, in place of the config's
      --secret <secret>       the secret shared with the receiver (env:
                              HOOKWRIGHT_SECRET)
      --secret-env <name>     the environment variable that holds the secret
      --auth <kind>           kind[:key=value;...]: none, header (name), url-token
                              (parameter), basic (username), hmac (header, value,
                              signed, algorithm, encoding, key, timestamp, id)
      --header <name: value>  a further request header (repeatable)
      --envelope <name>       the wrapper around the payload
      --seed <n>              decides what is drawn; 'random' draws one
      --run <n>               decides identities, together with the seed
      --start <instant>       where lifecycles start, such as 2026-01-01T00:00:00Z
      --timeout <ms>          for an answer
      --concurrency <n>       requests at the same time
      --allow-remote          let the receiver be on another machine
      --config <file>         in place of the nearest hookwright.config.ts
      --fault <fault>         name[:key=value;...] (repeatable): duplicate (at,
                              times), drop (at), reorder (order), delay (at, by),
                              orphan (at), overlap (at), corrupt (at, how, byte),
                              wrong-secret (at, how)
      --set </pointer=value>  fixes a field of every payload (repeatable)
      --rate <n>              requests per second at the most
      --speed <n>             virtual seconds per second: 3600 sends an hour of a
                              lifecycle in a second; at once unless given
      --json                  one exchange a line
      -h, --help              display help for command

    Examples:
      hookwright deliver cloudflare issuance --to http://127.0.0.1:3000/webhooks/cloudflare --fault duplicate:2
      hookwright deliver web issuance
    "
  `);
});

it("hookwright build --help", async () => {
  expect((await runCli(["build", "--help"])).stdout).toMatchInlineSnapshot(`
    "Usage: hookwright build [options] <provider> [event-type]

    print payloads, one a line

    Options:
      --seed <n>              decides what is drawn; 'random' draws one
      --run <n>               decides identities, together with the seed
      --start <instant>       where lifecycles start, such as 2026-01-01T00:00:00Z
      --count <n>             how many
      --set </pointer=value>  fixes a field of every payload (repeatable)
      --envelope <name>       the wrapper around the payload
      --lifecycle <name>      each payload of a lifecycle
      -h, --help              display help for command

    Example:
      hookwright build cloudflare --lifecycle issuance --set /data/hostname=shop.acme.com
    "
  `);
});

it("hookwright fixtures --help", async () => {
  expect((await runCli(["fixtures", "--help"])).stdout).toMatchInlineSnapshot(`
    "Usage: hookwright fixtures [options] <provider>

    write events, variants and lifecycles as JSON files, for tests in any language

    Options:
      --out <dir>  where they go; index.json in it says what each file is
      --seed <n>   decides what is drawn; 'random' draws one
      --check      write nothing; name the files that are not up to date
      -h, --help   display help for command

    Example:
      hookwright fixtures cloudflare --out spec/fixtures/cloudflare
    "
  `);
});

it("hookwright pact --help", async () => {
  expect((await runCli(["pact", "--help"])).stdout).toMatchInlineSnapshot(`
    "Usage: hookwright pact [options] [command]

    build, verify and lint Pact files

    Options:
      -h, --help                              display help for command

    Commands:
      build [options] <receiver-or-provider>  write Pact V4 files of lifecycles, and of variants and negatives if asked
      verify [options] <receiver-or-file...>  verify a receiver against Pact files, with Pact's own engine (@pact-foundation/pact-core)
      lint [options] <file...>                find what Pact would pass in silence in Pact files of any tool
      help [command]                          display help for command
    "
  `);
});

it("hookwright pact build --help", async () => {
  expect((await runCli(["pact", "build", "--help"])).stdout).toMatchInlineSnapshot(`
    "Usage: hookwright pact build [options] <receiver-or-provider>

    write Pact V4 files of lifecycles, and of variants and negatives if asked

    Options:
      --receiver <name>    the receiver's name, Pact's provider; without it the
                           first word is one of the config
      --out <dir>          where they go; other files in it stay
      --path <path>        where the receiver takes events (default: that of its
                           URL, else /)
      --lifecycle <name>   only this one (repeatable); all but random walks unless
                           given
      --variants           one more file: every event type in each documented form,
                           and the test messages
      --negatives          one more file: bad secrets, any 4xx; malformed bodies, no
                           5xx
      --config <file>      in place of the nearest hookwright.config.ts
      --secret <secret>    the secret shared with the receiver (env:
                           HOOKWRIGHT_SECRET)
      --secret-env <name>  the environment variable that holds the secret
      --auth <kind>        kind[:key=value;...]: none, header (name), url-token
                           (parameter), basic (username), hmac (header, value,
                           signed, algorithm, encoding, key, timestamp, id)
      --envelope <name>    the wrapper around the payload
      --seed <n>           decides what is drawn; 'random' draws one
      --run <n>            decides identities, together with the seed
      --start <instant>    where lifecycles start, such as 2026-01-01T00:00:00Z
      --check              write nothing; name the files that are not up to date
      -h, --help           display help for command

    The secret is written into the files: give one that is for tests.

    Examples:
      hookwright pact build web --out pacts
      hookwright pact build cloudflare --receiver shop --path /webhooks/cloudflare --secret s3cret --variants --negatives --out pacts
    "
  `);
});

it("hookwright pact lint --help", async () => {
  expect((await runCli(["pact", "lint", "--help"])).stdout).toMatchInlineSnapshot(`
    "Usage: hookwright pact lint [options] <file...>

    find what Pact would pass in silence in Pact files of any tool

    Options:
      --provider <provider>  states must be those of its lifecycle.json
      -h, --help             display help for command

    Exit code 1 where there are issues, 2 for a file that is no pact. Of a folder every *.json is read.

    Example:
      hookwright pact lint pacts --provider cloudflare
    "
  `);
});

it("hookwright validate --help", async () => {
  expect((await runCli(["validate", "--help"])).stdout).toMatchInlineSnapshot(`
    "Usage: hookwright validate [options] <provider> <file...>

    check captures, or payloads, one a line, against the schemas; of a folder each
    *.ndjson, - is standard input

    Options:
      --strict    drift fails, too
      -h, --help  display help for command
    "
  `);
});

it("hookwright list --help", async () => {
  expect((await runCli(["list", "--help"])).stdout).toMatchInlineSnapshot(`
    "Usage: hookwright list [options]

    print providers, event types, lifecycles, mock APIs, checks, faults and kinds of
    authentication

    Options:
      --json      for programs
      -h, --help  display help for command
    "
  `);
});

it("--version prints the version of the package", async () => {
  expect(await runCli(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

it("without a command the help goes to stderr, and the exit code is 2", async () => {
  const { code, stdout, stderr } = await runCli([]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^Usage: hookwright/);
});

it.each([
  { args: ["vrify"], says: "unknown command 'vrify'\n(Did you mean verify?)" },
  { args: ["build"], says: "missing required argument 'provider'" },
  { args: ["verify", "cloudflare"], says: "no --to is given, and there is no hookwright.config.ts from" },
  { args: ["build", "cloudflare", "x", "--count", "-1"], says: "Give a whole number from 0 on." },
  { args: ["build", "cloudflare", "x", "--seed", "1.5"], says: "Give a whole number from 0 on." },
  { args: ["build", "cloudflare", "x", "--set", "nothing"], says: "Give /pointer=value." },
  {
    args: ["verify", "cloudflare", "--to", "http://127.0.0.1", "--report", "xml"],
    says: "Allowed choices are text, json, junit.",
  },
  {
    args: ["verify", "cloudflare", "--to", "http://127.0.0.1", "--timeout", "0"],
    says: "Give a whole number from 1 on.",
  },
  { args: ["verify", "cloudflare", "--to", "http://127.0.0.1", "--nonsense"], says: "unknown option '--nonsense'" },
  { args: ["build", "cloudflare", "x", "y"], says: "too many arguments" },
])("$args is wrong usage: exit code 2, and a word about it on stderr", async ({ args, says }) => {
  const { code, stdout, stderr } = await runCli(args);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(says);
  expect(stderr).not.toContain("    at ");
});

it("hookwright pact verify --help", async () => {
  expect((await runCli(["pact", "verify", "--help"])).stdout).toMatchInlineSnapshot(`
    "Usage: hookwright pact verify [options] [receiver] <file...>

    verify a receiver against Pact files, with Pact's own engine
    (@pact-foundation/pact-core)

    Options:
      --to <url>           the receiver, in place of the config's
      --config <file>      in place of the nearest hookwright.config.ts
      --secret <secret>    the secret shared with the receiver (env:
                           HOOKWRIGHT_SECRET)
      --secret-env <name>  the environment variable that holds the secret
      --timeout <ms>       for an answer
      --allow-remote       let the receiver be on another machine
      --receiver <name>    the receiver's name: files about another are refused
                           (default: that of the first file)
      --state-url <url>    where to POST { action, state, params } before and after
                           each interaction
      --prepare <url>      where to POST the subject of a state before its first
                           interaction
      --cleanup <url>      where to POST each prepared subject when all is done
      --strict             a state that nothing brings about fails
      --report <format>    of the report (choices: "text", "json", "junit", default:
                           "text")
      --out <file>         write the report to a file
      -h, --help           display help for command

    Without --to the first word is a receiver of hookwright.config.ts. The URL is what comes before the paths in the files. The secret takes the place of the one in files of hookwright's.
    Of a folder every *.json is verified. Exit code 2 where nothing could be verified.

    Examples:
      hookwright pact verify web pacts
      hookwright pact verify node_modules/hookwright/contracts/pacts/cloudflare-*.json --to http://127.0.0.1:3000 --secret s3cret --prepare http://127.0.0.1:3000/prepare/cloudflare
    "
  `);
});

it("hookwright listen --help", async () => {
  expect((await runCli(["listen", "--help"])).stdout).toMatchInlineSnapshot(`
    "Usage: hookwright listen [options]

    pass requests on to a receiver and save each exchange, redacted, until Ctrl-C

    Options:
      --forward <url>        where the receiver listens: each request keeps its path
      --save <dir>           the folder of the captures
      --port <n>             of this machine; 0 is any that is free (default: 4020)
      --provider <provider>  whose events are known; the built-in ones unless given
                             (repeatable)
      --allow-remote         let the receiver be on another machine
      -h, --help             display help for command

    Example:
      hookwright listen --forward http://127.0.0.1:3000 --save captures
    "
  `);
});

it("hookwright replay --help", async () => {
  expect((await runCli(["replay", "--help"])).stdout).toMatchInlineSnapshot(`
    "Usage: hookwright replay [options] <report> [check]
           hookwright replay [options] --to <url> <captures...>

    do again what a report in JSON found, the first failure or that of a check; or
    send what was captured

    Options:
      --header <name: value>  a further request header (repeatable)
      --config <file>         in place of the nearest hookwright.config.ts
      --allow-remote          let the receiver be on another machine
      --secret <secret>       the secret shared with the receiver (env:
                              HOOKWRIGHT_SECRET)
      --secret-env <name>     the environment variable that holds the secret
      --auth <kind>           kind[:key=value;...]: none, header (name), url-token
                              (parameter), basic (username), hmac (header, value,
                              signed, algorithm, encoding, key, timestamp, id)
      --timeout <ms>          for an answer
      --rate <n>              requests per second at the most
      --to <url>              the receiver, instead of the report's; {provider} in
                              it is each capture's
      --provider <provider>   of captures: whose requests are known; the built-in
                              ones unless given (repeatable)
      --json                  of captures: one exchange a line
      -h, --help              display help for command

    Of a folder every *.ndjson is sent. Exit code 1 where lines are broken, 2 where nothing can be sent.

    Examples:
      hookwright replay report.json tolerates-reordering
      hookwright replay captures --to http://127.0.0.1:3000/webhooks/cloudflare
    "
  `);
});
