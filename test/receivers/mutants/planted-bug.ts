import type { VerifyOptions } from "hookwright";
import type { Cloud66Subject } from "hookwright/cloud66";
import type { CloudflareSubject } from "hookwright/cloudflare";
import type { Cloud66Parts } from "../cloud66.ts";
import type { Parts } from "../cloudflare.ts";
import type { TestReceiver } from "../test-receiver.ts";

/** One bug in a receiver that is right otherwise. */
export interface PlantedBug<P extends object, S extends object> {
  /** Follows "a receiver that has this bug:". */
  name: string;
  /** The decisions that it takes wrongly; a function where it remembers something. */
  wrong?: Partial<P> | (() => Partial<P>);
  /** What it does around all decisions. */
  around?: (receiver: TestReceiver<S>) => TestReceiver<S>;
  /** What `verifyReceiver` must be told of it. */
  options?: Partial<VerifyOptions<S>>;
  /** It is about the connection: it is tried behind a URL, too. */
  onTheWire?: boolean;
  /** It shows within milliseconds: it must not share a thread with others. */
  isTimed?: boolean;
  /** Checks that cannot but fail for the same bug, with the reason why nothing blocks them. */
  alsoFails?: Readonly<Record<string, string>>;
}

/** The bugs that one check is there to find. */
export interface PlantedBugs {
  /** The check that must fail. */
  fails: string;
  cloudflare: readonly PlantedBug<Parts, CloudflareSubject>[];
  cloud66: readonly PlantedBug<Cloud66Parts, Cloud66Subject>[];
}
