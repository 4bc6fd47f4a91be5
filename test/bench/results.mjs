import { cpus } from "node:os";

const line = (cells) => `| ${cells.join(" | ")} |`;
const table = (columns, rows) =>
  [line(columns), line(columns.map((_, i) => (i === 0 ? "---" : "--:"))), ...rows.map(line)].join("\n");

const machine = () =>
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, ${new Date().toISOString().slice(0, 10)}.`;

const floorTable = (floors) =>
  table(
    ["", "measured", "floor", "aim", "reached"],
    floors.map(({ what, value, floor, aim, better, verdict }) => {
      const sign = better === "higher" ? "≥" : "≤";
      return [what, value.toPrecision(3), `${sign} ${floor}`, `${sign} ${aim}`, verdict];
    }),
  );

const formatSection = ({ title, columns, rows, notes, floors }) =>
  [
    `## ${title}`,
    rows.length > 0 && table(columns, rows),
    notes.length > 0 && notes.join("\n"),
    floors.length > 0 && floorTable(floors),
  ].filter(Boolean);

/** The sections' results as Markdown. */
export const formatResults = (sections) =>
  `${["# Benchmarks", machine(), ...sections.flatMap(formatSection)].join("\n\n")}\n`;
