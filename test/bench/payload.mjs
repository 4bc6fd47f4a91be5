import { candidates } from "./candidates.mjs";
import { judge } from "./floors.mjs";
import { interleave } from "./interleave.mjs";
import { median } from "./median.mjs";
import { eventType } from "./subject.mjs";

const FORMS = ["value", "text"];
const caseOf = (file, form) => `${file}|${form}`;

export const name = "payload";

/** How fast payloads are made. */
export const run = async ({ rounds = 7 }) => {
  const cases = candidates.flatMap(({ file }) => FORMS.map((form) => caseOf(file, form)));
  const measured = await interleave("measure.mjs", cases, rounds);
  const over = (file, form, figure) => median(measured.map((round) => figure(round.get(caseOf(file, form)), round)));
  const times = (file, other, form) =>
    over(file, form, ({ perSecond }, round) => perSecond / round.get(caseOf(other, form)).perSecond);

  const rows = candidates.map(({ name, file }) => [
    name,
    ...FORMS.map((form) => (1e6 / over(file, form, ({ perSecond }) => perSecond)).toPrecision(3)),
    ...FORMS.map((form) => times(file, "hand-template", form).toPrecision(2)),
    ...FORMS.map((form) => times(file, "json-schema-faker", form).toPrecision(3)),
    `${Math.round(100 * over(file, "value", ({ valid }) => valid))} %, ${Math.round(100 * over(file, "text", ({ valid }) => valid))} %`,
    String(Math.round(over(file, "text", ({ bytes }) => bytes))),
  ]);
  const notes = candidates.flatMap(({ name, file }) => {
    const { note } = measured[0].get(caseOf(file, "text"));
    return note === undefined ? [] : [`${name}: ${note}.`];
  });

  return {
    title: `Payloads of \`${eventType}\``,
    columns: [
      ["", "value, µs", "text, µs", "value, x hand", "text, x hand", "value, x jsf", "text, x jsf"],
      ["valid (value, text)", "bytes"],
    ].flat(),
    rows,
    notes: [`Medians of ${rounds} rounds; a ratio is that of two speeds of one round, so more is faster.`, ...notes],
    floors: judge(
      Object.fromEntries(
        ["hand template", "json-schema-faker"].flatMap((other) =>
          FORMS.map((form) => [
            `payload ${form}, x ${other}`,
            times("hookwright", candidates.find(({ name }) => name === other).file, form),
          ]),
        ),
      ),
    ),
  };
};
