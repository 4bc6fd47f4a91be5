import type { Exchange } from "../mocks/exchange.ts";

const NOT_IMPLEMENTED = 501;

/** How an answer to what no provider sends is wrong: a 5xx, or none at all; `undefined` where it is not. */
export const harmOf = ({ response, error }: Exchange): string | undefined => {
  if (error) return `${error.code}: ${error.message}`;
  const { status = 0 } = response ?? {};
  return status >= 500 && status !== NOT_IMPLEMENTED
    ? `${status} ${response?.body.slice(0, 200)}`.trimEnd()
    : undefined;
};
