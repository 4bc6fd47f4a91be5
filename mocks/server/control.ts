import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Json, JsonObject } from "../../schemas/json-schema.ts";
import { unknownName } from "../../schemas/unknown-name.ts";
import { type ControlInput, controlRoutes } from "./control-routes.ts";
import { errorResponse, refusalResponse } from "./error-response.ts";
import { openapi } from "./openapi.ts";
import { CONTROL, type ServedMock } from "./served-mock.ts";

const DOCUMENT = "GET /openapi.json";
const names = [...Object.keys(controlRoutes), DOCUMENT];

const ajv: Ajv2020 = new Ajv2020({ allErrors: true, allowUnionTypes: true, validateFormats: false });
const validators = new Map<string, ValidateFunction>(
  Object.entries(controlRoutes).map(([name, { input }]) => [name, ajv.compile(input)]),
);

const wrongPath = (path: string): Response => {
  const known = names.map((name) => CONTROL + (name.split(" ")[1] ?? ""));
  return refusalResponse(unknownName("control route", path, known), 404);
};

const wrongMethod = (method: string, path: string, allowed: readonly string[]): Response =>
  errorResponse(405, "wrong-method", `Failed to ${method} ${path}: it takes ${allowed.join(", ")}.`, {
    allow: allowed.join(", "),
  });

const parse = (text: string): { value: Json } | undefined => {
  try {
    return { value: text === "" ? {} : JSON.parse(text) };
  } catch {
    return undefined; // answered with 400
  }
};

const read = async (request: Request, query: URLSearchParams): Promise<{ value: Json } | undefined> =>
  request.method === "GET" ? { value: Object.fromEntries(query) } : parse(await request.text());

/**
 * Answers a call of the control.
 * @throws HookwrightError of what the mocks refuse
 */
export const answerControl = async (mocks: readonly ServedMock[], request: Request): Promise<Response> => {
  const { pathname, searchParams } = new URL(request.url);
  const path = pathname.slice(CONTROL.length);
  const allowed = names.flatMap((name) => (name.endsWith(` ${path}`) ? (name.split(" ")[0] ?? []) : []));
  if (allowed.length === 0) return wrongPath(pathname);
  if (!allowed.includes(request.method)) return wrongMethod(request.method, pathname, allowed);
  const name = `${request.method} ${path}`;
  if (name === DOCUMENT) return Response.json(openapi());
  const input = await read(request, searchParams);
  if (!input) return errorResponse(400, "malformed-json", `Failed to read the body of ${name}: it is no JSON.`);
  const isValid = validators.get(name);
  if (!isValid?.(input.value))
    return errorResponse(
      400,
      "invalid-option",
      `Failed to read the call ${name}: ${ajv.errorsText(isValid?.errors, { dataVar: "input" })}. See ${CONTROL}/openapi.json.`,
    );
  const output = await controlRoutes[name]?.run(mocks, input.value as ControlInput & JsonObject);
  return output === undefined ? new Response(null, { status: 204 }) : Response.json(output);
};
