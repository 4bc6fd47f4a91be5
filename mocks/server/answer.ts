import { getResponse } from "msw";
import { letRead, preflight, refusalOf } from "./admission.ts";
import { answerControl } from "./control.ts";
import { errorResponse, failureResponse } from "./error-response.ts";
import { CONTROL, isUnder, pathOf, type ServedMock } from "./served-mock.ts";

const isBare = (method: string): boolean => method === "GET" || method === "HEAD";

// The handlers know the real API's address.
const toReal = async (request: Request, base: string): Promise<Request> => {
  const { pathname, search } = new URL(request.url);
  const { method, headers } = request;
  const body = isBare(method) ? null : await request.arrayBuffer();
  return new Request(new URL(base).origin + pathname + search, { method, headers, body });
};

const nothingThere = (mocks: readonly ServedMock[], path: string): Response => {
  const served = [...mocks.flatMap((one) => pathOf(one) ?? []), CONTROL];
  return errorResponse(404, "unknown-name", `Failed to find ${path}: only ${served.join(", ")} are served.`);
};

const route = async (mocks: readonly ServedMock[], request: Request): Promise<Response> => {
  const { pathname } = new URL(request.url);
  if (isUnder(pathname, CONTROL)) return answerControl(mocks, request);
  const served = mocks.find((one) => isUnder(pathname, pathOf(one) ?? CONTROL));
  if (served?.base === undefined) return nothingThere(mocks, pathname);
  const response = await getResponse(served.mock.handlers, await toReal(request, served.base));
  return response ?? nothingThere(mocks, pathname);
};

/** Answers a request for one of the mocks or the control. */
export const answer = async (
  mocks: readonly ServedMock[],
  request: Request,
  allowRemote: boolean,
): Promise<Response> => {
  const refusal = allowRemote ? undefined : refusalOf(request);
  if (refusal) return refusal;
  const response = preflight(request) ?? (await route(mocks, request).catch(failureResponse));
  return letRead(request, response);
};
