// hookwright/msw as Node's import takes it: nothing can catch that a static import finds no msw (docs/decisions/0020).
import { withPeer } from "../schemas/missing-peer.ts";

type Entry = typeof import("./mock-provider.ts");

const entry: Entry = await withPeer("msw", () => import("./mock-provider.ts"));

/** That of mock-provider.ts. */
export const mockProvider: Entry["mockProvider"] = entry.mockProvider;
