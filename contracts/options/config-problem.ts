import { isObject } from "../../schemas/is-object.ts";
import { byNearness } from "../../schemas/unknown-name.ts";
import { OF_ONE_RUN, type Receiver } from "../receiver.ts";
import { type Kind, misfitIn, optionKinds } from "./option-kinds.ts";

/** What is wrong with a config: where in it, what, and what to do. */
export interface ConfigProblem {
  path: readonly string[];
  problem: string;
  advice: string;
}

const PLACES: readonly (keyof Receiver)[] = ["provider", "to", "fetch"];

// What may be said by a text, too, so that receivers in other languages can be described.
const KINDS: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(Object.entries(optionKinds).filter(([name]) => !Object.hasOwn(OF_ONE_RUN, name))),
  prepare: "a function or a URL",
  cleanup: "a function or a URL",
  observe: "a function or a URL",
  view: "a function or a JSON Pointer",
};

const NEAREST = 3; // the rest is no help

const unknownKey = (path: readonly string[], value: object, known: readonly string[]): ConfigProblem | undefined => {
  const key = Object.keys(value).find((one) => !known.includes(one));
  if (key === undefined) return undefined;
  const near = byNearness(key, known).slice(0, NEAREST).join(", ");
  return {
    path: [...path, key],
    problem: `${path.length === 0 ? "it" : path.join(".")} has the unknown key "${key}"`,
    advice: `Known, nearest first: ${near}.`,
  };
};

const isProvider = (value: unknown): boolean =>
  typeof value === "string" || value instanceof URL || (isObject(value) && typeof value["generator"] === "function");

const placeProblem = (path: readonly string[], { to, fetch }: Record<string, unknown>): ConfigProblem | undefined => {
  const name = path.join(".");
  if (to === undefined && fetch === undefined)
    return { path, problem: `${name} has neither to nor fetch`, advice: "Say where the receiver is, by one of them." };
  if (to !== undefined && fetch !== undefined)
    return { path: [...path, "fetch"], problem: `${name} has both to and fetch`, advice: "Leave one of them." };
  if (typeof to === "string" && !/^https?:$/.test(URL.canParse(to) ? new URL(to).protocol : ""))
    return { path: [...path, "to"], problem: `${name}.to is no http or https URL`, advice: "Give the receiver's." };
  if (fetch !== undefined && typeof fetch !== "function")
    return { path: [...path, "fetch"], problem: `${name}.fetch is no function`, advice: "Give one, or a URL as to." };
  return undefined;
};

/** What is wrong with a receiver as a config describes it. */
export const receiverProblem = (path: readonly string[], value: unknown): ConfigProblem | undefined => {
  const name = path.join(".");
  if (!isObject(value))
    return { path, problem: `${name} is no object`, advice: "Give { provider, to } or { provider, fetch }." };
  const unknown = unknownKey(path, value, [...PLACES, ...Object.keys(KINDS)]);
  if (unknown) return unknown;
  if (!isProvider(value["provider"]))
    return {
      path: [...path, "provider"],
      problem: `${name} has no provider`,
      advice: "Give one, the name of a built-in one, or a folder's path.",
    };
  const place = placeProblem(path, value);
  if (place) return place;
  const misfit = misfitIn(value, KINDS);
  if (!misfit) return undefined;
  return { path: [...path, misfit.name], problem: `${name}.${misfit.name} is not ${misfit.kind}`, advice: "Give one." };
};

/** What is wrong with a config; of several problems the first. */
export const configProblem = (config: unknown): ConfigProblem | undefined => {
  if (!isObject(config))
    return {
      path: [],
      problem: "its default export is no config",
      advice: "Export defineConfig({ receivers: { ... } }).",
    };
  const unknown = unknownKey([], config, ["receivers"]);
  if (unknown) return unknown;
  const { receivers } = config;
  if (!isObject(receivers) || Object.keys(receivers).length === 0)
    return {
      path: ["receivers"],
      problem: "it has no receivers",
      advice: "Give one, such as { web: { provider, to } }.",
    };
  for (const [name, receiver] of Object.entries(receivers)) {
    const problem = receiverProblem(["receivers", name], receiver);
    if (problem) return problem;
  }
  return undefined;
};
