import { openapiPaths } from "./openapi-paths.ts";
import type { Route } from "./route.ts";

/**
 * The types of the browser's client, from the OpenAPI document: written by the build to
 * `web/api/paths.ts`, and not kept in the repository.
 */

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly const?: string | number | boolean | null;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema | readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
}

interface Operation {
  readonly parameters: readonly {
    readonly name: string;
    readonly in: "path" | "query";
    readonly required: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
  readonly responses: {
    readonly "200": {
      readonly content: { readonly "application/json": { readonly schema: Schema } };
    };
  };
}

/** Of every route that a script calls: what is opened as a page and redirects has no answer. */
export function clientTypes(routes: readonly Route[]): string {
  const called = routes.filter(({ redirects }) => redirects !== true);
  const paths = openapiPaths(called) as unknown as Record<string, Record<string, Operation>>;
  const entries = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, one]) =>
      entryOf(`${method.toUpperCase()} ${path}`, one),
    ),
  );
  return [
    "// Made from the OpenAPI document of the browser's routes; not edited.",
    "",
    "export interface Paths {",
    ...entries,
    "}",
    "",
  ].join("\n");
}

function entryOf(name: string, one: Operation): string {
  const [body] = Object.entries(one.requestBody?.content ?? {});
  const isFile = body?.[0] === "application/octet-stream";
  const answer = one.responses["200"].content["application/json"].schema;
  const sent = body === undefined ? "undefined" : isFile ? "Blob" : typeText(body[1].schema);
  return [
    `  readonly ${JSON.stringify(name)}: {`,
    `    readonly params: ${parameterType(one, "path")};`,
    `    readonly query: ${parameterType(one, "query")};`,
    `    readonly body: ${sent};`,
    `    readonly answer: ${typeText(answer)};`,
    "  };",
  ].join("\n");
}

function parameterType({ parameters }: Operation, place: "path" | "query"): string {
  const own = parameters.filter((one) => one.in === place);
  if (own.length === 0) return "undefined";
  const members = own.map(
    ({ name, required, schema }) =>
      `readonly ${memberName(name)}${required ? "" : "?"}: ${typeText(schema)}`,
  );
  return `{ ${members.join("; ")} }`;
}

/** A schema as a TypeScript type; what says nothing of its type is `unknown`. */
export function typeText(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return `(${choices.map(typeText).join(" | ")})`;
  if (schema.allOf !== undefined) return `(${schema.allOf.map(typeText).join(" & ")})`;
  if (Array.isArray(schema.type)) {
    return `(${schema.type.map((type) => typeText({ ...schema, type })).join(" | ")})`;
  }
  if (schema.type === "array") return arrayType(schema);
  if (schema.type === "object") return objectType(schema);
  return SIMPLE[schema.type as string] ?? "unknown";
}

const SIMPLE: Readonly<Record<string, string>> = {
  string: "string",
  integer: "number",
  number: "number",
  boolean: "boolean",
  null: "null",
};

function arrayType({ items }: Schema): string {
  if (items === undefined) return "readonly unknown[]";
  if (!Array.isArray(items)) return `readonly (${typeText(items as Schema)})[]`;
  return `readonly [${items.map(typeText).join(", ")}]`;
}

function objectType(schema: Schema): string {
  const { properties = {}, required = [], patternProperties = {} } = schema;
  const members = Object.entries(properties).map(
    ([name, one]) =>
      `readonly ${memberName(name)}${required.includes(name) ? "" : "?"}: ${typeText(one)}`,
  );
  const additional = schema.additionalProperties;
  const [rest = typeof additional === "object" ? additional : undefined] =
    Object.values(patternProperties);
  if (members.length === 0) {
    return `{ readonly [name: string]: ${rest === undefined ? "unknown" : typeText(rest)} }`;
  }
  return `{ ${members.join("; ")} }`;
}

function memberName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}
