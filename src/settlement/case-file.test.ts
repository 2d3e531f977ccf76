import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fenFromYuan } from "../kernel/index.ts";
import { regionsFolder } from "../policy/index.ts";
import type { BillAnswer } from "./case-answer.ts";
import { settleCaseFile } from "./case-file.ts";

// Goal: every worked example, as a clerk wrote it, comes out to the fen and explains itself.
const folder = join(regionsFolder(), "430400-hengyang", "cases");
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

describe("cases of Hengyang", () => {
  test("are all there", () => expect(files.length).toBeGreaterThan(35));

  test.each(files)("%s", (file) => {
    const answer = settleCaseFile(join(folder, file), null);
    expect(answer.differs).toEqual([]);
    for (const bill of answer.bills) expectStepsToReAdd(bill);
  });
});

/** Steps with the same target re-add to that figure of the answer. */
function expectStepsToReAdd(bill: BillAnswer): void {
  const sums = new Map<string, number>();
  for (const { to, result } of bill.steps) {
    sums.set(to, (sums.get(to) ?? 0) + fenFromYuan(result));
  }
  const figure = (field: string) => fenFromYuan(bill.setlinfo[field] as string);
  const sum = (to: string) => sums.get(to) ?? 0;
  expect(sum("full_self")).toBe(figure("fulamt_ownpay_amt"));
  expect(sum("over_limit")).toBe(figure("overlmt_selfpay"));
  expect(sum("first_self")).toBe(figure("preselfpay_amt"));
  expect(sum("deductible")).toBe(figure("act_pay_dedc"));
  for (const row of bill.setldetail) {
    expect(sum(`fund:${row.fund_pay_type}`)).toBe(fenFromYuan(row.fund_payamt as string));
  }
  const account = sum("account:own") + sum("account:mutual");
  expect(account).toBe(figure("acct_pay"));
  for (const step of bill.steps) {
    expect(step.document).not.toBe("");
    expect(step.clause).not.toBe("");
  }
}
