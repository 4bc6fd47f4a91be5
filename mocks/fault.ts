import { draw, hash } from "../generators/bits.ts";
import type { Delivery } from "./delivery.ts";

/** Draws a whole number below `below`. */
export type Random = (below: number) => number;

/** Arguments of a fault; what the seed chose is among them once it was applied. */
export type FaultArguments = Readonly<Record<string, number | string | boolean | readonly number[] | undefined>>;

/** Something that goes wrong on the way: deliveries to deliveries. */
export interface Fault {
  name: string;
  arguments: FaultArguments;
  /** The arguments with every choice made. */
  choose(deliveries: readonly Delivery[], random: Random): FaultArguments;
  apply(deliveries: readonly Delivery[], chosen: FaultArguments): Delivery[];
}

/** Applies faults in their order; choices follow from the seed alone. */
export const applyFaults = (deliveries: readonly Delivery[], faults: readonly Fault[], seed: number): Delivery[] =>
  faults.reduce<Delivery[]>(
    (sent, fault, i) => {
      let drawn = 0;
      const random: Random = (below) => draw(hash(`fault ${i} ${fault.name} ${seed}`), drawn++) % below;
      return fault.apply(sent, fault.choose(sent, random));
    },
    [...deliveries],
  );
