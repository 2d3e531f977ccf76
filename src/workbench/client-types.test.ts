import { Type } from "typebox";
import { expect, test } from "vitest";
import { clientTypes, typeText } from "./client-types.ts";
import { openapiPaths } from "./openapi-paths.ts";
import { route } from "./route.ts";

// Goal: what the browser's program may send and gets is what the routes declare, type by type.

const one = route({
  method: "PUT",
  path: "/api/v1/things/:thing_no/parts",
  title: "改部件",
  right: ["budget.make", "budget.check"],
  params: Type.Object({ thing_no: Type.Integer() }),
  query: Type.Object({ day: Type.Optional(Type.String()), kind: Type.Enum(["a", "b"]) }),
  body: Type.Object({ "odd-name": Type.Array(Type.String()), more: Type.Optional(Type.Null()) }),
  answer: Type.Object({
    total: Type.Union([Type.Integer(), Type.Null()]),
    by_name: Type.Record(Type.String(), Type.Number()),
    anything: Type.Unknown(),
  }),
  handle: async () => ({ total: null, by_name: {}, anything: 1 }),
});

test("a route becomes a path of OpenAPI and an entry of the client", () => {
  const paths = openapiPaths([one]);
  expect(Object.keys(paths)).toEqual(["/api/v1/things/{thing_no}/parts"]);
  expect(paths["/api/v1/things/{thing_no}/parts"]).toMatchObject({
    put: {
      operationId: "putThingsThingNoParts",
      summary: "改部件",
      "x-right": ["budget.make", "budget.check"],
      parameters: [
        { name: "thing_no", in: "path", required: true },
        { name: "day", in: "query", required: false },
        { name: "kind", in: "query", required: true },
      ],
    },
  });
  expect(clientTypes([one]).split("\n").slice(2)).toEqual([
    "export interface Paths {",
    '  readonly "PUT /api/v1/things/{thing_no}/parts": {',
    "    readonly params: { readonly thing_no: number };",
    '    readonly query: { readonly day?: string; readonly kind: "a" | "b" };',
    '    readonly body: { readonly "odd-name": readonly (string)[]; readonly more?: null };',
    "    readonly answer: { readonly total: (number | null); readonly by_name: " +
      "{ readonly [name: string]: number }; readonly anything: unknown };",
    "  };",
    "}",
    "",
  ]);
});

test.each([
  [Type.Literal("x"), '"x"'],
  [Type.Boolean(), "boolean"],
  [Type.Tuple([Type.String(), Type.Integer()]), "readonly [string, number]"],
  [Type.Object({}), "{ readonly [name: string]: unknown }"],
])("%j is %s", (schema, text) => {
  expect(typeText(JSON.parse(JSON.stringify(schema)))).toBe(text);
});
