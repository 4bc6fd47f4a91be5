import { type LifecycleOptions, lifecycleOf, visitsOf } from "../generators/lifecycle.ts";
import { legalMoves } from "../generators/machine.ts";
import { type Visit, walk } from "../generators/walk.ts";
import type { Resource, Schedule } from "./api.ts";
import { deliver } from "./deliver.ts";
import { buildDeliveries, type Delivery } from "./delivery.ts";
import { type Mock, resourceAt, setStatus } from "./mock.ts";

const defaultLifecycle = ({ provider }: Mock): string => provider.lifecycles[0] ?? "";

/** What the next new resource would be: its subject as the seed draws it, in the state before the first silent move. */
export const nextResource = (mock: Mock): Pick<Resource, "index" | "subject" | "status"> => {
  const { provider, subjects: index } = mock;
  const options: LifecycleOptions = { seed: mock.options.seed ?? 0, index };
  const [first] = visitsOf(provider, defaultLifecycle(mock), options);
  const [subject = {}] = lifecycleOf(provider, "", first ? [first] : [], options).subjects;
  return { index, subject, status: provider.machine.initial };
};

const fire = async (mock: Mock, index: number, status: string, delivery: Delivery | undefined): Promise<void> => {
  const { deliverTo, timeout = 10_000 } = mock.options;
  const life = mock.lives.get(index);
  if (life) life.sent++;
  setStatus(mock, index, status);
  if (deliverTo !== undefined && delivery) mock.exchanges.push(...(await deliver(delivery, deliverTo, { timeout })));
};

const scheduleVisits = (mock: Mock, resource: Resource, visits: readonly Visit[]): void => {
  const { index, subject, createdAt } = resource;
  const options: LifecycleOptions = { seed: mock.options.seed ?? 0, index, subject, start: createdAt };
  const lifecycle = lifecycleOf(mock.provider, "", visits, options, mock.lives.get(index)?.fields);
  const deliveries = buildDeliveries(lifecycle, mock.options);
  for (const [i, { at, status }] of lifecycle.steps.entries())
    mock.clock.schedule(at.getTime(), index, () => fire(mock, index, status, deliveries[i]));
};

/** Begins the planned lifecycle of a resource. */
const begin = (mock: Mock, { begin: index, fields }: Extract<Schedule, { begin: number }>): void => {
  const resource = resourceAt(mock, index);
  if (!resource) return;
  mock.subjects = Math.max(mock.subjects, index + 1);
  mock.lives.set(index, { fields, sent: 0 });
  const lifecycle = mock.plans.findLast(({ match }) => match(resource.subject))?.lifecycle ?? defaultLifecycle(mock);
  const visits = visitsOf(mock.provider, lifecycle, { seed: mock.options.seed ?? 0, index, start: resource.createdAt });
  setStatus(mock, index, visits[0]?.from ?? resource.status);
  scheduleVisits(mock, resource, visits);
};

/** Moves a resource silently, as its API was asked to; what was to come is dropped, and the event that ends it follows. */
const move = (mock: Mock, name: string, index: number): void => {
  const { machine } = mock.provider;
  const resource = resourceAt(mock, index);
  const to = resource && machine.states[resource.status]?.silent?.[name];
  if (!resource || to === undefined) return;
  mock.clock.cancel(index);
  setStatus(mock, index, to);
  const ending = legalMoves(machine, to).find((legal) => machine.states[legal.to]?.final);
  if (!ending) return;
  const at = mock.clock.now().getTime();
  const from = { state: to, at, step: mock.lives.get(index)?.sent ?? 0 };
  const visits = walk(machine, [{ event: ending.eventType }], {
    seed: mock.options.seed ?? 0,
    index,
    start: at,
    illegal: false,
    from,
  });
  scheduleVisits(mock, resource, visits);
};

/** Sets going what a call or a plan asks for. */
export const carryOut = (mock: Mock, schedule: Schedule): void =>
  "begin" in schedule ? begin(mock, schedule) : move(mock, schedule.move, schedule.of);
