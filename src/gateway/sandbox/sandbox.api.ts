import type { FastifyInstance, FastifyReply } from "fastify";
import { YibaoError } from "../../kernel/index.ts";
import { institutionsPage, reportPage } from "./report-page.ts";
import type { Sandbox } from "./sandbox.ts";

/** The routes of the sandbox: pages for people, JSON for programs. */

export interface SandboxApiOptions {
  readonly sandbox: Sandbox;
  readonly clock: () => Date;
}

const PAGE_HEADERS = {
  "content-type": "text/html;charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
} as const;

export async function sandboxApi(app: FastifyInstance, options: SandboxApiOptions): Promise<void> {
  const { sandbox, clock } = options;
  app.setErrorHandler((error, _request, reply) => problem(reply, error));
  app.get("/sandbox", async (_request, reply) =>
    reply.headers(PAGE_HEADERS).send(institutionsPage(await sandbox.institutions())),
  );
  app.get<{ Params: { institution: string } }>("/sandbox/:institution", async (request, reply) => {
    const report = await sandbox.report(request.params.institution, clock());
    return reply.headers(PAGE_HEADERS).send(reportPage(report));
  });
  app.get("/api/v1/conformance", async (_request, reply) => {
    const known = await sandbox.institutions();
    const institutions = known.map(({ code, name }) => ({
      fixmedins_code: code,
      fixmedins_name: name,
    }));
    return reply.header("cache-control", "no-store").send({ institutions });
  });
  app.get<{ Params: { institution: string } }>(
    "/api/v1/conformance/:institution",
    async (request, reply) => {
      const report = await sandbox.report(request.params.institution, clock());
      return reply.header("cache-control", "no-store").send(report);
    },
  );
}

/** RFC 9457. What is not of the caller's making is told without its inside. */
function problem(reply: FastifyReply, error: unknown): FastifyReply {
  const known = error instanceof YibaoError;
  const status = known ? 404 : 500;
  const title = known ? "Not Found" : "Internal Server Error";
  const detail = known ? error.message : "平台故障，请稍后再试";
  return reply
    .code(status)
    .header("content-type", "application/problem+json;charset=utf-8")
    .send(JSON.stringify({ type: "about:blank", title, status, detail }));
}
