import { describe, expect, test } from "vitest";
import type { Finding } from "../disclosure/index.ts";
import { readDocument } from "../documents/index.ts";
import { checkDisclosure } from "./check-disclosure.ts";

/** A set of two tables in marked-up form, with what the comparison needs. */
function finalOf(year: number, opening: string, closing: string): string {
  const income = 1000;
  const spent = Number(opening) + income - Number(closing);
  const rows = [
    ["一、一般公共预算财政拨款收入", `${income}.00`, "一、一般公共服务支出", spent.toFixed(2)],
    ["本年收入合计", `${income}.00`, "本年支出合计", spent.toFixed(2)],
    ["年初结转和结余", opening, "年末结转和结余", closing],
    ["总计", (Number(opening) + income).toFixed(2), "总计", (Number(closing) + spent).toFixed(2)],
  ];
  const line = (cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  const head = [
    ["收入", "", "支出", ""],
    ["项目", "金额", "项目", "金额"],
  ];
  return [
    `<html><body><h1>临江省示例市审计局${year}年度部门决算</h1>`,
    `<p>收入支出决算总表</p><p>公开01表</p><p>部门：示例市审计局　单位：万元</p>`,
    `<table>${[...head, ...rows].map(line).join("")}</table>`,
    "</body></html>",
  ].join("\n");
}

function read(html: string, name: string) {
  return readDocument(new TextEncoder().encode(html), name);
}

async function told(opening: string, closing: string): Promise<readonly Finding[]> {
  const document = await read(finalOf(2023, opening, "60.00"), "2023.html");
  const against = await read(finalOf(2022, "40.00", closing), "2022.html");
  return checkDisclosure(document, { against }).findings.filter(({ rule, merged }) =>
    [rule, ...merged].some((one) => one.startsWith("A-Y-")),
  );
}

describe("against last year's final accounts", () => {
  test("what was left at the end of the year is there at the beginning of the next", async () => {
    expect(await told("50.00", "50.00")).toEqual([]);
  });

  test("an opening balance that was not last year's closing one", async () => {
    const findings = await told("55.00", "50.00");
    expect(findings.map(({ rule, outcome }) => `${rule} ${outcome}`)).toEqual(["A-Y-01 warn"]);
    expect(findings[0]?.where.row).toContain("年初结转");
  });

  test("a document of another year is not compared", async () => {
    const document = await read(finalOf(2023, "55.00", "60.00"), "2023.html");
    const against = await read(finalOf(2020, "40.00", "50.00"), "2020.html");
    const { findings } = checkDisclosure(document, { against });
    expect(findings.filter(({ rule }) => rule.startsWith("A-Y-"))).toEqual([]);
    expect(findings.filter(({ rule }) => rule === "AGAINST-OTHER")).toHaveLength(1);
  });

  test("a document of another unit is not compared, and that is said", async () => {
    const document = await read(finalOf(2023, "55.00", "60.00"), "2023.html");
    const other = finalOf(2022, "40.00", "50.00").replaceAll("审计局", "教育局");
    const { findings } = checkDisclosure(document, { against: await read(other, "2022.html") });
    expect(findings.filter(({ rule }) => rule.startsWith("A-Y-"))).toEqual([]);
    const [told] = findings.filter(({ rule }) => rule === "AGAINST-OTHER");
    expect(told).toMatchObject({ outcome: "unresolved" });
    expect(told?.message).toContain("另一个单位");
  });
});
