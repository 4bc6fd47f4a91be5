import { type HttpHandler, HttpResponse, http } from "msw";
import type { Json } from "../../schemas/json-schema.ts";
import type { Api } from "../api.ts";
import { answer } from "./answer.ts";
import type { Mock } from "./mock.ts";

const METHODS: Readonly<Record<string, (typeof http)[keyof typeof http]>> = {
  GET: http.get,
  POST: http.post,
  PUT: http.put,
  PATCH: http.patch,
  DELETE: http.delete,
};

const respond = async (mock: Mock, api: Api, name: string, request: Request, params: object): Promise<Response> => {
  const { searchParams: query } = new URL(request.url);
  const text = await request.clone().text();
  const call = { params: params as Record<string, string>, query, headers: request.headers, text };
  const { status, body } = await answer(mock, api, name, call);
  return HttpResponse.json(body, { status });
};

// A call that the mock does not know is said so, rather than passed on to the real provider.
const refuse = (mock: Mock, { routes }: Api, { method, url }: Request): Response => {
  mock.unhandled.push({ method, url });
  const body: Json = { hookwright: "This mock has no such route.", method, url, routes: Object.keys(routes) };
  // The official SDKs would try again, and hide what is said here.
  return HttpResponse.json(body, { status: 501, headers: { "x-should-retry": "false" } });
};

/** An API's routes as msw handlers, with one behind them for everything else under its base. */
export const handlersOf = (mock: Mock, api: Api): HttpHandler[] => [
  ...Object.keys(api.routes).map((name) => {
    const [method = "", path = ""] = name.split(" ");
    return (METHODS[method] ?? http.all)(api.base + path, ({ request, params }) =>
      respond(mock, api, name, request, params),
    );
  }),
  http.all(`${api.base}/*`, ({ request }) => refuse(mock, api, request)),
];
