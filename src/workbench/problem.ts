import type { FastifyReply } from "fastify";
import { CallerRejected, overloadReply } from "../gateway/index.ts";
import { YibaoError } from "../kernel/index.ts";

/** What the caller asked for wrongly is 400, unless the code says better. */
const STATUS: Readonly<Record<string, readonly [status: number, title: string]>> = {
  "ACCESS-SIGN-IN": [401, "Unauthorized"],
  "ACCESS-NO-RIGHT": [403, "Forbidden"],
  "ACCESS-OTHER-SITE": [403, "Forbidden"],
  "ACCESS-ENROL-FIRST": [403, "Forbidden"],
  "ACCESS-CHANGE-PASSWORD-FIRST": [403, "Forbidden"],
  "ACCESS-DEMO-ONLY": [403, "Forbidden"],
  "ACCESS-OIDC-OFF": [404, "Not Found"],
  "ACCESS-OIDC-NOT-LINKED": [404, "Not Found"],
  "ACCESS-OIDC-LINKED": [409, "Conflict"],
  "ACCESS-OIDC-UNLINKED": [403, "Forbidden"],
  "ACCESS-OIDC-DISABLED": [403, "Forbidden"],
  "ACCESS-LOCKED": [429, "Try Again Later"],
  "ACCESS-BUSY": [429, "Try Again Later"],
  "ACCESS-ACCOUNT-UNKNOWN": [404, "Not Found"],
  "ACCESS-SESSION-UNKNOWN": [404, "Not Found"],
  "ACCESS-PROPOSAL-UNKNOWN": [404, "Not Found"],
  "ACCESS-PROPOSAL-DECIDED": [409, "Conflict"],
  "ACCESS-PROPOSAL-OTHER-CONTENT": [409, "Conflict"],
  "ACCESS-OWN-PROPOSAL": [403, "Forbidden"],
  "ACCESS-REGION": [403, "Forbidden"],
  "AGENCY-APPLICATION-UNKNOWN": [404, "Not Found"],
  "AGENCY-INSTITUTION-UNKNOWN": [404, "Not Found"],
  "AGENCY-PERSON-UNKNOWN": [404, "Not Found"],
  "AGENCY-SETTLEMENT-UNKNOWN": [404, "Not Found"],
  "WORKBENCH-NO-DEMO": [404, "Not Found"],
  "CHECK-FINDING-UNKNOWN": [404, "Not Found"],
  "CHECK-NOT-WAIVED": [409, "Conflict"],
  "CHECK-QUEUE-FULL": [429, "Try Again Later"],
  "CHECK-UNKNOWN": [404, "Not Found"],
  "CHECK-WAIVED-ALREADY": [409, "Conflict"],
  "CHECK-WAIVER-NOT-OFFERED": [409, "Conflict"],
  "DEPARTMENT-DECIDED": [409, "Conflict"],
  "DEPARTMENT-DOCUMENT-UNKNOWN": [404, "Not Found"],
  "DEPARTMENT-LINE-UNKNOWN": [404, "Not Found"],
  "DEPARTMENT-REQUEST-REUSED": [409, "Conflict"],
  "DEPARTMENT-SAME-PERSON": [403, "Forbidden"],
  "DEPARTMENT-UNIT-UNKNOWN": [404, "Not Found"],
  "FINANCE-ACCOUNT-UNKNOWN": [404, "Not Found"],
  "FINANCE-ENTRY-UNKNOWN": [404, "Not Found"],
  "GATEWAY-ORDER-UNKNOWN": [404, "Not Found"],
  "GATEWAY-ORDER-STATE": [409, "Conflict"],
  "GATEWAY-SIGNATURE-REPLAYED": [401, "Unauthorized"],
  "LIBRARY-BASE-SUPERSEDED": [409, "Conflict"],
  "LIBRARY-BUSY": [409, "Conflict"],
  "LIBRARY-CHANGED-MEANWHILE": [409, "Conflict"],
  "LIBRARY-NO-SUCH-VERSION": [404, "Not Found"],
  "LIBRARY-NOTHING-PUBLISHED": [404, "Not Found"],
  "LIBRARY-OWN-REVIEW": [403, "Forbidden"],
  "LIBRARY-PACK-UNKNOWN": [404, "Not Found"],
  "LIBRARY-PARAMETER-UNKNOWN": [404, "Not Found"],
  "LIBRARY-SIMULATING": [409, "Conflict"],
  "LIBRARY-SIMULATION-UNKNOWN": [404, "Not Found"],
  "LIBRARY-STATE": [409, "Conflict"],
  "PORTAL-DEMO-PERSON-UNKNOWN": [404, "Not Found"],
  "PORTAL-INSTITUTION-UNKNOWN": [404, "Not Found"],
  "PORTAL-ITEM-UNKNOWN": [404, "Not Found"],
  "PORTAL-NO-SANDBOX": [404, "Not Found"],
  "PORTAL-OPEN-DATA-UNKNOWN": [404, "Not Found"],
  "PORTAL-WALK-BUSY": [429, "Try Again Later"],
  "PORTAL-WALK-CLOSED": [404, "Not Found"],
  "PORTAL-WALK-OTHER-CONTENT": [409, "Conflict"],
  "PORTAL-WALK-REFUSED": [409, "Conflict"],
  "PORTAL-WALK-UNKNOWN": [404, "Not Found"],
  "PORTAL-WALK-VISIT-UNKNOWN": [404, "Not Found"],
  "CATALOGUE-ITEM-NOT-FOUND": [404, "Not Found"],
  "PROVIDERS-INSTITUTION-UNKNOWN": [404, "Not Found"],
  "PROVIDERS-MAPPING-CHANGED": [409, "Conflict"],
  "PROVIDERS-MAPPING-NOT-FOUND": [404, "Not Found"],
  "PUBLICATION-NO-FILE": [404, "Not Found"],
  "PUBLICATION-PUBLIC-ALREADY": [409, "Conflict"],
  "PUBLICATION-PUBLIC-ERRORS": [409, "Conflict"],
  "PUBLICATION-PUBLIC-PROPOSED": [409, "Conflict"],
  "PUBLICATION-PUBLIC-UNKNOWN": [404, "Not Found"],
  "PUBLICATION-UNKNOWN": [404, "Not Found"],
  "PUBLICATION-WITHDRAWN": [410, "Gone"],
  "SERVER-EVENTS-NOT-YOURS": [403, "Forbidden"],
  "SERVER-SETTLEMENT-UNKNOWN": [404, "Not Found"],
  "SUPERVISION-FINDING-UNKNOWN": [404, "Not Found"],
  "SUPERVISION-JUDGED-MEANWHILE": [409, "Conflict"],
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
