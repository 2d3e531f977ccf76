import { microYuanFromYuan } from "../../../src/catalogue/index.ts";
import {
  type CivilDate,
  type Fen,
  fen,
  fenFromYuan,
  multiplyFenByPpm,
  multiplyPriceByQuantity,
  type Ppm,
} from "../../../src/kernel/index.ts";
import { type ChargeLineFacts, rulesOn } from "../../../src/policy/index.ts";
import type { SentLine } from "../messages.ts";
import { ownCode } from "../world-items.ts";
import type { BureauModel } from "./bureau-model.ts";
import { holdsOn } from "./dated.ts";
import type { Amounts, LineModel, Terms } from "./line.ts";
import type { VisitModel } from "./visit-model.ts";

/** Reads charge lines as the auditor splits them. */

/** Quantities have four decimals: they are counted in ten-thousandths. */
function tenThousandths(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  return (sign * microYuanFromYuan(text.replace("-", ""))) / 100;
}

type Reading = { readonly line: LineModel } | { readonly refused: string };

/** Reads a line of an upload: what it comes to, or why it cannot stand. */
export function readLine(
  model: BureauModel,
  visit: Pick<VisitModel, "institution_code" | "insutype">,
  sent: SentLine,
  known: readonly { readonly line: LineModel; readonly settled: boolean }[],
  during: { readonly from: CivilDate; readonly to: CivilDate },
): Reading {
  const day = sent.fee_ocur_time.slice(0, 10) as CivilDate;
  if (known.some(({ line }) => line.serial === sent.feedetl_sn)) {
    return { refused: "SETTLEMENT-LINE-SERIAL-TWICE" };
  }
  if (day < during.from || day > during.to) return { refused: "SETTLEMENT-LINE-TIME-OUTSIDE" };
  const base = {
    serial: sent.feedetl_sn,
    refunds: sent.init_feedetl_sn ?? null,
    day,
    amount_fen: fenFromYuan(sent.det_item_fee_sumamt),
    quantity: tenThousandths(sent.cnt),
    price: microYuanFromYuan(sent.pric),
  };
  if (base.refunds !== null) return readRefund(base, known);
  const terms = termsOf(model, visit, sent, day);
  if (typeof terms === "string") return { refused: terms };
  return { line: { ...base, terms, amounts: amountsOf(base.amount_fen, base.quantity, terms) } };
}

type Base = Omit<LineModel, "terms" | "amounts">;

function readRefund(
  base: Base,
  known: readonly { readonly line: LineModel; readonly settled: boolean }[],
): Reading {
  const original = known.find(({ line }) => line.serial === base.refunds);
  if (original === undefined) return { refused: "SETTLEMENT-REFUND-UNKNOWN" };
  if (original.settled) return { refused: "SETTLEMENT-REFUND-SETTLED" };
  const earlier = known.map(({ line }) => line).filter((line) => line.refunds === base.refunds);
  const before = [original.line, ...earlier];
  const sum = (lines: readonly Base[], of: "amount_fen" | "quantity") =>
    lines.reduce((total, line) => total + line[of], 0);
  const left = { amount: sum([...before, base], "amount_fen"), quantity: 0 };
  left.quantity = sum([...before, base], "quantity");
  const too_much = left.amount < 0 || left.quantity < 0;
  if (too_much || (left.quantity === 0 && left.amount !== 0)) {
    return { refused: "SETTLEMENT-REFUND-TOO-MUCH" };
  }
  const { terms } = original.line;
  const kept = amountsOf(left.amount, left.quantity, terms);
  const was = amountsOf(sum(before, "amount_fen"), sum(before, "quantity"), terms);
  const amounts = {
    full_self: kept.full_self - was.full_self,
    over_limit: kept.over_limit - was.over_limit,
    first_self: kept.first_self - was.first_self,
    in_scope: kept.in_scope - was.in_scope,
  };
  return { line: { ...base, terms, amounts } };
}

function termsOf(
  model: BureauModel,
  { institution_code, insutype }: Pick<VisitModel, "institution_code" | "insutype">,
  sent: SentLine,
  day: CivilDate,
): Terms | string {
  const item = model.items.get(sent.med_list_codg);
  if (item === undefined || !item.mapped || sent.medins_list_codg !== ownCode(item.code)) {
    return "SETTLEMENT-LINE-UNMAPPED";
  }
  const level = model.institutions.get(institution_code)?.level ?? "";
  const share = ["", insutype].map((scheme) =>
    model.shares.find(
      (row) => row.item_code === item.code && row.insutype === scheme && holdsOn(row, day),
    ),
  );
  const ceiling = ["", level].map((of) =>
    model.ceilings.find(
      (row) => row.item_code === item.code && row.level === of && holdsOn(row, day),
    ),
  );
  const approved = sent.hosp_appr_flag === "1";
  const refused = sent.hosp_appr_flag === "2";
  return {
    item_class: item.item_class,
    off: item.item_class === "C" || refused || (item.limited_use && !approved),
    paid_alone: item.paid_alone,
    share: ((share[1] ?? share[0])?.share_ppm as Ppm | undefined) ?? (0 as Ppm),
    ceiling: (ceiling[1] ?? ceiling[0])?.ceiling_micro_yuan ?? null,
    rounding: rulesOn(model.region, day).rounding,
  };
}

function amountsOf(amount: number, quantity: number, terms: Terms): Amounts {
  if (terms.off) return { full_self: amount, over_limit: 0, first_self: 0, in_scope: 0 };
  const allowed =
    terms.ceiling === null ? amount : multiplyPriceByQuantity(terms.ceiling, quantity, "half-up");
  const over_limit = Math.min(amount, Math.max(0, amount - allowed));
  const within = amount - over_limit;
  const share = terms.paid_alone ? (0 as Ppm) : terms.share;
  const first_self = multiplyFenByPpm(fen(within), share, terms.rounding);
  return { full_self: 0, over_limit, first_self, in_scope: within - first_self };
}

/** What the rules are told: refunds taken off what they refund; what is wholly refunded is not. */
export function lineFacts(lines: readonly LineModel[]): ChargeLineFacts[] {
  return lines
    .filter((line) => line.refunds === null)
    .map((line) => {
      const refunds = lines.filter((other) => other.refunds === line.serial);
      const parts = [line, ...refunds];
      return {
        amount_fen: parts.reduce((sum, part) => sum + part.amount_fen, 0) as Fen,
        class: line.terms.off ? ("C" as const) : line.terms.item_class,
        first_share_ppm: line.terms.share,
        over_limit_fen: parts.reduce((sum, part) => sum + part.amounts.over_limit, 0) as Fen,
        paid_alone: line.terms.paid_alone,
      };
    })
    .filter((facts) => facts.amount_fen > 0);
}
