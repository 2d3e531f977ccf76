import { expect, test } from "vitest";
import { parseChart, statutoryChart } from "./chart-file.ts";
import { ACCOUNT_CODES } from "./chart-of-accounts.ts";

test("the chart has every account that the program posts to, each with its source", () => {
  const chart = statutoryChart();
  const codes = chart.map((line) => line.code);
  for (const code of Object.values(ACCOUNT_CODES)) expect(codes).toContain(code);
  expect(chart.find((line) => line.code === "5001")).toMatchObject({
    name: "社会保险待遇支出",
    class: "expense",
    side: "debit",
    document: "财会〔2017〕28号",
    basis: "third-party",
  });
});

const LINE = "{ code: '1001', name: 甲, class: asset, side: debit, document: 乙, basis: derived";

test.each([
  ["no list", "document: x"],
  ["a code that is no code", "accounts: [{ code: '10' }]"],
  ["an unknown class", "accounts: [{ code: '1001', name: 甲, document: 乙, class: money }]"],
  ["no confidence", `accounts: [${LINE} }]`],
  ["a code twice", `accounts: [${LINE}, confidence: low }, ${LINE}, confidence: low }]`],
])("a chart with %s is refused", (_, text) => {
  expect(() => parseChart(text)).toThrow(
    expect.objectContaining({ code: "LEDGER-CHART-MALFORMED" }),
  );
});
