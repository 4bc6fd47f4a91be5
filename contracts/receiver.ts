import type { ProviderSource } from "../generators/load-provider.ts";
import type { NodeListener } from "../mocks/node-listener.ts";
import type { FetchFunction } from "../mocks/sending/function-sender.ts";
import { isObject } from "../schemas/is-object.ts";
import type { Subject } from "../schemas/provider.ts";
import type { VerifyOptions } from "./options/verify-options.ts";

/** What a provider's events are about; of a name or a folder nothing more is known than that it has fields. */
export type SubjectOf<P> = P extends { readonly types?: { subject: infer S extends object } } ? S : Subject;

/** Where a receiver is. */
type Place =
  | {
      /** Its URL, or what `nodeListener` makes of a server of this process. */
      to: string | URL | NodeListener;
      fetch?: never;
    }
  | {
      /** A receiver of this process. */
      fetch: FetchFunction;
      to?: never;
    };

/** What may be a URL or a pointer, too, so that receivers in other languages can be described. */
interface Looks<S extends object> {
  /** Called before a subject's first event; or a URL to POST the subject to. */
  prepare?: string | ((subject: S) => unknown);
  /** Called for each prepared subject when all is done; or a URL to POST the subject to. */
  cleanup?: string | ((subject: S) => unknown);
  /** What the receiver knows of a subject; or a URL to GET it from, where `{id}` and its like are fields of the subject. */
  observe?: string | ((subject: S) => unknown);
  /** The state in what was observed; or a JSON Pointer to it. */
  view?: string | ((observed: unknown) => unknown);
}

type OfOneRun = "case" | "replayAs" | "signal" | "onProgress";

/** Options of a single run, which say nothing of the receiver. */
export const OF_ONE_RUN: Readonly<Record<OfOneRun, true>> = {
  case: true,
  replayAs: true,
  signal: true,
  onProgress: true,
};

/** One receiver and all that is to be known to check it: an entry of `hookwright.config.ts`. */
export type Receiver<P extends ProviderSource = ProviderSource> = {
  /** Who sends: a provider, the name of a built-in one, or a folder's path or URL. */
  provider: P;
} & Place &
  Looks<SubjectOf<P>> &
  Omit<VerifyOptions<SubjectOf<P>>, keyof Looks<Subject> | OfOneRun>;

/** Tells an entry of a config from a provider or a target. */
export const isReceiver = (value: unknown): value is Receiver => isObject(value) && "provider" in value;
