import type { BoundLayer } from "../layers/bound-layer.ts";
import type { BoundFirstShare } from "../layers/first-share.ts";
import type { CompiledPlan } from "../plan.ts";
import {
  type Numbering,
  type PlanText,
  type PlanWriter,
  PRODUCT_OF,
  planWriter,
} from "./plan-writer.ts";
import { writeBands } from "./write-bands.ts";
import { writeDeductible } from "./write-deductible.ts";
import { writeShare } from "./write-share.ts";

/**
 * A compiled plan as the body of a function that settles one row. It says what `adjudicate` says,
 * line by line, with numbers in the place of records; a test holds the two against each other.
 *
 * @param looksAtAdmission a part of a stay looks for repeated admissions in the year of admission
 */
export function writePlan(
  plan: CompiledPlan,
  numbering: Numbering,
  looksAtAdmission: boolean,
): PlanText {
  const write = planWriter(numbering);
  for (const layer of plan.layers) writeLayer(write, layer, looksAtAdmission);
  const body = write.lines.join("\n");
  const uses = (name: string) => new RegExp(`\\b${name}\\b`).test(body);
  const text = [
    ...opening(uses),
    ...write.funds.map((fund) => `let paid${fund} = 0;`),
    body,
    ...closing(uses, write.funds),
  ].join("\n");
  return { text, values: write.values, slots: write.slots, funds: write.funds };
}

function writeLayer(write: PlanWriter, layer: BoundLayer, looksAtAdmission: boolean): void {
  switch (layer.kind) {
    case "first-share":
      writeFirstShare(write, layer);
      break;
    case "deductible":
      writeDeductible(write, layer, looksAtAdmission);
      break;
    case "share":
      writeShare(write, layer);
      break;
    case "bands":
      writeBands(write, layer);
      break;
  }
}

/** `runFirstShare` as a program. */
function writeFirstShare(write: PlanWriter, { rate_ppm, rounding }: BoundFirstShare): void {
  write.line("{");
  write.line(`const share = ${PRODUCT_OF[rounding]}(payable, ${write.value(rate_ppm)});`);
  write.line("payable -= share;");
  write.line("crossRegionShare += share;");
  write.line("}");
}

type Uses = (name: string) => boolean;

/** What a bill starts from; only what the layers speak of. */
function opening(uses: Uses): string[] {
  const lines = ["const total = totals[row];"];
  if (uses("alone")) lines.push("let alone = paidAlone[row];");
  if (uses("payable") || uses("personal")) {
    lines.push(`let payable = inScope[row] - ${uses("alone") ? "alone" : "paidAlone[row]"};`);
  }
  if (uses("personal")) lines.push("let personal = payable;");
  if (uses("beyond")) lines.push("let beyond = 0;");
  if (uses("crossRegionShare")) lines.push("let crossRegionShare = 0;");
  if (uses("counts") || uses("deductible")) {
    lines.push("const stay = stays[row];");
    lines.push("const counts = stay === 0 || firstOfStay[row] === 1;");
    lines.push("const charged = chargedIn[stay];");
    lines.push("let deductible = 0;");
  }
  return lines;
}

function closing(uses: Uses, funds: readonly number[]): string[] {
  const lines: string[] = [];
  if (uses("deductible")) {
    lines.push("deductibles[row] = deductible;");
    lines.push("if (stay !== 0) chargedIn[stay] = charged + deductible;");
  }
  for (const fund of funds) lines.push(`fund${fund}[row] = paid${fund};`);
  const paid = funds.map((fund) => ` - paid${fund}`).join("");
  lines.push(`persons[row] = total${paid};`);
  return lines;
}
