import type { Socket } from "node:net";
import type { Hostile } from "./hostile.ts";
import { type Answer, openRaw } from "./raw-server.ts";

const OK = "HTTP/1.1 200 OK\r\n";
const HEAD = `${OK}content-length: 100\r\n\r\n`;
const CHUNKED = `${OK}transfer-encoding: chunked\r\n\r\n`;
const WHOLE = `${OK}content-length: 2\r\n\r\nok`;

const says =
  (text: string): Answer =>
  (socket) =>
    void socket.write(text);

const saysAndThen =
  (text: string, then: (socket: Socket) => void): Answer =>
  (socket) =>
    void socket.write(text, () => setTimeout(then, 20, socket));

/** Writes as fast as it is read, until it is cut off. */
const saysForEver =
  (first: string, piece: string): Answer =>
  (socket) => {
    const more = (): void => {
      while (socket.writable && socket.write(piece));
    };
    socket.on("drain", more);
    socket.write(first);
    more();
  };

const saysSlowly =
  (first: string, piece: string, ms: number): Answer =>
  (socket) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(piece), ms);
    socket.on("close", () => clearInterval(timer));
  };

const reset = (socket: Socket): void => void socket.resetAndDestroy();
const close = (socket: Socket): void => void socket.end();

const raw = (answer: Answer, rest: Omit<Hostile, "open">): Hostile => ({
  ...rest,
  open: (timeout) => openRaw(answer, timeout),
});

/** What servers do below HTTP, once a request has arrived. */
export const rawAnswers: readonly Hostile[] = [
  raw(() => {}, { does: "accepts a connection and is silent", code: "timeout" }),
  raw((socket, timeout) => void setTimeout(() => socket.end(WHOLE), timeout + 100).unref(), {
    does: "answers too late",
    code: "timeout",
  }),
  raw(says("HTTP/1.1 200 OK\r\ncontent-le"), { does: "sends half a header and stops", code: "timeout" }),
  raw(says(`${HEAD}half`), { does: "sends half a body and stops", code: "timeout", status: 200 }),
  raw(saysSlowly(HEAD, "x", 1000), { does: "sends one byte a second", code: "timeout", status: 200 }),
  raw(saysForEver("HTTP/1.1 200 ", "O".repeat(1000)), { does: "sends a status line without end", code: "timeout" }),
  raw(saysForEver("", "HTTP/1.1 103 Early Hints\r\n\r\n"), {
    does: "sends 103 (early hints) for ever",
    code: "timeout",
  }),
  raw(saysForEver(`${CHUNKED}1;`, "x".repeat(1000)), {
    does: "sends a chunk extension without end",
    code: "timeout",
    status: 200,
  }),
  raw(saysForEver(OK, `x-more: ${"x".repeat(100)}\r\n`), { does: "sends headers for ever", code: "too-large" }),
  raw(saysForEver(`${OK}x-long: `, "x".repeat(1000)), { does: "sends a header without end", code: "too-large" }),
  raw(saysForEver(`${CHUNKED}0\r\n`, `x-more: ${"x".repeat(100)}\r\n`), {
    does: "sends trailers for ever",
    code: "too-large",
    status: 200,
  }),
  raw(saysForEver(`${OK}\r\n`, "x".repeat(1000)), { does: "sends a body for ever", code: "too-large", status: 200 }),
  raw(saysForEver(CHUNKED, "1\r\nx\r\n".repeat(100)), {
    does: "sends a body for ever, a byte in each chunk",
    code: "too-large",
    status: 200,
  }),
  raw(reset, { does: "resets the connection before it answers", code: "reset" }),
  raw(close, { does: "closes the connection before it answers", code: "reset" }),
  raw(saysAndThen("HTTP/1.1 200 OK\r\ncontent-le", close), {
    does: "closes the connection within a header",
    code: "reset",
  }),
  raw(saysAndThen(`${HEAD}half`, reset), {
    does: "resets the connection within its answer",
    code: "reset",
    status: 200,
  }),
  raw(saysAndThen(`${HEAD}half`, close), {
    does: "closes the connection within its answer",
    code: "reset",
    status: 200,
  }),
  raw(saysAndThen(`${OK}connection: close\r\ncontent-length: 100\r\n\r\nhalf`, close), {
    does: "closes within an answer that it said would be the last",
    code: "reset",
    status: 200,
  }),
  raw(saysAndThen(`${CHUNKED}4\r\nhalf\r\n`, close), {
    does: "closes the connection within a chunked answer",
    code: "reset",
    status: 200,
  }),
  raw(saysAndThen(WHOLE, reset), { does: "resets the connection after its answer", status: 200 }),
  raw((socket) => void socket.end(WHOLE), { does: "closes the connection after its answer", status: 200 }),
  raw((socket) => void socket.end("HTTP/1.0 200 OK\r\n\r\nok"), {
    does: "ends its answer by closing, as HTTP/1.0 did",
    status: 200,
  }),
  raw(says("hello?\r\n\r\n"), { does: "speaks no HTTP", code: "protocol" }),
  raw(says("HTTP/1.1 fine\r\n\r\n"), { does: "answers with a status that is no number", code: "protocol" }),
  raw(says(`${OK}content-length: 2\r\ncontent-length: 3\r\n\r\nok!`), {
    does: "gives two lengths for its answer",
    code: "protocol",
  }),
  raw(says(`${OK}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`), {
    does: "gives a length for a chunked answer",
    code: "protocol",
  }),
  raw(says(`${OK}no colon here\r\n\r\n`), { does: "sends a header without a colon", code: "protocol" }),
  raw(says(`${CHUNKED}many\r\nok\r\n`), {
    does: "sends a chunk whose length is no number",
    code: "protocol",
    status: 200,
  }),
  raw(says("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n"), {
    does: "switches to another protocol",
    code: "protocol",
  }),
  raw(says("HTTP/1.1 307 Temporary Redirect\r\nlocation: /\r\ncontent-length: 0\r\n\r\n"), {
    does: "redirects to itself",
    status: 307,
  }),
  raw(says("HTTP/1.1 204 No Content\r\ncontent-length: 2\r\n\r\nok"), { does: "sends a body with 204", status: 204 }),
  raw(says("HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 500 No\r\n\r\n"), {
    does: "sends another answer after its 204",
    status: 204,
  }),
  raw(says("HTTP/1.1 304 Not Modified\r\ncontent-length: 2\r\n\r\n"), {
    does: "sends a length with 304",
    status: 304,
  }),
  raw(says(`${OK}__proto__: a\r\nconstructor: b\r\ncontent-length: 0\r\n\r\n`), {
    does: "sends headers called __proto__ and constructor",
    status: 200,
  }),
  raw(says(`${OK}x-odd: \xff\xfe\r\ncontent-length: 2\r\n\r\n\xff\xfe`), {
    does: "sends bytes that are no UTF-8",
    status: 200,
  }),
];
