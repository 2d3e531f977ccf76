import type { BoundDiseaseLimit } from "../layers/disease-limit.ts";
import type { BoundCap, BoundShare } from "../layers/share.ts";
import { type PlanWriter, PRODUCT_OF } from "./plan-writer.ts";
import { POT_NAMES, writePayment } from "./write-pot.ts";

/** `runShare` as a program. */
export function writeShare(write: PlanWriter, bound: BoundShare): void {
  const { layer, rate, threshold, limit, caps, rounding } = bound;
  const pot = POT_NAMES[layer.considers];
  const multiply = PRODUCT_OF[rounding];
  const ratio = write.value(rate.rate_ppm);
  write.line("{");
  write.line(`const looked = ${pot.name};`);
  if (pot.taken) write.line(`${pot.name} = 0;`);
  write.line("if (looked > 0) {");
  if (threshold === null) write.line("const base = looked;");
  else {
    const used = write.used(threshold.accumulator);
    write.line(`const open = Math.max(0, ${write.value(threshold.amount_fen)} - ${used});`);
    write.line(`${used} += looked;`);
    write.line("const base = Math.max(0, looked - open);");
  }
  write.line(`const cost = ${within(write, "base", caps, true)};`);
  if (limit === null) write.line(`const wanted = ${multiply}(cost, ${ratio});`);
  else writeLimit(write, limit, bound, ratio);
  write.line(`const paid = ${within(write, "wanted", caps, false)};`);
  for (const { accumulator, on_cost } of caps) {
    write.line(`${write.used(accumulator)} += ${on_cost ? "cost" : "paid"};`);
  }
  if (limit !== null) write.line(`${write.used(limit.accumulator)} += counted ?? paid;`);
  if (bound.hands_on) {
    const covered =
      rate.rate_ppm === 0 ? "0" : `divideFenByPpm(paid, ${ratio}, ${JSON.stringify(rounding)})`;
    write.line(`beyond += Math.max(0, base - (paid < wanted ? ${covered} : cost));`);
  }
  writePayment(write, layer.fund, layer.considers);
  write.line("}");
  write.line("}");
}

/** An amount within what the caps of one measure leave. */
function within(
  write: PlanWriter,
  amount: string,
  caps: readonly BoundCap[],
  onCost: boolean,
): string {
  return caps.reduce((text, { accumulator, limit_fen, on_cost }) => {
    if (on_cost !== onCost || limit_fen === null) return text;
    const room = `Math.max(0, ${write.value(limit_fen)} - ${write.used(accumulator)})`;
    return `Math.min(${text}, ${room})`;
  }, amount);
}

/** `limitedPayment` as a program: what is wanted, and what counts (null: what is paid). */
function writeLimit(
  write: PlanWriter,
  limit: BoundDiseaseLimit,
  { rounding }: BoundShare,
  ratio: string,
): void {
  const multiply = PRODUCT_OF[rounding];
  // What was used before the run is a constant: it comes off the limit, which may go below zero.
  const left = write.value(limit.amount_fen - limit.used_before_fen);
  write.line(`const room = Math.max(0, ${left} - ${write.used(limit.accumulator)});`);
  switch (limit.kind) {
    case "1":
      write.line(`const wanted = Math.min(${multiply}(cost, ${ratio}), room);`);
      write.line("const counted = null;");
      break;
    case "2":
      write.line("const counted = Math.min(cost, room);");
      write.line(`const wanted = ${multiply}(counted, ${ratio});`);
      break;
    case "3": {
      const rule = JSON.stringify(rounding);
      const proRata = `total <= room ? cost : multiplyFenByRatio(cost, room, total, ${rule})`;
      const considered = limit.in_scope_first ? "Math.min(cost, room)" : proRata;
      write.line(`const wanted = ${multiply}(${considered}, ${ratio});`);
      write.line("const counted = Math.min(total, room);");
      break;
    }
    case "4":
      write.line("const wanted = Math.min(cost, room);");
      write.line("const counted = null;");
      break;
  }
}
