import { join } from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import {
  type GatewayOptions,
  gatewayApi,
  openapiDocument,
  type Sandbox,
  sandboxApi,
} from "../gateway/index.ts";
import { YibaoError } from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import type { Institutions } from "../providers/index.ts";
import { packageRoot, type Store } from "../store/index.ts";
import { type House, openapiPaths, ROUTES, registerRoutes } from "../workbench/index.ts";
import { calculatorApi } from "./calculator.api.ts";
import { eventsApi } from "./events.api.ts";
import { explanationApi } from "./explanation.api.ts";
import { policyApi } from "./policy.api.ts";
import { type PurchaseOrderApiOptions, purchaseOrderApi } from "./purchase-order.api.ts";
import { webFiles } from "./web-files.ts";

/** The HTTP server: health, and the routes of the rooms. */

export interface HttpOptions {
  /** The region of the public calculator and of explanations; neither when not given. */
  readonly calculator?: { readonly value: Region };
  /** The insured person's confirmation of an order; not served when not given. */
  readonly purchaseOrders?: PurchaseOrderApiOptions;
  readonly store: Store;
  readonly gateway: GatewayOptions;
  /** Its pages and reports; none when not given. */
  readonly sandbox?: Sandbox;
  /** Those that may ask for their events; no such address when not given. */
  readonly institutions?: { readonly value: Institutions };
  /** The workbench, the portals and their routes; none when not given. */
  readonly workbench?: House;
}

/** Longest that a request may take to arrive: a slow sender must not hold a place for ever. */
const REQUEST_MILLISECONDS = 60_000;
/** Open connections; more are closed at once by Node. */
const CONNECTIONS = 10_000;

export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    forceCloseConnections: "idle",
    // While stopping, the gateway refuses in its own words.
    return503OnClosing: false,
    requestTimeout: REQUEST_MILLISECONDS,
  });
  app.server.maxConnections = CONNECTIONS;
  app.get("/healthz", async (_request, reply) => {
    try {
      await options.store.query("select 1");
      return { status: "ok" };
    } catch {
      return reply.code(503).send({ status: "database unreachable" });
    }
  });
  app.setNotFoundHandler((request, reply) => {
    const detail = `没有 ${request.method} ${request.url} 这个地址；接口地址见 docs/interface.md`;
    return reply
      .code(404)
      .header("content-type", "application/problem+json;charset=utf-8")
      .send({ type: "about:blank", title: "Not Found", status: 404, detail });
  });
  await app.register(gatewayApi, options.gateway);
  const { sandbox, gateway } = options;
  if (sandbox !== undefined) await app.register(sandboxApi, { sandbox, clock: gateway.clock });
  const { store, institutions } = options;
  if (institutions !== undefined) await app.register(eventsApi, { store, institutions, gateway });
  const region = options.calculator;
  if (institutions !== undefined && region !== undefined) {
    await app.register(explanationApi, { store, institutions, gateway, region });
  }
  if (options.calculator !== undefined) {
    const onFault = (error: unknown) => gateway.onFault?.(error, { infno: "", msgid: "" });
    const { clock } = gateway;
    await app.register(calculatorApi, { region: options.calculator, clock, onFault });
  }
  if (options.purchaseOrders) await app.register(purchaseOrderApi, options.purchaseOrders);
  const { clock, onFault } = gateway;
  await app.register(policyApi, { store, clock, onFault });
  if (options.workbench !== undefined) await openWorkbench(app, options.workbench);
  let openapi: Buffer | undefined;
  app.get("/api/openapi.json", async (_request, reply) => {
    openapi ??= Buffer.from(JSON.stringify(openapiDocument(gateway.table, openapiPaths(ROUTES))));
    return reply.header("content-type", "application/json;charset=utf-8").send(openapi);
  });
  return app;
}

/** The routes of the browser in a scope of their own, and its program. */
async function openWorkbench(app: FastifyInstance, house: House): Promise<void> {
  await app.register(async (scope) => registerRoutes(scope, { house, routes: ROUTES }));
  await app.register(webFiles, { folder: join(packageRoot(), "dist", "web") });
}

/** Listens; a port in use is one clear error. @throws YibaoError COMMAND-PORT-BUSY */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") {
      throw new YibaoError("COMMAND-PORT-BUSY", { port });
    }
    throw error;
  }
}
