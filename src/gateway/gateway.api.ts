import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { YibaoError } from "../kernel/index.ts";
import {
  createDispatcher,
  type Dispatcher,
  type GatewayOptions,
  type RawAnswer,
} from "./dispatch.ts";
import type { FileAnswer } from "./receipt.ts";

/**
 * The routes of the national interface, as a fastify plugin. The body is read as bytes whatever
 * the Content-Type says, and a request that cannot be read is answered like a bad message.
 */

const BODY_LIMIT_MEGABYTES = 8;

/** The four shapes of address met in practice; the code is in the path or only in the body. */
export const GATEWAY_PATHS = [
  "/fsi/api/rsfComIfsService/callService",
  "/fsi/api/rsfComIfsService/callService/:infno",
  "/isp-api/powercsb/:infno",
  "/CSB/hsa-fsi-:infno",
] as const;

/** Registers the routes in their own scope: `await app.register(gatewayApi, options)`. */
export async function gatewayApi(app: FastifyInstance, options: GatewayOptions): Promise<void> {
  const dispatcher = createDispatcher(options);
  app.addHook("onRequest", async (request) => {
    // Clients send text/plain, "*", or nothing; fastify refuses what is no media type at all.
    request.raw.headers["content-type"] = "application/octet-stream";
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, _request, reply) => {
    void send(reply, dispatcher.refuse(unreadable(error as Error & { code?: string })));
  });
  for (const path of GATEWAY_PATHS) {
    app.post(path, { bodyLimit: BODY_LIMIT_MEGABYTES * 1_048_576 }, (request, reply) =>
      handle(dispatcher, request, reply),
    );
  }
}

async function handle(
  dispatcher: Dispatcher,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { infno } = request.params as { infno?: string };
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const message = { path_infno: infno || null, body, headers: request.headers };
  return send(reply, await dispatcher.answer(message));
}

function send(reply: FastifyReply, answer: RawAnswer): FastifyReply {
  if (answer.file !== undefined) return sendFile(reply, answer.file);
  return reply
    .code(answer.status)
    .header("content-type", "application/json;charset=utf-8")
    .send(answer.text);
}

function sendFile(reply: FastifyReply, { bytes, filename }: FileAnswer): FastifyReply {
  const name = `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`;
  return reply
    .header("content-type", "application/octet-stream")
    .header("content-disposition", name)
    .send(Buffer.from(bytes));
}

function unreadable(error: Error & { code?: string }): YibaoError {
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    return new YibaoError("GATEWAY-TOO-LARGE", { limit: BODY_LIMIT_MEGABYTES });
  }
  return new YibaoError("GATEWAY-UNREADABLE", { reason: error.code ?? "连接中断" });
}
