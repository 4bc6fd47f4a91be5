import { lifecycleOf, visitsOf } from "../../generators/lifecycle.ts";
import type { Visit } from "../../generators/walk.ts";
import type { Subject } from "../../schemas/provider.ts";
import type { Resource } from "../api.ts";
import { type Mock, seedOf } from "./mock.ts";

/** The lifecycle of a resource for which none is planned. */
export const defaultLifecycle = ({ provider }: Mock): string => provider.lifecycles[0] ?? "";

const drawSubject = (mock: Mock, index: number, about: Partial<Visit>, fixed: Subject = {}): Subject => {
  const options = { seed: seedOf(mock), index, subject: fixed };
  const [first] = visitsOf(mock.provider, defaultLifecycle(mock), options);
  return lifecycleOf(mock.provider, "", first ? [{ ...first, ...about }] : [], options).subjects[0] ?? {};
};

/** What the next new resource would be: its subject as the seed draws it, in the state before the first silent move. */
export const nextResource = (mock: Mock): Pick<Resource, "index" | "subject" | "status"> => {
  const { provider, subjects: index } = mock;
  return { index, subject: drawSubject(mock, index, {}), status: provider.machine.initial };
};

/** The subject of a resource after another replacement, as the seed draws it. */
export const successorOf = (mock: Mock, { index, subject }: Resource): Subject => {
  const { incarnation = 0, replacement = 0 } = mock.lives.get(index) ?? {};
  const next = drawSubject(mock, index, { incarnation, replacement: replacement + 1 }, subject);
  const renewed = Object.entries(mock.provider.definition.subject).filter(([, { per }]) => per === "replacement");
  return {
    ...subject,
    ...Object.fromEntries(renewed.flatMap(([field]) => (field in next ? [[field, next[field]]] : []))),
  } as Subject;
};
