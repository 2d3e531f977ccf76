import { type Static, Type } from "typebox";
import { maskedName } from "../../access/index.ts";
import { yuanFromMicroYuan } from "../../catalogue/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { loadPersonFile } from "../../people/index.ts";
import {
  DECISIONS,
  type Finding,
  type FindingFile,
  findFinding,
  type ItemLimitText,
  judgeFinding,
  LIMIT_KINDS,
  nextWaiting,
  quantityText,
  type ResultId,
  readItemLimits,
  resultIdOf,
} from "../../supervision/index.ts";
import { Fen, Text, TextOrNull } from "../agency/fields.ts";
import { type Context, route } from "../route.ts";
import { FINDING, findingRow } from "./findings.routes.ts";
import { limitWords } from "./limit-words.ts";

/** One finding: the lines it is about, on what it rests, what was done; and judging it. */

const Params = Type.Object({ finding_id: Type.String({ maxLength: 80 }) });

const Line = Type.Object({
  role: Type.Enum(["offending", "involved"]),
  visit_id: Text,
  order_id: Text,
  amount_fen: Fen,
  /** Null in findings of an earlier time, which did not keep it. */
  item: Type.Union([
    Type.Object({
      item_code: Text,
      item_name: Text,
      own_code: Text,
      day: Text,
      quantity: Text,
      price_yuan: Text,
    }),
    Type.Null(),
  ]),
});

const Limit = Type.Object({
  item_code: Text,
  title: Text,
  value: Text,
  from: Text,
  to: TextOrNull,
  source: Text,
  /** Whether the source is a notice that somebody has checked. */
  is_official: Type.Boolean(),
});

const finding = route({
  method: "GET",
  path: "/api/v1/supervision/findings/:finding_id",
  title: "审核结果详情",
  right: "supervision.read",
  params: Params,
  subject: ({ params }) => resultIdOf(params.finding_id)?.person_no ?? null,
  answer: Type.Object({
    ...FINDING,
    /** Masked unless unmasked; null where the person is not of the caller's regions. */
    person_name: TextOrNull,
    evidence: Text,
    /** Whether the value that it rests on is verified. */
    is_verified: Type.Boolean(),
    lines: Type.Array(Line),
    limits: Type.Array(Limit),
    feedbacks: Type.Array(
      Type.Object({
        way: Type.Enum(["kept", "revised"]),
        reason: Text,
        operator: TextOrNull,
        at: Text,
      }),
    ),
    judgements: Type.Array(
      Type.Object({
        judgement_no: Type.Integer(),
        decision: Type.Enum([...DECISIONS]),
        reason: Text,
        officer: Text,
        officer_name: Text,
        at: Text,
      }),
    ),
    /** The finding that waits next; null when none does. */
    next_id: TextOrNull,
  }),
  handle: async (context, { params }) => {
    const { house } = context;
    const { file, next_id, limits } = await readFile(context, params.finding_id);
    const { feedbacks, judgements } = file;
    return {
      ...findingRow(file, house),
      person_name: await personName(context, file.person_no),
      evidence: file.evidence,
      is_verified: !file.evidence.includes("待核实"),
      lines: file.lines.map(lineOf),
      limits,
      feedbacks: feedbacks.map((one) => ({ ...one, at: one.at.toISOString() })),
      judgements: judgements.map((one) => ({ ...one, at: one.at.toISOString() })),
      next_id,
    };
  },
});

async function readFile({ read, house }: Context, finding_id: string) {
  const key = knownId(finding_id);
  return read(async (runner) => {
    const file = await findFinding(runner, key);
    if (file === null) throw new YibaoError("SUPERVISION-FINDING-UNKNOWN", { value: finding_id });
    const limits: Static<typeof Limit>[] = [];
    for (const { item_code, day } of itemsOf(file)) {
      const rows = await readItemLimits(runner, item_code);
      const inForce = rows.filter(
        ({ valid_from, valid_to }) => valid_from <= day && (valid_to === null || day < valid_to),
      );
      limits.push(...inForce.map((row) => limitOf(row, house.region.value.diseases)));
    }
    return { file, limits, next_id: await nextWaiting(runner, file) };
  });
}

/** @throws YibaoError SUPERVISION-FINDING-UNKNOWN */
function knownId(finding_id: string): ResultId {
  const key = resultIdOf(finding_id);
  if (key === null) throw new YibaoError("SUPERVISION-FINDING-UNKNOWN", { value: finding_id });
  return key;
}

const ITEMS_MOST = 10;

/** The items of a finding's wrong lines, each once, on the day of its first line. */
function itemsOf({ lines }: FindingFile) {
  const byCode = new Map<string, string>();
  for (const { role, item } of lines) {
    if (role === "offending" && item !== undefined && !byCode.has(item.item_code)) {
      byCode.set(item.item_code, item.day.slice(0, 10));
    }
  }
  return [...byCode].slice(0, ITEMS_MOST).map(([item_code, day]) => ({ item_code, day }));
}

function limitOf(
  row: ItemLimitText,
  diseases: Parameters<typeof limitWords>[1],
): Static<typeof Limit> {
  const { item_code, kind, document, clause, basis } = row;
  return {
    ...{ item_code, title: LIMIT_KINDS[kind].title, value: limitWords(row, diseases) },
    ...{ from: row.valid_from, to: row.valid_to },
    source: clause === "" ? document : `${document} ${clause}`,
    is_official: basis === "official",
  };
}

function lineOf({ role, visit_id, order_id, amount_fen, item }: Finding["lines"][number]) {
  return {
    ...{ role, visit_id, order_id, amount_fen },
    item:
      item === undefined
        ? null
        : {
            ...{ item_code: item.item_code, item_name: item.item_name, own_code: item.own_code },
            day: item.day.slice(0, 10),
            quantity: quantityText(item.quantity_ten_thousandths),
            price_yuan: yuanFromMicroYuan(item.price_micro_yuan),
          },
  };
}

async function personName(context: Context, person_no: string): Promise<string | null> {
  const record = await context.read((runner) => loadPersonFile(runner, person_no));
  if (record === null) return null;
  const { name } = record.person;
  return (await context.isUnmasked(person_no)) ? name : maskedName(name);
}

const judged = route({
  method: "POST",
  path: "/api/v1/supervision/findings/:finding_id/judgements",
  title: "处理审核结果",
  right: "supervision.judge",
  params: Params,
  body: Type.Object({
    decision: Type.Enum([...DECISIONS]),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
    /** How many judgements the page showed. */
    seen: Type.Integer({ minimum: 0, maximum: 10_000 }),
  }),
  subject: ({ params }) => resultIdOf(params.finding_id)?.person_no ?? null,
  answer: Type.Object({ judgement_no: Type.Integer() }),
  handle: async (context, { params, body }) => {
    const { house, caller, now, read } = context;
    const result = knownId(params.finding_id);
    const reason = body.reason.trim();
    if (reason === "") throw new YibaoError("SUPERVISION-JUDGEMENT-REASON", {}, "reason");
    const seen = await read((runner) => findFinding(runner, result));
    if (seen === null) {
      throw new YibaoError("SUPERVISION-FINDING-UNKNOWN", { value: params.finding_id });
    }
    const judgement_no = await house.store.transaction((transaction) =>
      judgeFinding(transaction, {
        ...{ result, reason, decision: body.decision, seen: body.seen, at: now },
        ...{ officer: caller.account ?? "", officer_name: caller.name },
      }),
    );
    return { judgement_no };
  },
});

export const ONE_FINDING_ROUTES = [finding, judged];
