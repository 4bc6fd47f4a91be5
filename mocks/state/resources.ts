import type { Subject } from "../../schemas/provider.ts";
import type { ApiState, Resource } from "../api.ts";
import type { Mock } from "./mock.ts";

// What is the same for as long as the subject is.
const keyFields = ({ provider }: Mock): string[] =>
  Object.entries(provider.definition.subject).flatMap(([field, { per }]) => (per === "subject" ? [field] : []));

const keyOf = (mock: Mock, subject: Subject): string | undefined => {
  const values = keyFields(mock).map((field) => subject[field]);
  return values.includes(undefined) ? undefined : JSON.stringify(values);
};

const register = (mock: Mock, { subject, index }: Resource): void => {
  const key = keyOf(mock, subject);
  if (key !== undefined) mock.bySubject.set(key, index);
};

// Resources stand at their index unless a route takes one out.
const positionOf = ({ state: { resources } }: Mock, index: number): number =>
  resources[index]?.index === index ? index : resources.findIndex((one) => one.index === index);

/** The resource of an index, if there is one. */
export const resourceAt = (mock: Mock, index: number): Resource | undefined =>
  mock.state.resources[positionOf(mock, index)];

/** Changes what a resource is. */
export const updateResource = (mock: Mock, index: number, change: Partial<Omit<Resource, "index">>): void => {
  const position = positionOf(mock, index);
  const before = mock.state.resources[position];
  if (!before) return;
  const resource = { ...before, ...change };
  mock.state = { ...mock.state, resources: mock.state.resources.with(position, resource) };
  if (change.subject) register(mock, resource);
};

/** Takes over what a call made of the state. */
export const adopt = (mock: Mock, state: ApiState): void => {
  mock.state = state;
  const first = mock.subjects;
  // What is new stands at the end.
  for (let i = state.resources.length - 1; (state.resources[i]?.index ?? -1) >= first; i--) {
    const resource = state.resources[i] as Resource;
    mock.subjects = Math.max(mock.subjects, resource.index + 1);
    register(mock, resource);
  }
};

/** The resource of a subject, by the fields that are given. */
export const resourceOf = (mock: Mock, subject: Subject): Resource | undefined => {
  const key = keyOf(mock, subject);
  const index = key === undefined ? undefined : mock.bySubject.get(key);
  if (key !== undefined) return index === undefined ? undefined : resourceAt(mock, index);
  const given = Object.entries(subject);
  return mock.state.resources.findLast((one) => given.every(([field, value]) => one.subject[field] === value));
};
