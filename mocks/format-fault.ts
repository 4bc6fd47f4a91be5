import type { Fault } from "./fault.ts";

/**
 * A fault as the command line takes it: the inverse of `parseFault`.
 * @example formatFault(duplicate({ at: 2 })) // 'duplicate:at=2'
 */
export const formatFault = ({ name, arguments: given }: Pick<Fault, "name" | "arguments">): string => {
  const pairs = Object.entries(given).filter(([, value]) => value !== undefined);
  return pairs.length === 0 ? name : `${name}:${pairs.map(([key, value]) => `${key}=${String(value)}`).join(";")}`;
};
