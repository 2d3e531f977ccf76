import { Type } from "typebox";
import { type AuditEvent, queryEvents, verifyAudit } from "../../access/index.ts";
import { civilDate, YibaoError } from "../../kernel/index.ts";
import { listRoute } from "../list-route.ts";
import { route } from "../route.ts";

/** The audit log: who read whom, who changed what, what was refused. Only auditors see it. */

const Nullable = (of: ReturnType<typeof Type.String>) => Type.Union([of, Type.Null()]);

const events = listRoute({
  path: "/api/v1/audit",
  title: "审计记录",
  right: "audit.read",
  filters: {
    person_no: Type.Optional(Type.String({ maxLength: 64 })),
    account: Type.Optional(Type.String({ maxLength: 64 })),
    route: Type.Optional(Type.String({ maxLength: 200 })),
    outcome: Type.Optional(Type.Enum(["done", "refused", "failed"])),
    from: Type.Optional(Type.String({ maxLength: 10, description: "起始日（含）" })),
    until: Type.Optional(Type.String({ maxLength: 10, description: "截止日（含）" })),
  },
  row: {
    event_no: Type.Integer(),
    at: Type.String(),
    caller_kind: Type.String(),
    account: Nullable(Type.String()),
    name: Type.String(),
    address: Type.String(),
    route: Type.String(),
    title: Type.String(),
    person_no: Nullable(Type.String()),
    institution_code: Nullable(Type.String()),
    outcome: Type.Enum(["done", "refused", "failed"]),
    code: Nullable(Type.String()),
    details: Type.String(),
  },
  columns: [
    { key: "event_no", title: "序号", kind: "count" },
    { key: "at", title: "时间", kind: "time" },
    { key: "account", title: "账号", kind: "text" },
    { key: "name", title: "姓名", kind: "text" },
    { key: "address", title: "来自", kind: "text" },
    { key: "title", title: "事项", kind: "text" },
    { key: "person_no", title: "涉及人员", kind: "text" },
    { key: "outcome", title: "结果", kind: "text" },
    { key: "code", title: "错误代码", kind: "text" },
    { key: "details", title: "内容", kind: "text" },
  ],
  rows: async ({ house }, { from, until, ...search }, { offset, limit }) => {
    const days = { from: startOf(from, "from", 0), until: startOf(until, "until", 1) };
    const { rows, total } = await queryEvents(house.store, { ...search, ...days, offset, limit });
    return { rows: rows.map(eventRow), total };
  },
});

const DAY_MILLISECONDS = 86_400_000;

/** The first moment of a civil day in China, or of the day after it. */
function startOf(day: string | undefined, field: string, later: 0 | 1): Date | null {
  if (day === undefined || day === "") return null;
  try {
    const start = Date.parse(`${civilDate(day)}T00:00:00+08:00`);
    return new Date(start + later * DAY_MILLISECONDS);
  } catch (error) {
    throw error instanceof YibaoError ? error.at(field) : error;
  }
}

function eventRow({ account_no, session_no, ...event }: AuditEvent) {
  return { ...event, at: event.at.toISOString() };
}

const verification = route({
  method: "GET",
  path: "/api/v1/audit/verification",
  title: "核验审计链",
  right: "audit.read",
  answer: Type.Object({
    is_sound: Type.Boolean(),
    events: Type.Integer(),
    seals: Type.Integer(),
    unsealed: Type.Integer(),
    first_bad: Type.Union([
      Type.Object({
        seal_no: Type.Integer(),
        event_no: Type.Union([Type.Integer(), Type.Null()]),
        what: Type.String(),
      }),
      Type.Null(),
    ]),
  }),
  handle: ({ house }) => verifyAudit(house.store),
});

export const AUDIT_ROUTES = [events, verification];
