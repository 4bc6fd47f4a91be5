import { misbehaviours } from "./misbehaviours.ts";

const becomes = (code: string | undefined, status: number | undefined): string => {
  if (code === undefined) return `status ${status}`;
  return status === undefined ? `\`${code}\`` : `\`${code}\`, with status ${status}`;
};

/** The table of docs/deliveries.md. */
export const misbehaviourTable = (): string => {
  const rows = Object.entries(misbehaviours).flatMap(([kind, hostiles]) =>
    hostiles.map(({ does, code, status }) => `| ${kind} | ${does} | ${becomes(code, status)} |`),
  );
  return ["| over | the receiver | is |", "| --- | --- | --- |", ...rows].join("\n");
};
