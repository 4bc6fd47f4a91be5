import { fetchFunctions, listeners } from "./functions.ts";
import type { Hostile } from "./hostile.ts";
import { noConnections } from "./no-connections.ts";
import { rawAnswers } from "./raw-answers.ts";

/** Every misbehaviour, by the kind of its target, in the order of docs/deliveries.md. */
export const misbehaviours: Readonly<Record<string, readonly Hostile[]>> = {
  "a URL": [...noConnections, ...rawAnswers],
  "a fetch function": fetchFunctions,
  nodeListener: listeners,
};
