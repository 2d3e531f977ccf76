import { Type } from "typebox";
import {
  ADJUSTMENT_KINDS,
  countWaiting,
  type DocumentFile,
  EVIDENCE_KINDS,
  type FoundDocument,
  projectNames,
  readCommitments,
  readDocument,
  searchDocuments,
} from "../../department/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { Fen, Text, TextOrNull, textOrNull } from "../agency/fields.ts";
import { listRoute } from "../list-route.ts";
import { type Context, route } from "../route.ts";
import type { Searcher } from "../searcher.ts";
import type { Waiting } from "../waiting.ts";
import { DOCUMENT_TITLES, LINE } from "./budget-fields.ts";
import { lineWords } from "./department-books.ts";

/** The documents that made the budget what it is: found, and looked at one by one. */

const KINDS = Object.keys(DOCUMENT_TITLES) as (keyof typeof DOCUMENT_TITLES)[];
const STATES = ["waiting", "approved", "refused", "recorded"] as const;

const DOCUMENT = {
  document_no: Type.Integer(),
  kind: Type.Enum(KINDS),
  kind_title: Text,
  unit_code: Text,
  year: Type.Integer(),
  date: Text,
  person: Text,
  reason: Text,
  state: Type.Enum([...STATES]),
  decided_by: TextOrNull,
  amount_fen: Fen,
  lines: Type.Integer(),
  version: Type.Union([Type.Integer(), Type.Null()]),
  authority: TextOrNull,
  counterparty: TextOrNull,
};

function documentRow(document: FoundDocument) {
  const { document_no, kind, unit_code, year, date, person, reason, state } = document;
  const { decided_by, amount_fen, version, authority, counterparty, adjustment } = document;
  const title = DOCUMENT_TITLES[kind];
  return {
    ...{ document_no, kind, unit_code, year, date, person, reason, state },
    kind_title: adjustment === null ? title : `${title}·${ADJUSTMENT_KINDS[adjustment]}`,
    ...{ decided_by, amount_fen, lines: document.lines, version, authority, counterparty },
  };
}

const NumberText = Type.String({ pattern: "^\\d{1,15}$" });

const documents = listRoute({
  path: "/api/v1/budget/documents",
  title: "预算单据",
  right: "budget.read",
  filters: {
    unit_code: Type.Optional(Type.String({ maxLength: 20 })),
    year: Type.Optional(Type.String({ pattern: "^\\d{4}$", description: "年度" })),
    kind: Type.Optional(Type.Enum(KINDS)),
    state: Type.Optional(Type.Enum([...STATES])),
    line_no: Type.Optional(NumberText),
    text: Type.Optional(Type.String({ maxLength: 60, description: "事由、文号或对方" })),
  },
  row: DOCUMENT,
  columns: [
    { key: "document_no", title: "单据号", kind: "text" },
    { key: "kind_title", title: "种类", kind: "text" },
    { key: "unit_code", title: "单位", kind: "text" },
    { key: "year", title: "年度", kind: "count" },
    { key: "date", title: "日期", kind: "date" },
    { key: "amount_fen", title: "金额", kind: "amount" },
    { key: "reason", title: "事由", kind: "text" },
    { key: "authority", title: "文号", kind: "text" },
    { key: "counterparty", title: "对方", kind: "text" },
    { key: "person", title: "经办人", kind: "text" },
    { key: "state", title: "状态", kind: "text" },
    { key: "decided_by", title: "复核人", kind: "text" },
  ],
  rows: async ({ read }, { unit_code, year, kind, state, line_no, text }, { offset, limit }) => {
    const search = {
      unit_code: textOrNull(unit_code),
      year: year === undefined ? null : Number(year),
      ...{ kind: kind ?? null, state: state ?? null, document_no: null },
      line_no: line_no === undefined ? null : Number(line_no),
      ...{ text: textOrNull(text), offset, limit },
    };
    const { rows, total } = await read((runner) => searchDocuments(runner, search));
    return { rows: rows.map(documentRow), total };
  },
});

/** @throws YibaoError DEPARTMENT-DOCUMENT-UNKNOWN */
export async function seenDocument(
  { read }: Pick<Context, "read">,
  document_no: string,
): Promise<DocumentFile> {
  const found = await read((runner) => readDocument(runner, Number(document_no)));
  if (found !== null) return found;
  throw new YibaoError("DEPARTMENT-DOCUMENT-UNKNOWN", { kind: "单据", document_no });
}

const document = route({
  method: "GET",
  path: "/api/v1/budget/documents/:document_no",
  title: "预算单据详情",
  right: "budget.read",
  params: Type.Object({ document_no: NumberText }),
  answer: Type.Object({
    ...DOCUMENT,
    recorded_at: Text,
    /** Whether the caller made it: then somebody else decides. */
    is_own: Type.Boolean(),
    purpose: TextOrNull,
    commitment_no: Type.Union([Type.Integer(), Type.Null()]),
    items: Type.Array(Type.Object({ ...LINE, amount_fen: Fen })),
    evidence: Type.Array(
      Type.Object({
        kind: Text,
        number: Text,
        sha256: Text,
        amount_fen: Fen,
        covers_fen: Fen,
      }),
    ),
    decision: Type.Union([
      Type.Null(),
      Type.Object({
        person: Text,
        decision: Type.Enum(["approved", "refused"]),
        date: Text,
        reason: Text,
        recorded_at: Text,
      }),
    ]),
    /** Its entries in the department's book. */
    entries: Type.Array(Type.Object({ person_no: Text, entry_no: Text, line_no: Type.Integer() })),
  }),
  handle: async (context, { params }) => {
    const found = await seenDocument(context, params.document_no);
    const { unit_code, decision, evidence, items, recorded_at, purpose, commitment_no } = found;
    const projects = await context.read((runner) => projectNames(runner, [unit_code]));
    return {
      ...documentRow(found),
      recorded_at: recorded_at.toISOString(),
      is_own: found.person === context.caller.account,
      ...{ purpose, commitment_no },
      items: items.map(({ line, amount_fen }) => ({ ...lineWords(line, projects), amount_fen })),
      evidence: evidence.map(({ kind, ...one }) => ({ kind: EVIDENCE_KINDS[kind], ...one })),
      decision:
        decision === null ? null : { ...decision, recorded_at: decision.recorded_at.toISOString() },
      entries: found.entries.map(({ entry_no, line_no }) => ({
        ...{ person_no: `UNIT-${unit_code}`, entry_no: String(entry_no), line_no },
      })),
    };
  },
});

const COMMITMENT_KINDS = { contract: "合同", application: "申请", direct: "直接支付" } as const;

const commitments = listRoute({
  path: "/api/v1/budget/units/:unit_code/years/:year/commitments",
  title: "占用台账",
  right: "budget.read",
  params: Type.Object({
    unit_code: Type.String({ maxLength: 20 }),
    year: Type.String({ pattern: "^\\d{4}$" }),
  }),
  filters: { open: Type.Optional(Type.Boolean({ description: "还有余额的" })) },
  row: {
    document_no: Type.Integer(),
    line_no: Type.Integer(),
    kind: Text,
    number: Text,
    counterparty: Text,
    date: Text,
    amount_fen: Fen,
    paid_fen: Fen,
    pending_fen: Fen,
    freed_fen: Fen,
    open_fen: Fen,
  },
  columns: [
    { key: "document_no", title: "单据号", kind: "text" },
    { key: "kind", title: "种类", kind: "text" },
    { key: "number", title: "编号", kind: "text" },
    { key: "counterparty", title: "对方", kind: "text" },
    { key: "date", title: "日期", kind: "date" },
    { key: "amount_fen", title: "占用", kind: "amount" },
    { key: "paid_fen", title: "已支付", kind: "amount" },
    { key: "pending_fen", title: "待复核", kind: "amount" },
    { key: "freed_fen", title: "已释放", kind: "amount" },
    { key: "open_fen", title: "尚余", kind: "amount" },
  ],
  rows: async ({ read }, { open }, { offset, limit }, { unit_code = "", year = "" }) => {
    const asked = { unit_code, year: Number(year) };
    const found = await read((runner) => readCommitments(runner, asked));
    const rows = found
      .filter(({ open_fen }) => open === undefined || open_fen > 0 === open)
      .map(({ kind, ...row }) => ({ ...row, kind: COMMITMENT_KINDS[kind] }));
    return { rows: rows.slice(offset, offset + limit), total: rows.length };
  },
});

export const budgetWaiting: Waiting = {
  right: "budget.check",
  title: "待复核的预算单据与支付凭证",
  title_en: "Budget documents to decide",
  path: "/finance/budget/documents?state=waiting",
  count: ({ read, caller }) => read((runner) => countWaiting(runner, caller.account ?? "")),
};

const NUMBER = /^\d{1,15}$/;

/** By number, or by part of the reason, the authority or the other party. */
export const documentSearcher: Searcher = {
  right: "budget.read",
  kind: "预算单据",
  find: async ({ read }, text, limit) => {
    const isNumber = NUMBER.test(text);
    if (!isNumber && [...text].length < 2) return [];
    const search = {
      ...{ unit_code: null, year: null, kind: null, state: null, line_no: null },
      document_no: isNumber ? Number(text) : null,
      ...{ text: isNumber ? null : text, offset: 0, limit },
    };
    const { rows } = await read((runner) => searchDocuments(runner, search));
    return rows.map(documentRow).map((one) => ({
      title: `${one.kind_title} ${one.document_no}`,
      detail: [`${one.unit_code} ${one.year} 年`, one.reason, one.counterparty]
        .filter(Boolean)
        .join(" · "),
      path: `/finance/budget/documents/${one.document_no}`,
    }));
  },
};

export const BUDGET_DOCUMENT_ROUTES = [documents, document, commitments];
