import type { Considered } from "../benefit.ts";
import type { PlanWriter } from "./plan-writer.ts";

/** `Pot` as a program: the name of what a layer looks at, and whether looking uses it up. */
export const POT_NAMES: Readonly<Record<Considered, { name: string; taken: boolean }>> = {
  payable: { name: "payable", taken: true },
  "over-cap": { name: "beyond", taken: true },
  "personal-in-scope": { name: "personal", taken: false },
  "paid-alone": { name: "alone", taken: false },
};

/** `pay` as a program: books `paid` and takes it off the pot it came from. */
export function writePayment(write: PlanWriter, fund: string, considers: Considered): void {
  write.line(`${write.paid(fund)} += paid;`);
  write.line(
    considers === "paid-alone" ? "alone -= paid;" : "personal = Math.max(0, personal - paid);",
  );
}
