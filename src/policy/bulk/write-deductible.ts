import type { BoundDeductible } from "../layers/deductible.ts";
import type { PlanWriter } from "./plan-writer.ts";

/** `runDeductible` as a program; no amount per bill is an amount without end. */
export function writeDeductible(
  write: PlanWriter,
  { amount_fen, repeat, limits }: BoundDeductible,
  looksAtAdmission: boolean,
): void {
  write.line("{");
  write.line(`let due = ${amount_fen === null ? "Infinity" : write.value(amount_fen)};`);
  if (repeat !== null) {
    const counted = write.used(repeat.counter);
    if (amount_fen !== null && repeat.amount_fen !== null) {
      write.line(`let counted = ${counted};`);
      if (looksAtAdmission) {
        // A part of a stay looks where its admission was counted, if anything was.
        write.line("if (!counts && admittedAt[stay] >= 0) {");
        write.line(`counted = ${write.usedIn("admittedAt[stay]", repeat.counter)} || counted;`);
        write.line("}");
      }
      write.line(`if (counted > (counts ? 0 : 1)) due = ${write.value(repeat.amount_fen)};`);
    }
  }
  if (amount_fen !== null) write.line("due = Math.max(0, due - charged);");
  for (const { accumulator, limit_fen } of limits) {
    if (limit_fen === null) continue;
    const room = `Math.max(0, ${write.value(limit_fen)} - ${write.used(accumulator)})`;
    write.line(`due = Math.min(due, ${room});`);
  }
  write.line("const borne = Math.min(payable, due);");
  write.line("payable -= borne;");
  write.line("deductible += borne;");
  for (const { accumulator } of limits) write.line(`${write.used(accumulator)} += borne;`);
  if (repeat !== null) write.line(`if (counts) ${write.used(repeat.counter)} += 1;`);
  write.line("}");
}
