import type { Json } from "../../../schemas/json-schema.ts";
import type { Draw } from "../../../schemas/provider.ts";
import { draw } from "../../draws/bits.ts";
import { evaluateExpression } from "../evaluate.ts";
import type { Plan } from "../plan.ts";
import { printValue } from "../print/print-value.ts";
import type { Emission } from "./emission.ts";

const FIRST: Draw = { seed: 0, run: 0, index: 0, incarnation: 0, replacement: 0, step: 1 };

/** Draws a plan's values while the schema is still being compiled: to try them, or to keep them. */
export const drawerOf = (plan: Plan, base: string, emission: Emission): ((index: number) => Json) => {
  const expression = `(d, ${base}) => (${printValue(plan)})`;
  const drawOne = evaluateExpression<(d: Draw, base: number) => Json>(expression, emission);
  return (index) => drawOne({ ...FIRST, index }, draw(index, 0x5eed));
};
