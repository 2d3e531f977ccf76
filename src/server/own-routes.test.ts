import { expect, test } from "vitest";
import { openapiDocument, transactionTable } from "../gateway/index.ts";
import { openapiPaths, ROUTES } from "../workbench/index.ts";
import { createHttpServer, type HttpOptions } from "./http.ts";

/** What is served is in the OpenAPI document, and what is in the document is served. */

const table = transactionTable();

/** Nothing is asked of the parts: only the addresses count here. */
const PARTS = {
  store: {},
  gateway: { table, handlers: {}, clock: () => new Date(0), region: "430400" },
  sandbox: {},
  institutions: { value: {} },
  purchaseOrders: {},
  calculator: {},
  workbench: {},
} as unknown as HttpOptions;

/** `GET /sandbox/{institution}` of every route, from fastify's printed tree. */
function served(tree: string): string[] {
  const stack: string[] = [];
  return tree.split("\n").flatMap((line) => {
    const [, indent = "", part = "", methods] =
      /^(.*?)[├└]── (\S*)(?: \(([^)]*)\))?/.exec(line) ?? [];
    if (part === "") return [];
    const depth = indent.length / 4;
    stack.splice(depth, stack.length, part);
    if (methods === undefined) return [];
    const path = stack.join("").replace(/:(\w+)/g, "{$1}");
    return methods.split(", ").map((method) => `${method} ${path}`);
  });
}

/** Pages and files of the browser, where they were built: not a part of the interface. */
const PAGE = /^GET \/(?:$|\*|(?:workbench|institution|portal|assets)(?:[/*]|$))/;

test("the routes and the document are the same", async () => {
  const app = await createHttpServer(PARTS);
  await app.ready();
  const routes = served(app.printRoutes({ commonPrefix: false }));
  await app.close();
  const own = routes.filter(
    (route) => !/^HEAD|callService|powercsb|CSB/.test(route) && !PAGE.test(route),
  );
  expect(own.length).toBeGreaterThan(6);
  const document = openapiDocument(table, openapiPaths(ROUTES));
  const { paths } = document as { paths: Record<string, object> };
  const documented = Object.entries(paths)
    .flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`))
    .filter((route) => !route.includes("callService"));
  expect(own.toSorted()).toEqual(documented.toSorted());
});
