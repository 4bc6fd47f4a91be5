import type { Start } from "../../generators/start.ts";
import type { Auth, Subject } from "../../schemas/provider.ts";

/** What `buildPact` takes. */
export interface PactOptions<L extends string = string, S extends object = Subject> {
  /** The receiver's name: Pact's provider. */
  receiver: string;
  /** The receiver's path; `{secret}` stands for a token in it. @default '/' */
  path?: string;
  /** One document each. @default all but random walks */
  lifecycles?: readonly L[];
  /** One more document: every event type in every form that is documented, and the test messages. @default false */
  variants?: boolean;
  /** One more document: what the receiver must refuse or survive. @default false */
  negatives?: boolean;
  /** Is written into the documents. */
  secret?: string;
  auth?: Auth;
  /** @default 'none' */
  envelope?: string;
  seed?: number;
  run?: number;
  start?: Start;
  /** Fields of the subject that are not drawn. */
  subject?: Partial<S>;
  /** Which subject the lifecycles are about, from 0. @default one of its own for each */
  index?: number;
}
