import { Type } from "typebox";
import { loadDeadline } from "../../disclosure/index.ts";
import { addDays, type CivilDate, chinaTime, civilDate } from "../../kernel/index.ts";
import {
  assertInForce,
  assertPublishable,
  listPublic,
  PUBLIC_ORDERS,
  type PublicDisclosure,
  type PublicOrder,
  readPublic,
  readPublication,
} from "../../publication/index.ts";
import { dayOrNull } from "../agency/fields.ts";
import { RequestId } from "../finance/budget-fields.ts";
import { listRoute } from "../list-route.ts";
import { route } from "../route.ts";
import { proposePublic } from "./public-act.ts";

/** What is public, for the office: put up, put right and taken back by proposals. */

const Text = Type.String();
const Count = Type.Integer();
const TextOrNull = Type.Union([Text, Type.Null()]);

/** As everybody sees it. */
export const PUBLIC_ROW = {
  public_no: Count,
  ...{ title: Text, unit: Text, year: Count, kind: Type.Enum(["budget", "final"]) },
  /** 文号; "" where it has none. */
  document_no: Text,
  published_on: Text,
  /** The day of 批复, and the last day on which it had to be public; null where nobody says. */
  replied_on: TextOrNull,
  due_on: TextOrNull,
  state: Type.Enum(["in-force", "corrected", "withdrawn"]),
  withdrawn_on: TextOrNull,
  withdrawal_reason: TextOrNull,
  /** The version that it puts right. */
  corrects: Type.Union([Count, Type.Null()]),
};

export function publicRow(one: PublicDisclosure) {
  const { public_no, title, unit, year, kind, document_no, replied_on, corrects } = one;
  return {
    ...{ public_no, title, unit, year, kind, document_no, replied_on, corrects },
    published_on: dayOf(one.published_at),
    due_on: replied_on === null ? null : dueOn(replied_on),
    state: one.withdrawal ?? ("in-force" as const),
    withdrawn_on: one.withdrawn_at === null ? null : dayOf(one.withdrawn_at),
    withdrawal_reason: one.withdrawal_reason,
  };
}

function dayOf(instant: Date): string {
  return chinaTime(instant).slice(0, 10);
}

function dueOn(replied_on: CivilDate): string {
  return addDays(civilDate(replied_on), loadDeadline().days);
}

/** Of the list, in the workbench and for everybody. */
export const PUBLIC_COLUMNS = [
  { key: "public_no", title: "编号", kind: "count" },
  { key: "title", title: "标题", kind: "text" },
  { key: "unit", title: "单位", kind: "text" },
  { key: "year", title: "年度", kind: "count" },
  { key: "document_no", title: "文号", kind: "text" },
  { key: "published_on", title: "公开日期", kind: "date" },
  { key: "replied_on", title: "批复日期", kind: "date" },
  { key: "due_on", title: "应公开日期", kind: "date" },
  { key: "state", title: "状态", kind: "text" },
  { key: "withdrawn_on", title: "撤回、更正日期", kind: "date" },
  { key: "withdrawal_reason", title: "撤回、更正原因", kind: "text" },
] as const;

export const PUBLIC_FILTERS = {
  text: Type.Optional(Type.String({ maxLength: 100, description: "标题或单位" })),
  year: Type.Optional(Type.Integer({ minimum: 1990, maximum: 2099 })),
  kind: Type.Optional(Type.Enum(["budget", "final"])),
  in_force: Type.Optional(Type.Boolean({ description: "只看现行的" })),
};

/** The list of what is public, for whoever may ask for it at `path`. */
export function publicList(path: "/api/v1/disclosures/public" | "/api/v1/public/publications") {
  return listRoute({
    path,
    title: "公开的预算和决算",
    right: path === "/api/v1/public/publications" ? "public" : "disclosure.use",
    filters: PUBLIC_FILTERS,
    row: PUBLIC_ROW,
    columns: [...PUBLIC_COLUMNS],
    sortable: [...PUBLIC_ORDERS],
    rows: async ({ read }, { text, year, kind, in_force }, { offset, limit, sort }) => {
      const wanted = text?.trim() ?? "";
      const order = (sort?.replace(/^-/, "") ?? "published_on") as PublicOrder;
      const found = await read((runner) =>
        listPublic(runner, {
          ...{ offset, limit, year: year ?? null, kind: kind ?? null, order },
          ...{ text: wanted === "" ? null : wanted, in_force: in_force === true ? true : null },
          descending: sort === null || sort.startsWith("-"),
        }),
      );
      return { rows: found.rows.map(publicRow), total: found.total };
    },
  });
}

const Reason = Type.String({ minLength: 2, maxLength: 500 });
const Proposed = Type.Object({ proposal_no: Count });

const proposed = route({
  method: "POST",
  path: "/api/v1/disclosures/publications/:publication_no/proposal",
  title: "提请公开预决算",
  right: "disclosure.propose",
  params: Type.Object({ publication_no: Type.Integer({ minimum: 1 }) }),
  body: Type.Object({
    request_id: RequestId,
    reason: Reason,
    document_no: Type.Optional(Type.String({ maxLength: 100, description: "文号" })),
    replied_on: Type.Optional(Type.String({ maxLength: 10, description: "财政批复日期" })),
    /** The version in force that it puts right. */
    corrects: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
  answer: Proposed,
  handle: async (context, { params: { publication_no }, body }) => {
    const { request_id, reason, document_no = "", corrects } = body;
    const kept = await context.read(async (runner) => {
      const found = await readPublication(runner, publication_no);
      await assertPublishable(runner, found, corrects ?? null);
      return found;
    });
    const { region, title, unit, year, kind } = kept;
    const { proposal_no } = await proposePublic(context, {
      ...{ request_id, region, reason },
      content: {
        ...{ act: corrects === undefined ? "publish" : "correct", title, unit, year, kind },
        ...{ publication_no, public_no: corrects ?? null, document_no: document_no.trim() },
        replied_on: dayOrNull(body.replied_on, "replied_on"),
      },
    });
    return { proposal_no };
  },
});

const withdrawal = route({
  method: "POST",
  path: "/api/v1/disclosures/public/:public_no/withdrawal",
  title: "提请撤回公开的预决算",
  right: "disclosure.propose",
  params: Type.Object({ public_no: Type.Integer({ minimum: 1 }) }),
  body: Type.Object({ request_id: RequestId, reason: Reason }),
  answer: Proposed,
  handle: async (context, { params: { public_no }, body: { request_id, reason } }) => {
    const found = await context.read((runner) => readPublic(runner, public_no));
    assertInForce(found);
    const { region, title, unit, year, kind } = found;
    const { proposal_no } = await proposePublic(context, {
      ...{ request_id, region, reason },
      content: {
        ...{ act: "withdraw", title, unit, year, kind, publication_no: null, public_no },
        ...{ document_no: found.document_no, replied_on: found.replied_on },
      },
    });
    return { proposal_no };
  },
});

export const PUBLIC_ROUTES = [publicList("/api/v1/disclosures/public"), proposed, withdrawal];
