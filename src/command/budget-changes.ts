import {
  type AdjustmentKind,
  type Books,
  type BudgetItem,
  freeCommitment,
  lineByNo,
  proposeAdjustment,
  returnPayment,
  reversePayment,
} from "../department/index.ts";
import { fenFromYuan, YibaoError } from "../kernel/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import {
  actOf,
  answered,
  badFlag,
  dateOf,
  evidenceOf,
  flag,
  missing,
  number,
} from "./budget-words.ts";

/** The subcommands of `yibao budget` that change or undo what stands in the books. */

const ITEM = /^(\d{1,15})=(.+)$/;

/** `adjust 12=-500 13=500`: lines get and give; which kind it is, the signs say. */
export async function adjust(books: Books, invocation: Invocation): Promise<number> {
  const words = invocation.words.slice(1);
  if (words.length === 0) throw missing("明细编号=金额");
  const items: BudgetItem[] = [];
  for (const word of words) items.push(await itemOf(books, word, items[0]));
  const { unit_code, year } = items[0] as BudgetItem;
  const answer = await proposeAdjustment(books, actOf(invocation), {
    unit_code,
    year,
    kind: kindOf(items),
    date: dateOf(invocation),
    authority: flag(invocation, "authority"),
    items,
  });
  const text = `预算调整 ${answer.document_no}，待另一人批准后生效`;
  return answered(invocation, answer, text);
}

/** @param first the line that says whose year is adjusted */
async function itemOf(
  { store }: Books,
  word: string,
  first: BudgetItem | undefined,
): Promise<BudgetItem> {
  const [, line_no, yuan] = ITEM.exec(word) ?? [];
  if (line_no === undefined || yuan === undefined) {
    throw badFlag("明细", word, ["明细编号=金额，例如 12=-500.00"]);
  }
  const line = await lineByNo(store, Number(line_no));
  const { unit_code, year } = first ?? line;
  if (line.unit_code !== unit_code || line.year !== year) {
    throw new YibaoError("DEPARTMENT-LINE-UNKNOWN", { line_no });
  }
  return { ...line, amount_fen: fenFromYuan(yuan) };
}

function kindOf(items: readonly BudgetItem[]): AdjustmentKind {
  const gives = items.some(({ amount_fen }) => amount_fen < 0);
  const gets = items.some(({ amount_fen }) => amount_fen > 0);
  if (gives && gets) return "transfer";
  return gives ? "reduction" : "addition";
}

export async function free(books: Books, invocation: Invocation): Promise<number> {
  const commitment_no = number(invocation, 1, "占用的单据编号");
  const amount = textFlag(invocation, "amount");
  const answer = await freeCommitment(books, actOf(invocation), {
    commitment_no,
    amount_fen: amount === undefined ? null : fenFromYuan(amount),
    date: dateOf(invocation),
  });
  return answered(invocation, answer, `占用 ${commitment_no} 已释放，单据 ${answer.document_no}`);
}

export async function reverse(books: Books, invocation: Invocation): Promise<number> {
  const voucher_no = number(invocation, 1, "支付凭证编号");
  const reversal = { voucher_no, date: dateOf(invocation) };
  const answer = await reversePayment(books, actOf(invocation), reversal);
  return answered(invocation, answer, `凭证 ${voucher_no} 已冲销，单据 ${answer.document_no}`);
}

/** Money that came back, with the bank's slip. */
export async function giveBack(books: Books, invocation: Invocation): Promise<number> {
  const voucher_no = number(invocation, 1, "支付凭证编号");
  const answer = await returnPayment(books, actOf(invocation), {
    voucher_no,
    amount_fen: fenFromYuan(flag(invocation, "amount")),
    date: dateOf(invocation),
    evidence: await evidenceOf(invocation, "bank-slip"),
  });
  return answered(invocation, answer, `凭证 ${voucher_no} 已登记退回，单据 ${answer.document_no}`);
}
