// What test runners print at their end, in vitest's words and in those of `node --test` (a line of TAP, or of its own format).
const FORMS = {
  passed: [/^\s*Tests\s.*?(\d+) passed/m, /^(?:#|ℹ) pass (\d+)/m],
  failed: [/^\s*Tests\s.*?(\d+) failed/m, /^(?:#|ℹ) fail (\d+)/m],
  skipped: [/^\s*Tests\s.*?(\d+) skipped/m, /^(?:#|ℹ) skipped (\d+)/m],
};

const countOf = (output, forms) => forms.reduce((sum, form) => sum + Number(form.exec(output)?.[1] ?? 0), 0);

/** How many tests passed, failed and were skipped, and why the latter were, where the output says so. */
export const readCounts = (output) => ({
  ...Object.fromEntries(Object.entries(FORMS).map(([name, forms]) => [name, countOf(output, forms)])),
  reasons: [...new Set([...output.matchAll(/# SKIP (.+)|↓.*\[(.+)\]/gi)].map(([, tap, vitest]) => tap ?? vitest))],
});

/** What became of a run: it is skipped where each of its tests was; one that found no test is none to trust. */
export const outcomeOf = (isOk, { passed, skipped }) =>
  isOk && passed > 0 ? "passed" : isOk && skipped > 0 ? "skipped" : "failed";

const saySkipped = (count, reasons) =>
  count > 0 ? [`${count} skipped (${[...new Set(reasons)].join("; ") || "no reason given"})`] : [];

/** One line of counts. */
export const sayCounts = ({ passed, failed, skipped, reasons }) =>
  [`${passed} passed`, ...(failed > 0 ? [`${failed} failed`] : []), ...saySkipped(skipped, reasons)].join(", ");

/** One line of what became of several runs. */
export const sayOutcomes = (results) => {
  const of = (outcome) => results.filter((result) => result.outcome === outcome);
  const skipped = of("skipped");
  const passed = `${of("passed").length} of ${results.length} pass`;
  return [
    passed,
    ...saySkipped(
      skipped.length,
      skipped.flatMap(({ reasons }) => reasons),
    ),
  ].join(", ");
};
