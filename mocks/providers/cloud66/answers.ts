import type { Json, JsonObject } from "../../../schemas/json-schema.ts";
import type { ApiResult, ApiState } from "../../api.ts";

/** A refusal: its status and the word for it (C66-OLD), and what is wrong. */
export interface Refusal {
  status: number;
  error: string;
  details: string;
}

// The general sentence of each kind; the vendor's client prefers the details.
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  bad_request: "The request is not understood.",
  unauthenticated: "The request needs a valid token.",
  not_found: "There is no such thing.",
};

/** The refusal of a stack that cannot be. */
export const noStack: Refusal = { status: 404, error: "not_found", details: "There is no such stack." };

/** The refusal of a certificate that is not there. */
export const noCertificate: Refusal = {
  status: 404,
  error: "not_found",
  details: "There is no such SSL certificate.",
};

/** Refuses a call. */
export const refuse = (state: ApiState, { status, error, details }: Refusal): ApiResult => ({
  state,
  response: { status, body: { error, error_description: DESCRIPTIONS[error] ?? "", details } },
});

/** Answers with one thing. What a create and a delete are answered with is not known but for being 2xx; 200 is taken. */
export const answerOne = (state: ApiState, response: JsonObject): ApiResult => ({
  state,
  response: { status: 200, body: { response } },
});

// How many a page has is not known; this is a choice.
const PER_PAGE = 30;

const pageNumber = (query: URLSearchParams): number => {
  const page = Number(query.get("page") ?? 1);
  return Number.isSafeInteger(page) && page >= 1 ? page : 1;
};

/** Answers with one page of a list; past the end it is empty. */
export const answerPage = (state: ApiState, query: URLSearchParams, all: readonly (() => Json)[]): ApiResult => {
  const current = pageNumber(query);
  const pages = Math.ceil(all.length / PER_PAGE);
  const response = all.slice((current - 1) * PER_PAGE, current * PER_PAGE).map((show) => show());
  const before = current > 1 ? current - 1 : null;
  const next = current < pages ? current + 1 : null;
  const pagination = { current, next, prev: before, previous: before, count: all.length, pages };
  return { state, response: { status: 200, body: { response, count: response.length, pagination } } };
};
