import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

/** What an editor asks of TypeScript's own language server. */
export interface LanguageServer {
  /** The text shown over a character of an opened file: lines and characters from 0. */
  hover(file: string, line: number, character: number): Promise<string>;
  /** Opens a file as an editor does. */
  open(file: string): void;
  close(): Promise<void>;
}

interface Message {
  id?: number | string;
  method?: string;
  result?: unknown;
  error?: { message: string };
}

const TSC = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

/** The whole messages at the start of what came, and the rest: each has a head that says its length in bytes. */
const takeMessages = (came: Buffer): { messages: Message[]; rest: Buffer } => {
  const messages: Message[] = [];
  let rest = came;
  for (;;) {
    const end = rest.indexOf("\r\n\r\n");
    const length = Number(/Content-Length: (\d+)/i.exec(rest.subarray(0, Math.max(end, 0)).toString())?.[1]);
    if (end < 0 || rest.length < end + 4 + length) return { messages, rest };
    messages.push(JSON.parse(rest.subarray(end + 4, end + 4 + length).toString()));
    rest = rest.subarray(end + 4 + length);
  }
};

/** Starts `tsc --lsp` for a folder. */
export const startLanguageServer = async (folder: string): Promise<LanguageServer> => {
  const child = spawn(process.execPath, [TSC, "--lsp", "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const waiting = new Map<Message["id"], (message: Message) => void>();
  const send = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  let came: Buffer = Buffer.alloc(0);
  child.stdout.on("data", (chunk: Buffer) => {
    const { messages, rest } = takeMessages(Buffer.concat([came, chunk]));
    came = rest;
    for (const message of messages)
      if (message.method === undefined) waiting.get(message.id)?.(message);
      else if (message.id !== undefined) send({ id: message.id, result: null }); // what it asks of the editor
  });
  let asked = 0;
  const ask = (method: string, params?: object): Promise<unknown> => {
    const id = ++asked;
    send({ id, method, params });
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
    });
  };
  const uri = (file: string): string => pathToFileURL(file).href;
  const textDocument = { hover: { contentFormat: ["markdown"] } };
  await ask("initialize", { processId: process.pid, rootUri: uri(folder), capabilities: { textDocument } });
  send({ method: "initialized", params: {} });
  return {
    open(file) {
      const text = readFileSync(file, "utf8");
      const opened = { uri: uri(file), languageId: "typescript", version: 1, text };
      send({ method: "textDocument/didOpen", params: { textDocument: opened } });
    },
    async hover(file, line, character) {
      const position = { textDocument: { uri: uri(file) }, position: { line, character } };
      const found = (await ask("textDocument/hover", position)) as { contents: { value: string } } | null;
      return found?.contents.value ?? "";
    },
    async close() {
      await ask("shutdown");
      send({ method: "exit" });
      await ended;
    },
  };
};
