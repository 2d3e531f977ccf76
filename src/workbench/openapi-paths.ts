import type { TSchema } from "typebox";
import { type Route, routeName } from "./route.ts";

/** The routes of the browser as paths of an OpenAPI 3.1 document. */

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export function openapiPaths(routes: readonly Route[]): Readonly<Record<string, Json>> {
  const paths: Record<string, Record<string, Json>> = {};
  for (const one of routes) {
    const [method = "", path = ""] = routeName(one).split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(one) };
  }
  return paths;
}

function operation(one: Route): Json {
  return {
    operationId: operationId(one),
    summary: one.title,
    tags: ["workbench"],
    security: one.right === "public" ? [{}] : [{ session: [] }],
    "x-right": one.right,
    parameters: [...parameters("path", one.params), ...parameters("query", one.query)],
    ...(one.body === undefined ? {} : { requestBody: requestBody(one, one.body) }),
    responses: {
      ...answerOf(one),
      default: { $ref: "#/components/responses/problem" },
    },
  };
}

function answerOf({ title, answer, redirects }: Route): Record<string, Json> {
  if (redirects) return { "302": { description: title } };
  const content = { "application/json": { schema: plain(answer) } };
  return { "200": { description: title, content } };
}

function requestBody({ raw_body }: Route, body: TSchema): Json {
  const type = raw_body ? "application/octet-stream" : "application/json";
  return { required: true, content: { [type]: { schema: plain(body) } } };
}

/** `GET /api/v1/people/{person_no}` → `getPeoplePersonNo`. */
function operationId(one: Route): string {
  const [method = "", path = ""] = routeName(one).split(" ");
  const words = path.replace("/api/v1/", "").split(/[^A-Za-z0-9]+/);
  const capitals = words
    .filter((word) => word !== "")
    .map((word) => {
      return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
    });
  return `${method.toLowerCase()}${capitals.join("")}`;
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly required?: readonly string[];
}

function parameters(place: "path" | "query", schema: TSchema | undefined): readonly Json[] {
  const { properties = {}, required = [] } = (schema ?? {}) as ObjectSchema;
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: plain(property),
  }));
}

/** Without what the schema library keeps beside the schema. */
function plain(schema: TSchema): Json {
  return JSON.parse(JSON.stringify(schema)) as Json;
}
