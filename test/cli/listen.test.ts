import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Capture } from "hookwright";
import { expect, it, onTestFinished } from "vitest";
import { linesOf, runCli } from "../support/run-cli.ts";
import { deadOrigin, serve } from "../support/serve.ts";
import { startListen } from "../support/start-listen.ts";

const temporaryFolder = async (): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), "hookwright-listen-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
};

const listenFor = async (origin: string, ...flags: string[]) => {
  const { url, file, interrupt } = await startListen([
    "--forward",
    origin,
    "--save",
    await temporaryFolder(),
    ...flags,
  ]);
  const captures = async (): Promise<Capture[]> => {
    expect((await interrupt()).code).toBe(130);
    return linesOf(await readFile(file, "utf8")).map((line) => JSON.parse(line) as Capture);
  };
  return { url, file, interrupt, captures };
};

/** Reads a connection to its end. */
const readAll = async (socket: Socket): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** A target that keeps what it is sent up to an end, and answers with bytes of its own. */
const rawTarget = async (end: Buffer, answer: Buffer): Promise<{ origin: string; seen: () => Buffer }> => {
  let seen = Buffer.alloc(0);
  const server = createServer((socket) => {
    socket.on("data", (chunk) => {
      seen = Buffer.concat([seen, chunk]);
      if (seen.includes(end)) socket.end(answer);
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { origin: `http://127.0.0.1:${(server.address() as { port: number }).port}`, seen: () => seen };
};

it("requests and answers go through byte for byte, but for the host and the connection's own headers", async () => {
  const packed = gzipSync("answer");
  const answer = Buffer.concat([
    Buffer.from(
      "HTTP/1.1 418 I'm  a Teapot\r\nSet-Cookie: a=1\r\nX-Mixed-CASE: caf\xe9\r\nset-cookie: b=2\r\n",
      "latin1",
    ),
    Buffer.from(
      `Content-Encoding: gzip\r\nContent-Length: ${packed.length}\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\n\r\n`,
    ),
    packed,
  ]);
  const body = Buffer.from([0, 1, 254, 255, 69, 78, 68]);
  const { origin, seen } = await rawTarget(Buffer.from("END"), answer);
  const { url, captures } = await listenFor(origin);
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  const head =
    "PUT /a%2Fb/../c?x=%zz&y=[1]&&x HTTP/1.1\r\nhOST: shop.example\r\nX-A: 1\r\nx-a: caf\xe9\r\nContent-Length: 7\r\nConnection: close\r\n\r\n";
  socket.write(Buffer.concat([Buffer.from(head, "latin1"), body]));
  const got = await readAll(socket);
  expect(seen().toString("latin1")).toBe(
    head.replace("hOST: shop.example", `Host: ${new URL(origin).host}`) + body.toString("latin1"),
  );
  const whole = Buffer.from(answer.toString("latin1").replace(", X-Hop\r\nX-Hop: 1", ""), "latin1");
  const connectionLast = (text: string): string =>
    text.replace("Connection: close\r\n", "").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
  expect(got.toString("latin1")).toBe(connectionLast(whole.toString("latin1")));
  const [capture] = await captures();
  expect(capture?.response?.headers.map(([name]) => name)).toEqual([
    ...["Set-Cookie", expect.stringMatching(/^[A-Z]-[A-Z][a-z]{4}-[A-Z]{4}$/), "set-cookie"],
    ...["Content-Encoding", "Content-Length"],
  ]);
  expect(capture?.request.body).toEqual({ base64: expect.stringMatching(/^[A-Za-z0-9+/]{10}==$/) });
});

it("a request without a body that does not say so goes through as it came", async () => {
  const { origin, seen } = await rawTarget(Buffer.from("\r\n\r\n"), Buffer.from("HTTP/1.1 204 No Content\r\n\r\n"));
  const { url } = await listenFor(origin);
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  const head = "POST /a HTTP/1.1\r\nHost: shop.example\r\nX-A: 1\r\nX-A: 2\r\nConnection: close\r\n\r\n";
  socket.write(head);
  expect((await readAll(socket)).toString()).toMatch(/^HTTP\/1\.1 204 /);
  expect(seen().toString()).toBe(head.replace("shop.example", new URL(origin).host));
});

it("a busy port leaves no file", async () => {
  const origin = await serve((_, response) => response.end());
  const dir = await temporaryFolder();
  const { code } = await runCli(["listen", "--forward", origin, "--save", dir, "--port", new URL(origin).port]);
  expect([code, await readdir(dir)]).toEqual([2, []]);
});

it("SIGTERM ends it as Ctrl-C does, with all saved", async () => {
  const origin = await serve((_, response) => response.end());
  const { url, file, interrupt } = await listenFor(origin);
  await Promise.all(Array.from({ length: 50 }, () => fetch(url, { method: "POST", body: "x" })));
  const { code, stdout } = await interrupt("SIGTERM");
  expect([code, linesOf(stdout).at(-1)]).toEqual([130, `50 exchanges saved in ${file}`]);
  expect(linesOf(await readFile(file, "utf8"))).toHaveLength(50);
});

it("a chunked body stays chunked, and one of many megabytes is passed on and not kept", async () => {
  const size = 30_000_000;
  const origin = await serve(async (request, response) => {
    let count = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) count += chunk.length;
    response.end(`${request.headers["transfer-encoding"]} ${count}`);
  });
  const { url, captures } = await listenFor(origin);
  const body = new Blob([Buffer.alloc(size, "a")]).stream();
  const answer = await fetch(url, { method: "POST", body, duplex: "half" } as RequestInit);
  expect(await answer.text()).toBe(`chunked ${size}`);
  expect((await captures())[0]?.request.body).toEqual({ bytes: size });
});

it("a target where nothing listens: the sender gets 502, and the capture says why", async () => {
  const { url, captures } = await listenFor(await deadOrigin());
  expect((await fetch(url, { method: "POST", body: "{}" })).status).toBe(502);
  expect((await fetch(url, { method: "POST", body: Buffer.alloc(5_000_000) })).status).toBe(502);
  const [first, second] = await captures();
  expect(first).toMatchObject({ response: { status: 502 }, error: { code: "refused" } });
  expect(second).toMatchObject({ response: { status: 502 }, error: { code: "refused" } });
});

it("a target that breaks off its answer: the sender sees that it is not whole, and the capture says so", async () => {
  const { origin } = await rawTarget(
    Buffer.from("\r\n\r\n"),
    Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"),
  );
  const { url, captures } = await listenFor(origin);
  await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
  expect(await captures()).toMatchObject([{ response: { status: 200 }, error: { code: "reset" } }]);
});

it("a target that speaks no HTTP is 502, and the proxy goes on", async () => {
  const { origin } = await rawTarget(Buffer.from("\r\n\r\n"), Buffer.from("SSH-2.0-OpenSSH_9.6\r\n"));
  const { url, captures } = await listenFor(origin);
  expect((await fetch(url)).status).toBe(502);
  expect((await fetch(url)).status).toBe(502);
  expect((await captures()).map(({ error }) => error)).toEqual([{ code: "protocol" }, { code: "protocol" }]);
});

it("a target that hangs holds nothing up: a sender may leave, another is under way at Ctrl-C, and both are saved", async () => {
  const origin = await serve(() => {});
  const { url, captures } = await listenFor(origin);
  await expect(fetch(url, { signal: AbortSignal.timeout(200) })).rejects.toThrow();
  const other = fetch(url, { method: "POST", body: "{}" }).catch(() => "broken off");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await captures()).toMatchObject([
    { request: { method: "GET" }, error: { code: "aborted" } },
    { request: { method: "POST" }, error: { code: "aborted" } },
  ]);
  expect(await other).toBe("broken off");
});

it("what comes in is told on stderr, the place and the count on stdout", async () => {
  const origin = await serve((_, response) => void response.writeHead(204).end());
  const { url, file, interrupt } = await listenFor(origin, "--provider", "cloud66");
  await fetch(url, { method: "POST", body: '{"event_type":"ssl_certificate.install.ok"}' });
  await fetch(url, { method: "POST", body: "{}" });
  const { stdout, stderr } = await interrupt();
  expect(linesOf(stdout)).toEqual([`${url} → ${origin}, saved in ${file}`, `2 exchanges saved in ${file}`]);
  expect(linesOf(stderr)).toEqual(["POST cloud66: ssl_certificate.install.ok → 204", "POST unknown → 204"]);
});

it.each([
  ["a target on another machine", ["--forward", "http://shop.example"], "Pass --allow-remote"],
  ["a target with a path", ["--forward", "http://127.0.0.1:1/hook"], "it is no origin"],
  ["no URL", ["--forward", "localhost:3000"], "it is no origin"],
  [
    "a provider that is not known",
    ["--forward", "http://127.0.0.1:1", "--provider", "cloud-66"],
    "nearest first: cloud66",
  ],
  [
    "a folder that cannot be written",
    ["--forward", "http://127.0.0.1:1", "--save", join(import.meta.filename, "captures")],
    "Name another folder",
  ],
])("%s is refused with one sentence and exit code 2", async (_, flags, advice) => {
  const { code, stdout, stderr } = await runCli(["listen", "--save", join(tmpdir(), "hookwright-never"), ...flags]);
  expect([code, stdout, linesOf(stderr).length]).toEqual([2, "", 1]);
  expect(stderr).toContain(advice);
});
