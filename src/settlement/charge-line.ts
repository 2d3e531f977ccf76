import type { CatalogueEntry } from "../catalogue/index.ts";
import {
  type CivilDate,
  type Fen,
  fen,
  isCivilDate,
  maximumFen,
  minimumFen,
  multiplyFenByPpm,
  multiplyPriceByQuantity,
  type Rounding,
  YibaoError,
  yuanFromFen,
  ZERO_FEN,
  ZERO_PPM,
} from "../kernel/index.ts";
import type { CatalogueClass } from "../policy/index.ts";
import type { DatedLine } from "./bill.ts";
import { type CivilTime, dayOf } from "./visit.ts";

/** A charge line: what is sent, what the catalogue makes of it, and the arithmetic between. */

/** Approval of a limited-use item by the hospital (hosp_appr_flag 0, 1, 2). */
export type Approval = "not-needed" | "approved" | "refused";

/** A line as an institution sends it, in our names and units. */
export interface ChargeLineInput {
  /** Serial number: digits, unique in the visit. */
  readonly serial: string;
  /** Serial number of the line that this one refunds, with negative quantity and amount. */
  readonly refunds_serial: string | null;
  /** National item code; empty when the institution only knows its own. */
  readonly item_code: string;
  readonly own_code: string;
  readonly fee_at: CivilTime;
  readonly amount_fen: Fen;
  readonly quantity_ten_thousandths: number;
  readonly price_micro_yuan: number;
  readonly approval: Approval;
  /** Disease the line's batch is for, when it differs from the visit's; null otherwise. */
  readonly disease: string | null;
  /** Prescription, physician, department …: kept as sent for the answers. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** What is kept of the catalogue's entry on the day of the fee: later changes do not touch it. */
export type LineTerms = Pick<
  CatalogueEntry,
  | "item_code"
  | "name"
  | "list_type"
  | "charge_type"
  | "unit"
  | "specification"
  | "class"
  | "limited_use"
  | "paid_alone"
  | "basic_drug"
  | "negotiated"
  | "first_share_ppm"
  | "ceiling_micro_yuan"
>;

/** A line as it is kept, with its four amounts. */
export interface ChargeLine extends ChargeLineInput, LineTerms {
  /** The class that settles: C where the item is off the catalogue or not approved. */
  readonly settled_class: CatalogueClass;
  /** The region's rounding on the day of the fee. */
  readonly rounding: Rounding;
  readonly full_self_fen: Fen;
  readonly over_limit_fen: Fen;
  readonly first_self_fen: Fen;
  readonly in_scope_fen: Fen;
}

interface Amounts {
  readonly full_self_fen: Fen;
  readonly over_limit_fen: Fen;
  readonly first_self_fen: Fen;
  readonly in_scope_fen: Fen;
}

/** Institutions round each line themselves: a fen of difference is theirs to choose. */
const TOLERANCE_FEN = 1;
const SERIAL_TEXT = /^\d{1,15}$/;
const TIME_TEXT = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/;

/**
 * Checks what can be known of a line by itself: serial number, time, amount against price.
 * @throws YibaoError SETTLEMENT-LINE-…
 */
export function checkLine(line: ChargeLineInput): void {
  const where = placeOf(line);
  if (!SERIAL_TEXT.test(line.serial) || /^0+$/.test(line.serial)) {
    throw new YibaoError("SETTLEMENT-LINE-SERIAL", { serial: line.serial });
  }
  if (!TIME_TEXT.test(line.fee_at) || !isCivilDate(line.fee_at.slice(0, 10))) {
    throw new YibaoError("SETTLEMENT-LINE-TIME", { time: line.fee_at }, where);
  }
  const computed_fen = multiplyPriceByQuantity(
    line.price_micro_yuan,
    line.quantity_ten_thousandths,
    "half-up",
  );
  if (Math.abs(computed_fen - line.amount_fen) > TOLERANCE_FEN) {
    throw new YibaoError(
      "SETTLEMENT-LINE-AMOUNT",
      { sent: yuanFromFen(line.amount_fen), computed: yuanFromFen(computed_fen) },
      where,
    );
  }
  const refund = line.refunds_serial !== null;
  const negative = line.amount_fen < 0 || line.quantity_ten_thousandths < 0;
  if (negative && !refund) throw new YibaoError("SETTLEMENT-LINE-NEGATIVE", {}, where);
  if (refund && (line.amount_fen > 0 || line.quantity_ten_thousandths >= 0)) {
    throw new YibaoError("SETTLEMENT-REFUND-POSITIVE", {}, where);
  }
  if (line.price_micro_yuan < 0 || (!refund && line.quantity_ten_thousandths === 0)) {
    throw new YibaoError("SETTLEMENT-LINE-NEGATIVE", {}, where);
  }
}

/** A charge with its four amounts (identity 5: they add up to the amount). */
export function chargeLine(
  input: ChargeLineInput,
  terms: LineTerms,
  rounding: Rounding,
): ChargeLine {
  const settled_class = settledClass(terms, input.approval);
  const { amount_fen, quantity_ten_thousandths } = input;
  const basis: Basis = {
    settled_class,
    rounding,
    ceiling_micro_yuan: terms.ceiling_micro_yuan,
    first_share_ppm: terms.first_share_ppm,
    paid_alone: terms.paid_alone,
  };
  const amounts = amountsOf(amount_fen, quantity_ten_thousandths, basis);
  return keptLine(input, terms, basis, amounts);
}

/**
 * A refund takes back its share of the refunded line: its four amounts are those of what remains
 * after it less those of what remained before it. So partial refunds never leave a stray fen, and
 * a whole refund takes back exactly what was charged.
 * @throws YibaoError SETTLEMENT-REFUND-PRICE | SETTLEMENT-REFUND-TOO-MUCH
 */
export function refundLine(
  input: ChargeLineInput,
  original: ChargeLine,
  earlier: readonly ChargeLine[],
): ChargeLine {
  const where = placeOf(input);
  if (input.price_micro_yuan !== original.price_micro_yuan) {
    throw new YibaoError("SETTLEMENT-REFUND-PRICE", { serial: original.serial }, where);
  }
  const before = remainder([original, ...earlier]);
  const after = remainder([original, ...earlier, input]);
  const tooMuch = after.amount_fen < 0 || after.quantity < 0;
  // With all of the quantity given back, no money may stay behind.
  if (tooMuch || (after.quantity === 0 && after.amount_fen !== 0)) {
    throw new YibaoError(
      "SETTLEMENT-REFUND-TOO-MUCH",
      { serial: original.serial, left: yuanFromFen(before.amount_fen) },
      where,
    );
  }
  const kept = amountsOf(after.amount_fen, after.quantity, original);
  const was = amountsOf(before.amount_fen, before.quantity, original);
  return keptLine(input, original, original, {
    full_self_fen: fen(kept.full_self_fen - was.full_self_fen),
    over_limit_fen: fen(kept.over_limit_fen - was.over_limit_fen),
    first_self_fen: fen(kept.first_self_fen - was.first_self_fen),
    in_scope_fen: fen(kept.in_scope_fen - was.in_scope_fen),
  });
}

/**
 * Lines as the rules see them: refunds are taken off the line they refund, and what is wholly
 * refunded is left out. The sums are those of all lines (identity 6).
 */
export function billLines(lines: readonly ChargeLine[]): DatedLine[] {
  const refunds = new Map<string, ChargeLine[]>();
  for (const line of lines) {
    if (line.refunds_serial === null) continue;
    const earlier = refunds.get(line.refunds_serial);
    if (earlier === undefined) refunds.set(line.refunds_serial, [line]);
    else earlier.push(line);
  }
  const result: DatedLine[] = [];
  for (const line of lines) {
    if (line.refunds_serial !== null) continue;
    const dated = datedLine(line, refunds.get(line.serial) ?? []);
    if (dated.amount_fen > 0) result.push(dated);
  }
  return result;
}

/** Sum of the lines, refunds counted as negative. */
export function totalOf(lines: readonly ChargeLine[]): Fen {
  let total = 0;
  for (const line of lines) total += line.amount_fen;
  return fen(total);
}

/** How an error names a line. */
export function placeOf(line: { readonly serial: string }): string {
  return `费用明细 ${line.serial}`;
}

/** Day of the fee: whose catalogue entry and prices count. */
export function feeDay(line: { readonly fee_at: CivilTime }): CivilDate {
  return dayOf(line.fee_at);
}

/** Written out member by member: only what is kept, and lines are what a bill has most of. */
function keptLine(
  input: ChargeLineInput,
  terms: LineTerms,
  basis: Basis,
  amounts: Amounts,
): ChargeLine {
  return {
    serial: input.serial,
    refunds_serial: input.refunds_serial,
    item_code: terms.item_code,
    own_code: input.own_code,
    fee_at: input.fee_at,
    amount_fen: input.amount_fen,
    quantity_ten_thousandths: input.quantity_ten_thousandths,
    price_micro_yuan: input.price_micro_yuan,
    approval: input.approval,
    disease: input.disease,
    details: input.details,
    name: terms.name,
    list_type: terms.list_type,
    charge_type: terms.charge_type,
    unit: terms.unit,
    specification: terms.specification,
    class: terms.class,
    limited_use: terms.limited_use,
    paid_alone: terms.paid_alone,
    basic_drug: terms.basic_drug,
    negotiated: terms.negotiated,
    first_share_ppm: terms.first_share_ppm,
    ceiling_micro_yuan: terms.ceiling_micro_yuan,
    settled_class: basis.settled_class,
    rounding: basis.rounding,
    full_self_fen: amounts.full_self_fen,
    over_limit_fen: amounts.over_limit_fen,
    first_self_fen: amounts.first_self_fen,
    in_scope_fen: amounts.in_scope_fen,
  };
}

/**
 * A limited-use item is paid only when approved; any item that the hospital says was refused is
 * not paid (notes under 2204).
 */
function settledClass(terms: LineTerms, approval: Approval): CatalogueClass {
  if (approval === "refused") return "C";
  if (terms.limited_use && approval !== "approved") return "C";
  return terms.class;
}

/** What the arithmetic of a line rests on. */
type Basis = Pick<LineTerms, "ceiling_micro_yuan" | "first_share_ppm" | "paid_alone"> &
  Pick<ChargeLine, "settled_class" | "rounding">;

function amountsOf(amount_fen: Fen, quantity_ten_thousandths: number, terms: Basis): Amounts {
  if (terms.settled_class === "C") {
    return {
      full_self_fen: amount_fen,
      over_limit_fen: ZERO_FEN,
      first_self_fen: ZERO_FEN,
      in_scope_fen: ZERO_FEN,
    };
  }
  const over_limit_fen = overLimit(amount_fen, quantity_ten_thousandths, terms.ceiling_micro_yuan);
  const within_fen = fen(amount_fen - over_limit_fen);
  // A drug that is paid alone has its share in the fund's ratio instead.
  const share = terms.paid_alone ? ZERO_PPM : terms.first_share_ppm;
  const first_self_fen = multiplyFenByPpm(within_fen, share, terms.rounding);
  return {
    full_self_fen: ZERO_FEN,
    over_limit_fen,
    first_self_fen,
    in_scope_fen: fen(within_fen - first_self_fen),
  };
}

function overLimit(amount_fen: Fen, quantity: number, ceiling: number | null): Fen {
  if (ceiling === null) return ZERO_FEN;
  const allowed_fen = multiplyPriceByQuantity(ceiling, quantity, "half-up");
  return minimumFen(amount_fen, maximumFen(ZERO_FEN, fen(amount_fen - allowed_fen)));
}

function remainder(lines: readonly ChargeLineInput[]): { amount_fen: Fen; quantity: number } {
  let amount = 0;
  let quantity = 0;
  for (const line of lines) {
    amount += line.amount_fen;
    quantity += line.quantity_ten_thousandths;
  }
  return { amount_fen: fen(amount), quantity };
}

function datedLine(line: ChargeLine, refunds: readonly ChargeLine[]): DatedLine {
  let amount = line.amount_fen as number;
  let over = line.over_limit_fen as number;
  for (const refund of refunds) {
    amount += refund.amount_fen;
    over += refund.over_limit_fen;
  }
  return {
    date: feeDay(line),
    amount_fen: fen(amount),
    class: line.settled_class,
    first_share_ppm: line.first_share_ppm,
    over_limit_fen: fen(over),
    paid_alone: line.paid_alone,
  };
}
