import type { FastifyReply } from "fastify";
import { CallerRejected, overloadReply } from "../gateway/index.ts";
import { YibaoError } from "../kernel/index.ts";

/** What the caller asked for wrongly is 400, unless the code says better. */
const STATUS: Readonly<Record<string, readonly [status: number, title: string]>> = {
  "GATEWAY-ORDER-UNKNOWN": [404, "Not Found"],
  "GATEWAY-ORDER-STATE": [409, "Conflict"],
  "GATEWAY-SIGNATURE-REPLAYED": [401, "Unauthorized"],
  "LIBRARY-NOTHING-PUBLISHED": [404, "Not Found"],
  "LIBRARY-PACK-UNKNOWN": [404, "Not Found"],
  "PROVIDERS-INSTITUTION-UNKNOWN": [404, "Not Found"],
  "SERVER-EVENTS-NOT-YOURS": [403, "Forbidden"],
  "SERVER-SETTLEMENT-UNKNOWN": [404, "Not Found"],
};

const TOO_LARGE = 413;

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
    const { message: detail, code, reason, mend, where } = error;
    const field = where === undefined ? {} : { field: where };
    return { title, status, detail, code, ...field, reason, mend };
  }
  if ((error as RequestError | null)?.statusCode === TOO_LARGE) {
    const detail = "请求内容超过这个地址允许的大小。请减少内容后重发";
    return { title: "Content Too Large", status: TOO_LARGE, detail };
  }
  const unreadable = unreadableOf(error);
  if (unreadable !== null) return { title: "Bad Request", status: 400, detail: unreadable };
  return { title: "Internal Server Error", status: 500, detail: "平台故障，请稍后再试" };
}

/** What Fastify and its validator say of a request: both in English, and each in its own way. */
interface RequestError {
  readonly statusCode?: number;
  readonly validation?: readonly {
    readonly instancePath: string;
    readonly params: { readonly missingProperty?: string };
  }[];
}

/** Why a request could not be read, or null when that is not what happened. */
function unreadableOf(error: unknown): string | null {
  const { statusCode = 500, validation } = error as RequestError;
  const first = validation?.[0];
  if (first !== undefined) {
    const { missingProperty } = first.params;
    if (missingProperty !== undefined) return `缺少 ${missingProperty}。请填写后重发`;
    const member = first.instancePath.slice(1);
    return member === ""
      ? "请求内容应为 JSON 对象。请以 application/json 发送一个对象"
      : `${member} 的值不可用。请按 /api/openapi.json 改正后重发`;
  }
  if (statusCode < 400 || statusCode > 499) return null;
  return "请求内容不是有效的 JSON。请以 application/json、UTF-8 发送一个 JSON 对象";
}
