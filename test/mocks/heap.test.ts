import fc from "fast-check";
import { expect, it } from "vitest";
import { createHeap } from "../../mocks/state/heap.ts";

it("gives back the first of what is in it, whatever is put in and taken out between", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(50), { freq: 3 })), (acts) => {
      const heap = createHeap<number>((one, other) => one < other);
      const model: number[] = [];
      for (const act of acts) {
        if (act === null) expect(heap.pop()).toBe(model.shift());
        else {
          heap.push(act);
          model.push(act);
          model.sort((a, b) => a - b);
        }
        expect(heap.peek()).toBe(model[0]);
      }
    }),
  );
});
