type Paint = (text: string) => string;

/** The colours of a report. */
export type Colors = Readonly<Record<"green" | "red" | "yellow" | "dim" | "bold", Paint>>;

/** How a report is written. */
export interface FormatOptions {
  /** Colours as picocolors and its like have them; none unless given. */
  colors?: Colors;
}

const same: Paint = (text) => text;

/** No colours. */
export const PLAIN: Colors = { green: same, red: same, yellow: same, dim: same, bold: same };
