import { type Fen, multiplyFenByPpm } from "../../kernel/index.ts";
import type { BoundBands } from "../layers/bands.ts";
import { type PlanWriter, PRODUCT_OF } from "./plan-writer.ts";
import { POT_NAMES, writePayment } from "./write-pot.ts";

/** `runBands` as a program. */
export function writeBands(write: PlanWriter, bound: BoundBands): void {
  const { layer, cap_fen, over_prior_base } = bound;
  const pot = POT_NAMES[layer.considers];
  const accumulated = write.used(bound.accumulated);
  const paidToDate = write.used(bound.paid);
  const pieces = piecesOf(bound).map((piece) => ({
    floor: write.value(piece.floor_fen),
    below: write.value(piece.below_fen),
    ratio: write.value(piece.ratio_ppm),
  }));
  write.line("{");
  write.line(`const looked = ${lookedAt(bound, pot.name)};`);
  if (pot.taken) write.line(`${pot.name} = 0;`);
  write.line("if (looked > 0) {");
  write.line(`const before = ${accumulated};`);
  write.line("const after = before + looked;");
  write.line(`const paidToDate = ${paidToDate};`);
  writeEntitlement(write, "entitled", "after", pieces, bound);
  if (over_prior_base) writeEntitlement(write, "already", "before", pieces, bound);
  const already = over_prior_base ? "already" : "paidToDate";
  const borne = bound.pot.alone || bound.counts_first_self_pay ? "looked" : "personal";
  let paid = `Math.min(Math.max(0, entitled - ${already}), ${borne})`;
  if (cap_fen !== null) {
    paid = `Math.min(${paid}, Math.max(0, ${write.value(cap_fen)} - paidToDate))`;
  }
  write.line(`const paid = ${paid};`);
  write.line(`${accumulated} += looked;`);
  write.line(`${paidToDate} += paid;`);
  write.line("if (paid > 0) {");
  writePayment(write, layer.fund, layer.considers);
  write.line("}");
  write.line("}");
  write.line("}");
}

function lookedAt(bound: BoundBands, pot: string): string {
  if (!bound.adds_shares) return pot;
  const without = bound.counts_cross_region_share ? "" : " - crossRegionShare";
  const extra = bound.counts_first_self_pay ? " + firstSelf[row]" : "";
  return `Math.max(0, ${pot}${without}${extra})`;
}

/** A band as it is reached: from where, what the bands below it give in full, and its ratio. */
interface Piece {
  readonly floor_fen: number;
  readonly below_fen: number;
  readonly ratio_ppm: number;
}

/**
 * The bands above the threshold. One band ends where the next begins, and each is rounded for
 * itself; so whoever is in a band has all bands below in full, which is a constant.
 */
function piecesOf({ bands, from_zero, threshold_fen, rounding }: BoundBands): Piece[] {
  const pieces: Piece[] = [];
  let below = 0;
  for (const { from_fen, to_fen, ratio_ppm } of bands) {
    const floor = from_zero ? Math.max(from_fen, threshold_fen) : from_fen;
    if (to_fen !== null && to_fen <= floor) continue;
    pieces.push({ floor_fen: floor, below_fen: below, ratio_ppm });
    if (to_fen !== null) below += multiplyFenByPpm((to_fen - floor) as Fen, ratio_ppm, rounding);
  }
  return pieces;
}

interface PieceText {
  readonly floor: string;
  readonly below: string;
  readonly ratio: string;
}

/** `entitlement` as a program: the highest band that is reached decides. */
function writeEntitlement(
  write: PlanWriter,
  name: string,
  amount: string,
  pieces: readonly PieceText[],
  { from_zero, threshold_fen, rounding }: BoundBands,
): void {
  const measured = `${name}Over`;
  const above = from_zero ? "" : ` - ${write.value(threshold_fen)}`;
  write.line(`const ${measured} = ${amount}${above};`);
  write.line(`let ${name} = 0;`);
  const lowest = pieces[0];
  if (lowest === undefined) return;
  write.line(`if (${measured} > ${lowest.floor}) {`);
  pieces.forEach(({ floor, below, ratio }, index) => {
    const next = pieces[index + 1];
    const until = next === undefined ? [] : [`if (${measured} <= ${next.floor})`];
    const part = `${PRODUCT_OF[rounding]}(${measured} - ${floor}, ${ratio})`;
    const words = [...(index === 0 ? [] : ["else"]), ...until, `${name} = ${below} + ${part};`];
    write.line(words.join(" "));
  });
  write.line("}");
}
