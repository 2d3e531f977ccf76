import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { YibaoError } from "../kernel/index.ts";
import {
  createDispatcher,
  type Dispatcher,
  type GatewayOptions,
  type RawAnswer,
} from "./dispatch.ts";
import { EVERYBODY } from "./files/file.store.ts";
import { isForm, messageOfForm } from "./files/form.ts";
import type { Intake, IntakeTicket } from "./intake.ts";
import type { FileAnswer } from "./receipt.ts";

/**
 * The routes of the national interface, as a fastify plugin. The body is read as bytes whatever
 * the Content-Type says, and a request that cannot be read is answered like a bad message.
 */

const BODY_LIMIT_MEGABYTES = 8;
const BODY_LIMIT_BYTES = BODY_LIMIT_MEGABYTES * 1_048_576;

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
  const tickets: Tickets = new WeakMap();
  const sentAs: SentAs = new WeakMap();
  app.addHook("onRequest", async (request, reply) => {
    // Clients send text/plain, "*", or nothing; fastify refuses what is no media type at all.
    sentAs.set(request, request.raw.headers["content-type"] ?? "");
    request.raw.headers["content-type"] = "application/octet-stream";
    const refusal = letIn(options.intake, tickets, request, reply);
    // The body stays unread: Node throws it away.
    if (refusal !== null) return send(reply, dispatcher.refuse(refusal));
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, _request, reply) => {
    void send(reply, dispatcher.refuse(unreadable(error as Error & { code?: string })));
  });
  for (const path of GATEWAY_PATHS) {
    app.post(path, { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
      const ticket = tickets.get(request);
      ticket?.hold();
      try {
        return await handle(dispatcher, request, reply, sentAs.get(request) ?? "");
      } finally {
        ticket?.release();
      }
    });
    app.get(path, (request, reply) => download(dispatcher, options, request, reply));
  }
}

/** The Content-Type of a request as it came. */
type SentAs = WeakMap<FastifyRequest, string>;

type Tickets = WeakMap<FastifyRequest, IntakeTicket>;

/**
 * Lets a request in, or says why not. It stays in until it is answered: the work on it goes on
 * when the client hangs up, and an answer that a slow client takes still lies in memory.
 */
function letIn(
  intake: Intake | undefined,
  tickets: Tickets,
  request: FastifyRequest,
  reply: FastifyReply,
): YibaoError | null {
  if (intake === undefined) return null;
  try {
    const told = Number(request.headers["content-length"] ?? BODY_LIMIT_BYTES);
    const ticket = intake.enter(Math.min(told, BODY_LIMIT_BYTES));
    tickets.set(request, ticket);
    reply.raw.once("close", () => ticket.release());
    return null;
  } catch (error) {
    if (!(error instanceof YibaoError)) throw error;
    if (intake.stopping) reply.header("connection", "close");
    return error;
  }
}

async function handle(
  dispatcher: Dispatcher,
  request: FastifyRequest,
  reply: FastifyReply,
  contentType: string,
): Promise<FastifyReply> {
  const { infno } = request.params as { infno?: string };
  const sent = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  let body = sent;
  try {
    if (isForm(contentType)) body = await messageOfForm(sent, contentType);
  } catch (error) {
    if (error instanceof YibaoError) return send(reply, dispatcher.refuse(error));
    throw error;
  }
  const message = { path_infno: infno || null, body, headers: request.headers };
  return send(reply, await dispatcher.answer(message));
}

/**
 * 9102 by address alone (?file_qury_no=…), as one client does. The number cannot be guessed: who
 * has it was given it, and asks as the file's owner unless a signature says who asks.
 */
async function download(
  dispatcher: Dispatcher,
  options: GatewayOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { infno } = request.params as { infno?: string };
  const asked = request.query as Readonly<Record<string, unknown>>;
  if (asked.file_qury_no === undefined) {
    const reason = "GET 只用于下载文件，须带 file_qury_no";
    return send(reply, dispatcher.refuse(new YibaoError("GATEWAY-UNREADABLE", { reason })));
  }
  const file_qury_no = typeof asked.file_qury_no === "string" ? asked.file_qury_no : "";
  const owner = (await options.fileOwner?.(file_qury_no)) ?? EVERYBODY;
  const members = {
    infno: "9102",
    msgid: "GET",
    ...(options.signature?.required ? {} : { fixmedins_code: owner }),
    input: { fsDownloadIn: { file_qury_no, filename: EVERYBODY, fixmedins_code: owner } },
  };
  const body = Buffer.from(JSON.stringify(members));
  const message = { path_infno: infno || null, body, headers: request.headers };
  return send(reply, await dispatcher.answer(message));
}

function send(reply: FastifyReply, answer: RawAnswer): FastifyReply {
  if (answer.file !== undefined) return sendFile(reply, answer.file);
  return reply
    .code(answer.status)
    .headers({ "content-type": "application/json;charset=utf-8", ...answer.headers })
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
