/** What must hold (floor) and what is wanted (aim); of times less is better, of speeds more. */
const FLOORS = {
  "payload value, x hand template": { floor: 0.6, aim: 0.85, better: "higher" },
  "payload text, x hand template": { floor: 0.6, aim: 0.85, better: "higher" },
  "payload value, x json-schema-faker": { floor: 60, aim: 120, better: "higher" },
  "payload text, x json-schema-faker": { floor: 60, aim: 120, better: "higher" },
  "official suite, %": { floor: 95, aim: 100, better: "higher" },
  "GitHub's events, %": { floor: 100, aim: 100, better: "higher" },
  "deliverEach, x autocannon": { floor: 0.6, aim: 0.9, better: "higher" },
  "deliver, x autocannon": { floor: 0.6, aim: 0.9, better: "higher" },
  "memory in process at the end, x at a tenth": { floor: 1.2, aim: 1.05, better: "lower" },
  "memory over HTTP at the end, x at a tenth": { floor: 1.2, aim: 1.05, better: "lower" },
  "verify in process, seconds": { floor: 3, aim: 1, better: "lower" },
  "import time, x faker en": { floor: 1, aim: 0.6, better: "lower" },
};

/** Sets what was measured beside its floor. */
export const judge = (measured) =>
  Object.entries(measured).map(([what, value]) => {
    const { floor, aim, better } = FLOORS[what];
    const reaches = (limit) => (better === "higher" ? value >= limit : value <= limit);
    return { what, value, floor, aim, better, verdict: reaches(aim) ? "aim" : reaches(floor) ? "floor" : "missed" };
  });
