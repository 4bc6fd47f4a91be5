import { type FetchFunction, nodeListener, type Target } from "hookwright";
import { describe } from "vitest";
import { serve, toListener } from "./serve.ts";

/** Makes a target of a receiver; the path is added to its URL. */
export type Open = (receive: FetchFunction, path?: string) => Promise<{ target: Target; url: string }>;

const IN_PROCESS = "http://localhost";

/** Each kind of target. */
export const targetKinds: readonly { kind: string; open: Open }[] = [
  { kind: "a fetch function", open: async (target, path = "/") => ({ target, url: IN_PROCESS + path }) },
  { kind: "an object with fetch", open: async (fetch, path = "/") => ({ target: { fetch }, url: IN_PROCESS + path }) },
  {
    kind: "nodeListener",
    open: async (receive, path = "/") => ({ target: nodeListener(toListener(receive)), url: IN_PROCESS + path }),
  },
  {
    kind: "a URL",
    async open(receive, path = "/") {
      const url = (await serve(toListener(receive))) + path;
      return { target: url, url };
    },
  },
];

/** The same tests over each kind of target: what holds for one must hold for all. */
export const describeTargets = (define: (open: Open) => void): void =>
  describe.each(targetKinds)("over $kind", ({ open }) => define(open));
