// The examples are plain JavaScript; tests see them by these types.
declare module "*/node-http/receiver.js" {
  import type { Server } from "node:http";

  type Take = (
    rows: Map<string, { at: number; status: string }>,
    seen: Set<string>,
    event: { id: string; key: string; at: number; status: string },
  ) => void;
  export const createReceiver: (options: { secret: string; take?: Take }) => Server;
}

declare module "*/node-http/careless.js" {
  export const careless: (
    rows: Map<string, { at: number; status: string }>,
    seen: Set<string>,
    event: { id: string; key: string; at: number; status: string },
  ) => void;
}
