import { createReadStream } from "node:fs";
import { loadCharts } from "../classification/index.ts";
import {
  type Books,
  chartKnowledge,
  closeYear,
  commit,
  decide,
  importBudget,
  openBooks,
  readExecution,
  recordRelease,
  registerUnit,
  requestPayment,
  type UnitKind,
  unitOn,
} from "../department/index.ts";
import { type CivilDate, civilDate, fenFromYuan } from "../kernel/index.ts";
import { migrate, openStore } from "../store/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { adjust, free, giveBack, reverse } from "./budget-changes.ts";
import { executionAnswer, executionSheet, importSheet, VIEWS, type View } from "./budget-sheet.ts";
import {
  actOf,
  answered,
  badFlag,
  dateOf,
  evidenceOf,
  flag,
  missing,
  number,
  readable,
  wholeNumber,
  word,
} from "./budget-words.ts";
import { placeOf, REGION_CODE } from "./house.ts";
import { note } from "./progress.ts";

type Action = (books: Books, invocation: Invocation) => Promise<number>;

const ACTIONS: Readonly<Record<string, Action>> = {
  unit,
  import: importFile,
  approve: (books, invocation) => decideNo(books, invocation, "approved"),
  refuse: (books, invocation) => decideNo(books, invocation, "refused"),
  adjust,
  release,
  commit: reserve,
  free,
  pay,
  reverse,
  return: giveBack,
  close,
  show,
};

/** `yibao budget`: the bureau's own budget and its execution. */
export async function budgetCommand(invocation: Invocation): Promise<number> {
  const action = ACTIONS[invocation.words[0] ?? ""];
  if (action === undefined) throw missing(Object.keys(ACTIONS).join("、"));
  const store = await openStore({ ...placeOf(invocation), join: true, log: note });
  try {
    await migrate(store);
    const books = openBooks(store, { knows: chartKnowledge(loadCharts()) });
    return await action(books, invocation);
  } finally {
    await store.close();
  }
}

async function unit(books: Books, invocation: Invocation): Promise<number> {
  const answer = await registerUnit(books, actOf(invocation), {
    unit_code: word(invocation, 1, "单位编码"),
    name: flag(invocation, "name"),
    kind: flag(invocation, "kind") as UnitKind,
    valid_from: civilDate(flag(invocation, "from")),
    parent_code: textFlag(invocation, "parent") ?? null,
    region: textFlag(invocation, "region") ?? REGION_CODE,
  });
  return answered(invocation, answer, `已登记单位 ${answer.unit_code}`);
}

async function importFile(books: Books, invocation: Invocation): Promise<number> {
  const file = word(invocation, 1, "CSV 文件");
  await readable(file);
  const facts = { date: dateOf(invocation), authority: textFlag(invocation, "authority") ?? "" };
  const result = await importBudget(books, actOf(invocation), createReadStream(file), facts);
  answered(invocation, result, importSheet(result));
  return result.refused_rows === 0 ? 0 : 1;
}

async function decideNo(
  books: Books,
  invocation: Invocation,
  decision: "approved" | "refused",
): Promise<number> {
  const document_no = number(invocation, 1, "单据编号");
  const deciding = { document_no, decision, date: dateOf(invocation) };
  const answer = await decide(books, actOf(invocation), deciding);
  const said = decision === "approved" ? "已批准" : "已退回";
  return answered(invocation, answer, `单据 ${document_no} ${said}`);
}

async function release(books: Books, invocation: Invocation): Promise<number> {
  const answer = await recordRelease(books, actOf(invocation), {
    line_no: number(invocation, 1, "明细编号"),
    amount_fen: fenFromYuan(flag(invocation, "amount")),
    date: dateOf(invocation),
    authority: flag(invocation, "authority"),
  });
  return answered(invocation, answer, `已登记下达，单据 ${answer.document_no}`);
}

async function reserve(books: Books, invocation: Invocation): Promise<number> {
  const answer = await commit(books, actOf(invocation), {
    line_no: number(invocation, 1, "明细编号"),
    kind: "contract",
    number: flag(invocation, "number"),
    counterparty: flag(invocation, "to"),
    amount_fen: fenFromYuan(flag(invocation, "amount")),
    date: dateOf(invocation),
  });
  return answered(invocation, answer, `已占用，单据 ${answer.document_no}`);
}

async function pay(books: Books, invocation: Invocation): Promise<number> {
  const commitment = textFlag(invocation, "commitment");
  const against =
    commitment === undefined
      ? { line_no: number(invocation, 1, "明细编号") }
      : { commitment_no: wholeNumber("--commitment", commitment) };
  const answer = await requestPayment(books, actOf(invocation), {
    against,
    amount_fen: fenFromYuan(flag(invocation, "amount")),
    payee: flag(invocation, "to"),
    purpose: flag(invocation, "purpose"),
    date: dateOf(invocation),
    evidence: await evidenceOf(invocation, "invoice"),
  });
  const { document_no, commitment_no } = answer;
  const text = `支付凭证 ${document_no}（占用 ${commitment_no}），待另一人批准后支付`;
  return answered(invocation, answer, text);
}

async function close(books: Books, invocation: Invocation): Promise<number> {
  const unit_code = word(invocation, 1, "单位编码");
  const year = number(invocation, 2, "年度");
  const rest = flag(invocation, "rest");
  if (rest !== "carry" && rest !== "lapse") throw badFlag("--rest", rest, ["carry", "lapse"]);
  const closing = { unit_code, year, decisions: [], rest } as const;
  const answer = await closeYear(books, actOf(invocation), closing);
  return answered(invocation, answer, `${unit_code} ${year} 年已结账，单据 ${answer.document_no}`);
}

async function show(books: Books, invocation: Invocation): Promise<number> {
  const unit_code = word(invocation, 1, "单位编码");
  const year = number(invocation, 2, "年度");
  const view = textFlag(invocation, "by") ?? "line";
  if (!(VIEWS as readonly string[]).includes(view)) throw badFlag("--by", view, VIEWS);
  const { name } = await unitOn(books.store, unit_code, `${year}-12-31` as CivilDate);
  const rows = await readExecution(books.store, unit_code, year);
  const answer = { unit_code, name, year, ...executionAnswer(rows, view as View, year) };
  const sheet = executionSheet(rows, view as View, year);
  return answered(invocation, answer, `${name}（${unit_code}）${year} 年，单位：元\n\n${sheet}`);
}
