import { draw, hash } from "../generators/draws/bits.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Delivery } from "./delivery.ts";
import { formatFault } from "./format-fault.ts";
import type { Wire } from "./wire.ts";

/** Draws a whole number below `below`. */
export type Random = (below: number) => number;

/** Arguments of a fault; what the seed chose is among them once it was applied. */
export type FaultArguments = Readonly<Record<string, number | string | readonly number[] | undefined>>;

/** Something that goes wrong on the way: deliveries to deliveries. */
export interface Fault {
  name: string;
  arguments: FaultArguments;
  /** The arguments with every choice made; there is at least one delivery. */
  choose(deliveries: readonly Delivery[], random: Random, wire: Wire): FaultArguments;
  /** The deliveries with the fault in them; what it changed remembers it. */
  apply(deliveries: readonly Delivery[], chosen: FaultArguments, wire: Wire): Delivery[];
}

/** Applies faults in their order; choices follow from the lifecycle's seed alone. */
export const applyFaults = (deliveries: readonly Delivery[], faults: readonly Fault[], wire: Wire): Delivery[] =>
  faults.reduce<readonly Delivery[]>((sent, fault, i) => {
    if (typeof fault?.apply !== "function")
      throw misfit(
        String(fault),
        "it is no fault",
        "Make one by a function such as duplicate({ at: 2 }), or by parseFault.",
      );
    if (sent.length === 0) return sent;
    let drawn = 0;
    const random: Random = (below) => draw(hash(`fault ${i} ${fault.name} ${wire.lifecycle.seed}`), drawn++) % below;
    return fault.apply(sent, fault.choose(sent, random, wire), wire);
  }, deliveries) as Delivery[];

/** A delivery that remembers a fault. */
export const marked = (delivery: Delivery, name: string, chosen: FaultArguments): Delivery => ({
  ...delivery,
  faults: [...delivery.faults, formatFault({ name, arguments: chosen })],
});

/** The error for a fault that does not fit the deliveries, or what they were made of. */
export const misfit = (name: string, problem: string, advice: string): HookwrightError =>
  new HookwrightError("invalid-option", `Failed to apply ${name}: ${problem}. ${advice}`);

/**
 * The delivery at a position, from 1.
 * @throws HookwrightError `invalid-option` where there is none
 */
export const deliveryAt = (name: string, deliveries: readonly Delivery[], at: unknown): Delivery => {
  const found = deliveries[Number(at) - 1];
  if (found) return found;
  throw misfit(
    name,
    `at=${String(at)} does not fit ${deliveries.length} deliveries`,
    `Give at from 1 to ${deliveries.length}.`,
  );
};
