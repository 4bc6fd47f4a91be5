// hookwright/vitest as Node's import takes it: nothing can catch that a static import finds no vitest (docs/decisions/0020).
import { withPeer } from "../schemas/missing-peer.ts";

type Entry = typeof import("./vitest.ts");

const entry: Entry = await withPeer("vitest", () => import("./vitest.ts"));

/** That of vitest.ts. */
export const describeReceiver: Entry["describeReceiver"] = entry.describeReceiver;
/** That of vitest.ts. */
export const describePact: Entry["describePact"] = entry.describePact;
