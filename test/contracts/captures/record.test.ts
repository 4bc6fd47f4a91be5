import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { type Capture, type FetchFunction, record } from "hookwright";
import { expect, it, onTestFinished, vi } from "vitest";
import { linesOf } from "../../support/run-cli.ts";
import { serve } from "../../support/serve.ts";

const temporaryFolder = async (): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), "hookwright-record-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
};

const capturesIn = (dir: string, lines = 1): Promise<Capture[]> =>
  vi.waitFor(
    async () => {
      const text = await readFile(join(dir, String((await readdir(dir))[0])), "utf8");
      expect(linesOf(text)).toHaveLength(lines);
      return linesOf(text).map((line) => JSON.parse(line) as Capture);
    },
    { timeout: 10_000 },
  );

const post = (body: BodyInit): Request => new Request("http://localhost/hook", { method: "POST", body });

it("a fetch function gets the same request and its answer is passed on, the same object, with whatever else it was given", async () => {
  const dir = await temporaryFolder();
  const given = post("hello");
  const answer = new Response("world", {
    headers: [
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
    ],
  });
  const app = {
    name: "app",
    async fetch(request: Request, env: { id: number }): Promise<Response> {
      expect([this.name, request === given, env.id, await request.text()]).toEqual(["app", true, 7, "hello"]);
      return answer;
    },
  };
  const got = await record(app.fetch, { dir }).call(app, given, { id: 7 });
  expect(got).toBe(answer);
  expect(await got.text()).toBe("world");
  const [capture] = await capturesIn(dir);
  expect(capture).toMatchObject({ request: { method: "POST" }, response: { status: 200 } });
  expect(capture?.response?.headers.map(([name]) => name)).toEqual(["content-type", "set-cookie", "set-cookie"]);
});

it("a handler that is not asynchronous stays so", async () => {
  const answer = new Response(null, { status: 204 });
  const dir = await temporaryFolder();
  expect(record((_: Request) => answer, { dir })(post("x"))).toBe(answer);
  await capturesIn(dir);
});

it.each([
  [
    "throws",
    () => {
      throw new TypeError("mine");
    },
  ],
  ["rejects", () => Promise.reject(new TypeError("mine"))],
])("what a handler %s is its caller's, and saved as such", async (_, handler) => {
  const dir = await temporaryFolder();
  const recorded = record(handler as unknown as FetchFunction, { dir });
  await expect(async () => recorded(post("x"))).rejects.toThrow("mine");
  expect(await capturesIn(dir)).toMatchObject([{ error: { code: "threw" } }]);
});

it("an answer that never ends is passed on as it comes, and is not waited for", async () => {
  const dir = await temporaryFolder();
  const chunk = new Uint8Array(65_536);
  const endless = () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) }));
  const { body } = record((_: Request) => endless(), { dir })(post("x"));
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  expect((await reader.read()).value?.length).toBe(65_536);
  const [capture] = await capturesIn(dir);
  expect(capture?.response?.body).toEqual({ bytes: 2 * 65_536 });
  await reader.cancel();
});

it("a listener has its request's bytes, whichever way it reads them, and its answer is passed on", async () => {
  const dir = await temporaryFolder();
  const listener: RequestListener = async (request, response) => {
    if (request.url === "/paused") await new Promise((resolve) => setTimeout(resolve, 50));
    let size = 0;
    for await (const chunk of request) size += (chunk as Buffer).length;
    response.setHeader("x-set", "1");
    response.writeHead(201, { "X-Written": "2" });
    response.write("got ");
    response.end(String(size));
  };
  const origin = await serve(record(listener, { dir }));
  for (const path of ["", "paused"]) {
    const answer = await fetch(`${origin}/${path}`, { method: "POST", body: "hello" });
    expect([answer.status, answer.headers.get("x-written"), await answer.text()]).toEqual([201, "2", "got 5"]);
  }
  const captures = await capturesIn(dir, 2);
  for (const { request, response } of captures) {
    expect(request.body).toEqual({ text: expect.stringMatching(/^[a-z]{5}$/) });
    expect(response).toMatchObject({ status: 201, body: { text: expect.stringMatching(/^[a-z]{3} \d$/) } });
    expect(response?.headers.map(([name]) => name)).toEqual([
      expect.stringMatching(/^[a-z]-[a-z]{3}$/),
      expect.stringMatching(/^[A-Z]-[A-Z][a-z]{6}$/),
    ]);
  }
});

it("an Express application is recorded as a listener", async () => {
  const dir = await temporaryFolder();
  const app = express().post("/hook", express.json(), (request, response) => void response.json(request.body));
  const origin = await serve(record(app, { dir }));
  const body = '{"a":[1,true]}';
  const answer = await fetch(`${origin}/hook`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json" },
  });
  expect(await answer.text()).toBe(body);
  const [capture] = await capturesIn(dir);
  expect(capture?.request.body).toEqual(capture?.response?.body);
});

it("a recorded Express application still has its methods, and what it listens to is recorded", async () => {
  const dir = await temporaryFolder();
  const app = record(express(), { dir });
  app.get("/late", (_, response) => void response.send("yes"));
  const server = app.listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/late`);
  expect(await answer.text()).toBe("yes");
  expect(await capturesIn(dir)).toMatchObject([{ response: { status: 200 } }]);
});

it("an Express application that is mounted in another is recorded once", async () => {
  const dir = await temporaryFolder();
  const inner = express().get("/in", (_, response) => void response.send("yes"));
  const origin = await serve(express().use("/mounted", record(inner, { dir })));
  expect(await (await fetch(`${origin}/mounted/in`)).text()).toBe("yes");
  expect(await capturesIn(dir)).toMatchObject([{ response: { status: 200 } }]);
});

it("a callback that rejects ends nothing, and hides no failure", async () => {
  const dir = await temporaryFolder();
  const onError = vi.fn();
  const onCapture = async () => Promise.reject(new Error("mine"));
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  await record(async (_: Request) => new Response("ok"), { dir, onCapture, onError })(post("1"));
  await vi.waitFor(() => expect(warned).toHaveBeenCalledWith("mine"));
  expect(onError).not.toHaveBeenCalled();
});

it("each capture is told of when it is in its file", async () => {
  const dir = await temporaryFolder();
  const saved = new Promise<Capture>((onCapture) => {
    void record(async (_: Request) => new Response("ok"), { dir, onCapture })(post("1"));
  });
  const capture = await saved;
  const [name = ""] = await readdir(dir);
  expect(linesOf(await readFile(join(dir, name), "utf8"))).toEqual([JSON.stringify(capture)]);
});

it("an onError that throws ends neither the process nor the handler", async () => {
  const file = join(await temporaryFolder(), "file");
  await writeFile(file, "");
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  onTestFinished(() => warned.mockRestore());
  const onError = (): never => {
    throw new Error("mine");
  };
  const recorded = record(async (_: Request) => new Response("ok"), { dir: join(file, "captures"), onError });
  expect(await (await recorded(post("1"))).text()).toBe("ok");
  await vi.waitFor(() => expect(warned).toHaveBeenCalledWith("mine"));
});

it("what is no function is refused", () => {
  expect(() => record({ fetch() {} } as never, { dir: "captures" })).toThrow(/is no function\. Give a fetch function/);
});

it("a request that nobody finishes is saved as aborted", async () => {
  const dir = await temporaryFolder();
  const origin = await serve(record<RequestListener>(() => {}, { dir }));
  await expect(fetch(origin, { signal: AbortSignal.timeout(200) })).rejects.toThrow();
  expect(await capturesIn(dir)).toMatchObject([{ request: { method: "GET" }, error: { code: "aborted" } }]);
});

it("a folder that cannot be written is told once, and the handler knows nothing of it", async () => {
  const file = join(await temporaryFolder(), "file");
  await writeFile(file, "");
  const onError = vi.fn();
  const recorded = record(async (_: Request) => new Response("ok"), { dir: join(file, "captures"), onError });
  expect(await (await recorded(post("1"))).text()).toBe("ok");
  expect(await (await recorded(post("2"))).text()).toBe("ok");
  await vi.waitFor(() => expect(onError).toHaveBeenCalled());
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: "invalid-option" })]]);
});

it("what is called with no request at all is still called", async () => {
  const onError = vi.fn();
  const recorded = record((name: string) => `hello ${name}`, { dir: await temporaryFolder(), onError });
  expect(recorded("you")).toBe("hello you");
  await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(1));
  expect(onError).toHaveBeenCalledWith(
    expect.objectContaining({ message: expect.stringContaining("it is of no Request") }),
  );
});
