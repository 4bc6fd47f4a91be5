import type { Json, JsonSchema } from "../../schemas/json-schema.ts";
import { type ControlRoute, controlRoutes } from "./control-routes.ts";
import { CONTROL } from "./served-mock.ts";

const json = (schema: JsonSchema | { $ref: string }): Json => ({ "application/json": { schema: schema as Json } });

const ERROR: JsonSchema = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message"],
      properties: { code: { type: "string" }, message: { type: "string" } },
    },
  },
};

const given = (method: string, { input }: ControlRoute): Json =>
  method === "GET"
    ? {
        parameters: Object.entries(input.properties ?? {}).map(([name, { description, ...schema }]) => ({
          name,
          in: "query",
          schema: schema as Json,
          ...(description !== undefined && { description }),
        })),
      }
    : { requestBody: { required: (input.required ?? []).length > 0, content: json(input) } };

const answered = ({ output }: ControlRoute): Json =>
  output
    ? { "200": { description: "Done.", content: json(output) } }
    : { "204": { description: "Done; there is nothing to say." } };

const operation = (name: string, route: ControlRoute): Json => {
  const [method = "", path = ""] = name.split(" ");
  return {
    operationId: path.slice(1),
    summary: route.summary,
    ...(given(method, route) as object),
    responses: {
      ...(answered(route) as object),
      default: { description: "Refused.", content: json({ $ref: "#/components/schemas/Error" }) },
    },
  };
};

/** The control as an OpenAPI 3.1 document. */
export const openapi = (): Json => ({
  openapi: "3.1.0",
  info: {
    title: "hookwright mock",
    version: "1.0.0",
    description: "Virtual time, plans and states of mocked webhook providers.",
  },
  paths: Object.fromEntries(
    Object.entries(controlRoutes).map(([name, route]) => {
      const [method = "", path = ""] = name.split(" ");
      return [CONTROL + path, { [method.toLowerCase()]: operation(name, route) }];
    }),
  ),
  components: { schemas: { Error: ERROR as Json } },
});
