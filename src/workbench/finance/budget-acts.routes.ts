import { Type } from "typebox";
import {
  ADJUSTMENT_KINDS,
  type AdjustmentKind,
  type BudgetItem,
  decide,
  EVIDENCE_KINDS,
  type EvidenceKind,
  lineByNo,
  proposeAdjustment,
  requestPayment,
} from "../../department/index.ts";
import { type CivilDate, type Fen as FenOf, YibaoError } from "../../kernel/index.ts";
import { dayOrNull, Fen, todayOf } from "../agency/fields.ts";
import { type Context, route } from "../route.ts";
import { seenDocument } from "./budget-documents.routes.ts";
import { RequestId } from "./budget-fields.ts";
import { actOf, atFields, departmentBooks } from "./department-books.ts";

/** What is put forward, and what another person decides about it. */

const Words = Type.String({ maxLength: 500 });
const DayText = Type.Optional(Type.String({ maxLength: 10, description: "默认今天" }));
const Made = Type.Object({ document_no: Type.Integer() });

const COMMON_FIELDS = {
  "DEPARTMENT-VALUE-MISSING 事由": "reason",
  "DEPARTMENT-DATE-OUTSIDE": "date",
} as const;

function dateOf({ now }: Context, text: string | undefined): CivilDate {
  return dayOrNull(text, "date") ?? todayOf(now);
}

const adjustment = route({
  method: "POST",
  path: "/api/v1/budget/adjustments",
  title: "提出预算调整",
  right: "budget.make",
  body: Type.Object({
    /** Of this submit: the same again is the same document. */
    request_id: RequestId,
    kind: Type.Enum(Object.keys(ADJUSTMENT_KINDS) as AdjustmentKind[]),
    date: DayText,
    authority: Type.String({ maxLength: 120, description: "文号" }),
    reason: Words,
    /** Signed: what a line gets, or gives. All of one unit and year. */
    items: Type.Array(Type.Object({ line_no: Type.Integer({ minimum: 1 }), amount_fen: Fen }), {
      maxItems: 200,
    }),
  }),
  answer: Made,
  handle: async (context, { body }) => {
    const { kind, authority } = body;
    const fields = {
      ...COMMON_FIELDS,
      "DEPARTMENT-VALUE-MISSING 文号": "authority",
      "DEPARTMENT-BUDGET-EMPTY": "items",
      "DEPARTMENT-ADJUSTMENT-SIGN": "items",
      "DEPARTMENT-TRANSFER-UNEVEN": "items",
      "DEPARTMENT-ITEM-TWICE": "items",
      "DEPARTMENT-LINE-UNKNOWN": "items",
    };
    return atFields(fields, async () => {
      const items = await itemsOf(context, body.items);
      const [first] = items;
      if (first === undefined) throw new YibaoError("DEPARTMENT-BUDGET-EMPTY");
      const { unit_code, year } = first;
      const date = dateOf(context, body.date);
      const proposal = { unit_code, year, kind, date, authority, items };
      const books = departmentBooks(context.house.store);
      return proposeAdjustment(books, actOf(context, body), proposal);
    });
  },
});

/** The lines, all of the first one's unit and year. @throws YibaoError DEPARTMENT-LINE-UNKNOWN */
async function itemsOf(
  { read }: Context,
  asked: readonly { readonly line_no: number; readonly amount_fen: number }[],
): Promise<readonly BudgetItem[]> {
  return read(async (runner) => {
    const items: BudgetItem[] = [];
    for (const { line_no, amount_fen } of asked) {
      const line = await lineByNo(runner, line_no);
      const { unit_code, year } = items[0] ?? line;
      if (line.unit_code !== unit_code || line.year !== year) {
        throw new YibaoError("DEPARTMENT-LINE-UNKNOWN", { line_no });
      }
      items.push({ ...line, amount_fen: amount_fen as FenOf });
    }
    return items;
  });
}

const voucher = route({
  method: "POST",
  path: "/api/v1/budget/vouchers",
  title: "提交支付凭证",
  right: "budget.make",
  body: Type.Object({
    request_id: RequestId,
    line_no: Type.Integer({ minimum: 1 }),
    /** The commitment it pays; without one the line itself is charged. */
    commitment_no: Type.Optional(Type.Integer({ minimum: 1 })),
    amount_fen: Fen,
    payee: Type.String({ maxLength: 120 }),
    purpose: Words,
    reason: Words,
    date: DayText,
    evidence: Type.Array(
      Type.Object({
        kind: Type.Enum(Object.keys(EVIDENCE_KINDS) as EvidenceKind[]),
        number: Type.String({ maxLength: 120 }),
        sha256: Type.String({ maxLength: 64 }),
        amount_fen: Fen,
      }),
      { maxItems: 50 },
    ),
  }),
  answer: Made,
  handle: async (context, { body }) => {
    const { line_no, commitment_no, payee, purpose } = body;
    // Seen first: nobody pays from a line of another region.
    await context.read((runner) => lineByNo(runner, line_no));
    const evidence = body.evidence.map((one) => ({ ...one, amount_fen: one.amount_fen as FenOf }));
    const request = {
      ...{ amount_fen: body.amount_fen as FenOf, payee, purpose, evidence },
      against: commitment_no === undefined ? { line_no } : { commitment_no },
      date: dateOf(context, body.date),
    };
    const books = departmentBooks(context.house.store);
    return atFields(VOUCHER_FIELDS, async () => {
      if (commitment_no !== undefined) await assertOfLine(context, commitment_no, line_no);
      const { document_no } = await requestPayment(books, actOf(context, body), request);
      return { document_no };
    });
  },
});

const VOUCHER_FIELDS = {
  ...COMMON_FIELDS,
  "DEPARTMENT-VALUE-MISSING 收款人": "payee",
  "DEPARTMENT-VALUE-MISSING 用途": "purpose",
  "DEPARTMENT-AMOUNT": "amount_fen",
  "DEPARTMENT-LINE-OVERDRAWN": "amount_fen",
  "DEPARTMENT-COMMITMENT-OVERDRAWN": "amount_fen",
  "DEPARTMENT-EVIDENCE-MISSING": "evidence",
  "DEPARTMENT-EVIDENCE-FORM": "evidence",
  "DEPARTMENT-EVIDENCE-SHORT": "evidence",
  "DEPARTMENT-EVIDENCE-TWICE": "evidence",
  "DEPARTMENT-EVIDENCE-DIFFERS": "evidence",
  "DEPARTMENT-EVIDENCE-USED": "evidence",
  "DEPARTMENT-DOCUMENT-UNKNOWN": "commitment_no",
};

/** @throws YibaoError DEPARTMENT-DOCUMENT-UNKNOWN */
async function assertOfLine(
  context: Context,
  commitment_no: number,
  line_no: number,
): Promise<void> {
  const { items, kind } = await seenDocument(context, String(commitment_no));
  if (kind === "commitment" && items.some(({ line }) => line.line_no === line_no)) return;
  throw new YibaoError("DEPARTMENT-DOCUMENT-UNKNOWN", {
    kind: `明细 ${line_no} 的占用`,
    document_no: commitment_no,
  });
}

const decision = route({
  method: "POST",
  path: "/api/v1/budget/documents/:document_no/decision",
  title: "复核预算单据",
  right: "budget.check",
  params: Type.Object({ document_no: Type.String({ pattern: "^\\d{1,15}$" }) }),
  body: Type.Object({
    request_id: RequestId,
    decision: Type.Enum(["approved", "refused"]),
    date: DayText,
    reason: Words,
  }),
  answer: Made,
  handle: async (context, { params, body }) => {
    const { document_no } = await seenDocument(context, params.document_no);
    const deciding = { document_no, decision: body.decision, date: dateOf(context, body.date) };
    const books = departmentBooks(context.house.store);
    return atFields(COMMON_FIELDS, () => decide(books, actOf(context, body), deciding));
  },
});

export const BUDGET_ACT_ROUTES = [adjustment, voucher, decision];
