import type { PlantedBug, PlantedBugs } from "./planted-bug.ts";

const throwing =
  (methods: readonly string[]) =>
  (method: string): boolean => {
    if (methods.includes(method)) throw new Error(`no route for ${method}`);
    return method === "POST";
  };

/** An administrator's route on the same path: it forgets all subjects that were known. */
const forgetting = <S extends object>({
  fetch,
  options,
}: ReturnType<NonNullable<PlantedBug<object, S>["around"]>>): ReturnType<
  NonNullable<PlantedBug<object, S>["around"]>
> => {
  const known = new Set<string>();
  const forgotten = new Set<string>();
  return {
    async fetch(request) {
      if (request.method !== "DELETE") return fetch(request);
      for (const subject of known) forgotten.add(subject);
      return new Response(null, { status: 204 });
    },
    options: {
      ...options,
      prepare(subject) {
        known.add(JSON.stringify(subject));
        return options.prepare?.(subject);
      },
      observe: (subject) => (forgotten.has(JSON.stringify(subject)) ? undefined : options.observe?.(subject)),
    },
  };
};

export const ignoresOtherMethods: PlantedBugs = {
  fails: "ignores-other-methods",
  cloudflare: [
    { name: "takes an event by PUT", wrong: { takesMethod: (method) => method === "POST" || method === "PUT" } },
    { name: "takes an event by any method", wrong: { takesMethod: () => true } },
    { name: "500 for GET", wrong: { takesMethod: throwing(["GET"]) } },
    { name: "500 for HEAD", onTheWire: true, wrong: { takesMethod: throwing(["HEAD"]) } },
    { name: "forgets everything on DELETE", around: forgetting },
  ],
  cloud66: [
    { name: "takes an event by PUT", wrong: { takesMethod: (method) => method === "POST" || method === "PUT" } },
    { name: "500 for GET", wrong: { takesMethod: throwing(["GET"]) } },
    { name: "forgets everything on DELETE", around: forgetting },
  ],
};
