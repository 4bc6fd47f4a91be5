import { durationMs } from "../../generators/draws/instant.ts";
import type { Lifecycle } from "../../generators/lifecycle.ts";
import { lifecycleOf, planOf } from "../../generators/lifecycle.ts";
import { type PlannedStep, planSteps } from "../../generators/lifecycle-steps.ts";
import { legalMoves } from "../../generators/machine.ts";
import { walk } from "../../generators/walk.ts";
import type { Json } from "../../schemas/json-schema.ts";
import type { Subject } from "../../schemas/provider.ts";
import type { Resource } from "../api.ts";
import { dispatch } from "./dispatch.ts";
import { type Life, type Mock, nowOf, type Plan, seedOf } from "./mock.ts";
import { defaultLifecycle } from "./next-resource.ts";
import type { PlannedVisit } from "./planned-visit.ts";
import { resourceAt, updateResource } from "./resources.ts";

const APART = 1001; // events of one subject are a whole second apart
const REPEATS = 2;

/** Changes what is known of a resource's life; a new one, so that whoever holds the old sees that it is over. */
export const updateLife = (mock: Mock, index: number, change: Partial<Life>): void => {
  const life = mock.lives.get(index);
  if (life) mock.lives.set(index, { ...life, ...change });
};

const eventOf = (mock: Mock, index: number, visit: PlannedVisit): Lifecycle => {
  const options = {
    seed: seedOf(mock),
    index,
    subject: visit.subject,
    start: resourceAt(mock, index)?.createdAt ?? mock.clock.now(),
  };
  return lifecycleOf(mock.provider, "", [visit], options, mock.lives.get(index)?.fields);
};

/** What a resource becomes by an event of its own; what was replaced or deleted before may still speak, and moves nothing. */
const heed = (mock: Mock, index: number, life: Life, visit: PlannedVisit, { steps: [step] }: Lifecycle): void => {
  if (visit.orphan || visit.incarnation < life.incarnation) return;
  const { status, eventType, incarnation, replacement, at } = visit;
  const entered = resourceAt(mock, index)?.status === status ? life.entered : at;
  const latest = new Map(life.latest).set(eventType, at);
  updateLife(mock, index, { incarnation, replacement, entered, latest });
  const event = step?.payload as unknown as Json;
  updateResource(mock, index, { status, event, ...(step?.subject && { subject: step.subject }) });
};

// A call may have changed the subject since the visit was planned; what is no more what the resource is keeps its own.
const aboutNow = (mock: Mock, index: number, { incarnation, replacement }: Life, visit: PlannedVisit): Subject =>
  !visit.orphan && visit.incarnation === incarnation && visit.replacement === replacement
    ? (resourceAt(mock, index)?.subject ?? visit.subject)
    : visit.subject;

const speak = async (mock: Mock, index: number, planned: PlannedVisit): Promise<void> => {
  const life = mock.lives.get(index);
  if (!life) return;
  const subject = aboutNow(mock, index, life, planned);
  const visit = { ...planned, subject, step: life.sent + 1, at: Math.max(planned.at, life.spoke + APART) };
  const lifecycle = eventOf(mock, index, visit);
  const pending = life.pending.filter((one) => one !== planned);
  updateLife(mock, index, { sent: visit.step, spoke: visit.at, pending });
  heed(mock, index, life, visit, lifecycle);
  // Before it is sent: the receiver may call the API, and change what is to come.
  if (life.pending.length > 0 && pending.length === 0) goOn(mock, index);
  await dispatch(mock, lifecycle);
};

/** Puts what is to come for a resource on the clock, instead of what was. */
const schedule = (mock: Mock, index: number, pending: readonly PlannedVisit[]): void => {
  mock.clock.cancel(index);
  updateLife(mock, index, { pending });
  for (const visit of pending) mock.clock.schedule(visit.at, index, () => speak(mock, index, visit));
};

/** Walks on from where a resource is. */
const walkOn = (mock: Mock, { index, status, subject }: Resource, plan: readonly PlannedStep[]): PlannedVisit[] => {
  const { incarnation = 0, replacement = 0, latest = new Map(), sent = 0 } = mock.lives.get(index) ?? {};
  const at = nowOf(mock);
  // What has just been made begins as a lifecycle does: its first silent move is now.
  const isNew = sent === 0 && incarnation === 0 && replacement === 0 && status === mock.provider.machine.initial;
  const from = isNew ? undefined : { state: status, at, step: sent, incarnation, replacement, latest };
  const options = { seed: seedOf(mock), index, start: at, illegal: false, ...(from && { from }) };
  const visits = walk(mock.provider.machine, plan, options);
  return visits.map((visit) => ({ ...visit, subject }));
};

// A move that comes of itself, when nothing else is to come.
const idle = (mock: Mock, index: number): void => {
  const { machine } = mock.provider;
  const { status = "" } = resourceAt(mock, index) ?? {};
  const { latest = new Map<string, number>(), entered = 0 } = mock.lives.get(index) ?? {};
  for (const [name, to] of Object.entries(machine.states[status]?.silent ?? {})) {
    const { idle: comes, after = "", since = [] } = machine.silent?.[name] ?? {};
    if (!comes) continue;
    const anchors = since.flatMap((eventType) => latest.get(eventType) ?? []);
    const due = (anchors.length > 0 ? Math.max(...anchors) : entered) + durationMs(after);
    // Not at once: moves in a circle would never end.
    mock.clock.schedule(Math.max(due, nowOf(mock) + APART), index, async () => {
      enter(mock, index, to);
      idle(mock, index);
    });
    return;
  }
};

/** What comes of itself after all that was planned. */
const goOn = (mock: Mock, index: number): void => {
  const { machine } = mock.provider;
  const resource = resourceAt(mock, index);
  const steps = machine.states[resource?.status ?? ""]?.goesOn;
  if (!resource || !steps || mock.lives.get(index)?.exact) idle(mock, index);
  else schedule(mock, index, walkOn(mock, resource, planSteps(machine, steps, { repeats: REPEATS, key: "" })));
};

/** Puts a resource into a state, now. */
export const enter = (mock: Mock, index: number, status: string): void => {
  updateResource(mock, index, { status });
  updateLife(mock, index, { entered: nowOf(mock) });
};

const planFor = (mock: Mock, subject: Subject): Plan["what"] =>
  mock.plans.findLast(({ match }) => match(subject))?.what ?? defaultLifecycle(mock);

/** Begins a resource's lifecycle, or goes on with what of it can come where the resource is. */
export const start = (mock: Mock, index: number, lifecycle?: string): void => {
  const resource = resourceAt(mock, index);
  if (!resource) return;
  const { machine } = mock.provider;
  const what = lifecycle ?? planFor(mock, resource.subject);
  const plan = planOf(mock.provider, what, { repeats: REPEATS, key: `${seedOf(mock)} ${index}` });
  const legal = new Set(legalMoves(machine, resource.status).map(({ eventType }) => eventType));
  const first = plan.findIndex((step) => "event" in step && step.of === undefined && legal.has(step.event));
  updateLife(mock, index, { exact: typeof what !== "string" });
  const visits = first < 0 ? [] : walkOn(mock, resource, plan.slice(first));
  if (visits[0]) eventOf(mock, index, visits[0]); // what cannot be sent is refused at the call that asks for it
  schedule(mock, index, visits);
  if (visits[0]) enter(mock, index, visits[0].from);
  else goOn(mock, index);
};

/** What is to come next comes now, the rest as long after it as before. */
export const hurry = (mock: Mock, index: number): void => {
  const { pending = [], spoke = 0 } = mock.lives.get(index) ?? {};
  const [next] = pending;
  const earlier = next ? Math.max(0, next.at - Math.max(nowOf(mock), spoke + APART)) : 0;
  const sooner = pending.map((visit) => ({ ...visit, at: visit.at - earlier }));
  if (next) schedule(mock, index, sooner);
  else start(mock, index);
};

const endingOf = (mock: Mock, state: string): PlannedStep[] => {
  const { states } = mock.provider.machine;
  const ending = Object.entries(states[state]?.on ?? {}).find(([, to]) => states[to]?.final);
  return ending ? [{ event: ending[0] }] : [];
};

/** Moves a resource silently, as its API was asked to: what was to come is dropped, and what follows from the move comes. */
export const move = (mock: Mock, name: string, index: number): void => {
  const { machine } = mock.provider;
  const to = machine.states[resourceAt(mock, index)?.status ?? ""]?.silent?.[name];
  if (to === undefined) return;
  enter(mock, index, to);
  const resource = resourceAt(mock, index);
  const ending = endingOf(mock, to);
  if (!resource || machine.states[to]?.final) schedule(mock, index, []);
  else if (ending.length > 0) schedule(mock, index, walkOn(mock, resource, ending));
  else start(mock, index);
};

/** Lets what a resource was live on as an orphan, and begins the lifecycle of what it is now. */
export const replace = (mock: Mock, index: number, was: Resource): void => {
  const { machine } = mock.provider;
  const [name = "", { after = "" } = {}] =
    Object.entries(machine.silent ?? {}).find(([, { starts }]) => starts === "replacement") ?? [];
  const to = machine.states[was.status]?.silent?.[name];
  if (to !== undefined) {
    const orphans = walkOn(mock, { ...was, status: to }, endingOf(mock, to));
    const later = durationMs(after); // the new one comes first
    for (const one of orphans) {
      const orphan = { ...one, orphan: true, at: one.at + later };
      mock.clock.schedule(orphan.at, was, () => speak(mock, index, orphan));
    }
  }
  const { replacement = 0 } = mock.lives.get(index) ?? {};
  updateLife(mock, index, { replacement: replacement + 1, latest: new Map() });
  start(mock, index);
};
