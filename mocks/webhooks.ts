import { type LifecycleOptions, lifecycleOf, visitsOf } from "../generators/lifecycle.ts";
import { legalMoves } from "../generators/machine.ts";
import { type Visit, walk } from "../generators/walk.ts";
import type { Json } from "../schemas/json-schema.ts";
import type { Subject } from "../schemas/provider.ts";
import type { Resource, Schedule } from "./api.ts";
import { deliver } from "./deliver.ts";
import { buildDeliveries, type Delivery } from "./delivery.ts";
import { type Mock, resourceAt, updateResource } from "./mock.ts";

const defaultLifecycle = ({ provider }: Mock): string => provider.lifecycles[0] ?? "";

/** What the next new resource would be: its subject as the seed draws it, in the state before the first silent move. */
export const nextResource = (mock: Mock): Pick<Resource, "index" | "subject" | "status"> => {
  const { provider, subjects: index } = mock;
  const options: LifecycleOptions = { seed: mock.options.seed ?? 0, index };
  const [first] = visitsOf(provider, defaultLifecycle(mock), options);
  const [subject = {}] = lifecycleOf(provider, "", first ? [first] : [], options).subjects;
  return { index, subject, status: provider.machine.initial };
};

/** One webhook of a resource, and where it comes in its walk. */
interface Webhook {
  visit: Visit;
  subject: Subject | undefined;
  event: Json | undefined;
  delivery: Delivery | undefined;
}

const fire = async (mock: Mock, index: number, { visit, subject, event, delivery }: Webhook): Promise<void> => {
  const { deliverTo, timeout = 10_000 } = mock.options;
  const life = mock.lives.get(index);
  if (life) life.sent++;
  // What was replaced or deleted before may still speak, but the resource is what came after it.
  const isCurrent = !visit.orphan && visit.incarnation >= (life?.incarnation ?? 0);
  if (isCurrent && life) Object.assign(life, { incarnation: visit.incarnation, replacement: visit.replacement });
  if (isCurrent)
    updateResource(mock, index, { status: visit.status, ...(subject && { subject }), ...(event && { event }) });
  if (deliverTo !== undefined && delivery) mock.exchanges.push(...(await deliver(delivery, deliverTo, { timeout })));
};

const scheduleVisits = (mock: Mock, resource: Resource, visits: readonly Visit[]): void => {
  const { index, subject, createdAt } = resource;
  const options: LifecycleOptions = { seed: mock.options.seed ?? 0, index, subject, start: createdAt };
  const lifecycle = lifecycleOf(mock.provider, "", visits, options, mock.lives.get(index)?.fields);
  const deliveries = buildDeliveries(lifecycle, mock.options);
  for (const [i, visit] of visits.entries()) {
    const { subject, payload } = lifecycle.steps[i] ?? {};
    const webhook = { visit, subject, event: payload as Json | undefined, delivery: deliveries[i] };
    mock.clock.schedule(visit.at, index, () => fire(mock, index, webhook));
  }
};

/** Begins the planned lifecycle of a resource. */
const begin = (mock: Mock, { begin: index, fields, lifecycle }: Extract<Schedule, { begin: number }>): void => {
  const resource = resourceAt(mock, index);
  if (!resource) return;
  mock.subjects = Math.max(mock.subjects, index + 1);
  mock.lives.set(index, { fields, sent: 0, incarnation: 0, replacement: 0 });
  const planned = mock.plans.findLast(({ match }) => match(resource.subject))?.lifecycle ?? defaultLifecycle(mock);
  const visits = visitsOf(mock.provider, lifecycle ?? planned, {
    seed: mock.options.seed ?? 0,
    index,
    start: resource.createdAt,
  });
  updateResource(mock, index, { status: visits[0]?.from ?? resource.status });
  scheduleVisits(mock, resource, visits);
};

/** Moves a resource silently, as its API was asked to; what was to come is dropped, and the event that ends it follows. */
const move = (mock: Mock, name: string, index: number): void => {
  const { machine } = mock.provider;
  const resource = resourceAt(mock, index);
  const to = resource && machine.states[resource.status]?.silent?.[name];
  if (!resource || to === undefined) return;
  mock.clock.cancel(index);
  updateResource(mock, index, { status: to });
  const ending = legalMoves(machine, to).find((legal) => machine.states[legal.to]?.final);
  if (!ending) return;
  const at = mock.clock.now().getTime();
  const { sent: step = 0, incarnation = 0, replacement = 0 } = mock.lives.get(index) ?? {};
  const from = { state: to, at, step, incarnation, replacement };
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
