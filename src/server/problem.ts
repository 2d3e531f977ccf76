import type { FastifyReply } from "fastify";
import { CallerRejected, overloadReply } from "../gateway/index.ts";
import { YibaoError } from "../kernel/index.ts";

/** What the caller asked for wrongly is 400, unless the code says better. */
const STATUS: Readonly<Record<string, readonly [status: number, title: string]>> = {
  "GATEWAY-ORDER-UNKNOWN": [404, "Not Found"],
  "GATEWAY-ORDER-STATE": [409, "Conflict"],
  "GATEWAY-SIGNATURE-REPLAYED": [401, "Unauthorized"],
  "PROVIDERS-INSTITUTION-UNKNOWN": [404, "Not Found"],
  "SERVER-EVENTS-NOT-YOURS": [403, "Forbidden"],
};

/** RFC 9457. What is not of the caller's making is told without its inside. */
export function sendProblem(reply: FastifyReply, error: unknown): FastifyReply {
  const { status, ...problem } = problemOf(error);
  const overload = error instanceof YibaoError ? overloadReply(error) : null;
  return reply
    .code(status)
    .headers(overload?.headers ?? {})
    .header("content-type", "application/problem+json;charset=utf-8")
    .send(JSON.stringify({ type: "about:blank", status, ...problem }));
}

function problemOf(error: unknown) {
  if (error instanceof CallerRejected) {
    return { title: "Unauthorized", status: 401, detail: error.message };
  }
  if (error instanceof YibaoError) {
    const overload = overloadReply(error);
    const [status, title] = overload
      ? ([overload.status, "Try Again Later"] as const)
      : (STATUS[error.code] ?? [400, "Bad Request"]);
    return { title, status, detail: error.message, code: error.code };
  }
  if ((error as { validation?: unknown }).validation !== undefined) {
    const detail = `请求内容不符合要求：${(error as Error).message}`;
    return { title: "Bad Request", status: 400, detail };
  }
  return { title: "Internal Server Error", status: 500, detail: "平台故障，请稍后再试" };
}
