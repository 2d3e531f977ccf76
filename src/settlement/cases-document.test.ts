import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import {
  type CivilDate,
  type Fen,
  type Ppm,
  percentFromPpm,
  type YibaoError,
  yuanFromFen,
} from "../kernel/index.ts";
import {
  allowedValues,
  loadRegion,
  optionNames,
  plainCell,
  type Region,
  regionsFolder,
} from "../policy/index.ts";
import { readCase } from "./case.ts";
import { settleCaseFile } from "./case-file.ts";

// Goal: docs/cases.md never says what is not so. Method: its example is run; each of its tables
// is compared with what the program accepts and with what the shipped packs hold.

const PATH = join(dirname(regionsFolder()), "docs", "cases.md");
const DOCUMENT = readFileSync(PATH, "utf8");
const REGION = loadRegion("430400");
const DAY = "2024-01-01" as CivilDate;

test("its example settles as it says", () => {
  const [, yaml = ""] = /```yaml\n(.*?)```/s.exec(DOCUMENT) ?? [];
  const folder = mkdtempSync(join(tmpdir(), "case-"));
  const forms = [
    ["mine.yaml", yaml],
    ["mine.json", JSON.stringify(parse(yaml))],
  ] as const;
  for (const [name, text] of forms) {
    writeFileSync(join(folder, name), text);
    const answer = settleCaseFile(join(folder, name), null);
    expect(answer.differs).toEqual([]);
    expect(answer.bills).toHaveLength(3);
    expect(answer.overridden).toEqual(["void_rule"]);
  }
  rmSync(folder, { recursive: true });
});

const PERSON = { insutype: "310", status: "working" };
const BILL = { id: "b1", date: "2023-03-01", med_type: "21", hospital_level: "level3" };

/** A case that is wrong in one place only, and what is said of it. */
function refusal(more: object): string {
  const whole = { person: PERSON, bills: [{ ...BILL, total: 1 }], ...more };
  try {
    readCase(whole, REGION);
  } catch (error) {
    return (error as YibaoError).message;
  }
  throw new Error("nothing was refused");
}

function inPerson(more: object): object {
  return { person: { ...PERSON, ...more } };
}

function inBill(more: object): object {
  return { bills: [{ ...BILL, ...more }] };
}

/** Rows of the table that follows a mark, cell by cell. */
function rows(mark: string): string[][] {
  const [, after = ""] = DOCUMENT.split(`<!-- ${mark} -->\n`);
  return (after.split("\n\n")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map((cells) => cells.slice(1, -1));
}

function listed(message: string): string[] {
  const [, names = ""] = /(?:此处可用|可用的值)：(.*)$/.exec(message) ?? [];
  return names.split("、");
}

describe("every field that is accepted, and no other, is in the table of", () => {
  test.each([
    ["case", { x: 1 }],
    ["person", inPerson({ x: 1 })],
    ["identity", inPerson({ identities: [{ x: 1 }] })],
    ["account", inPerson({ account: { x: 1 } })],
    ["bill", inBill({ x: 1 })],
    ["line", inBill({ lines: [{ x: 1 }] })],
  ])("%s", (table, wrong) => {
    const told = rows(`fields: ${table}`).map(([name]) => name?.replaceAll("`", ""));
    expect(told.sort()).toEqual(listed(refusal(wrong)).sort());
  });
});

describe("every value that is accepted is told for", () => {
  test.each([
    ["person", "insutype", inPerson({ insutype: "x" })],
    ["person", "status", inPerson({ status: "x" })],
    ["identity", "kind", inPerson({ identities: [{ kind: "x" }] })],
    ["bill", "hospital_level", inBill({ hospital_level: "x" })],
    ["bill", "place", inBill({ place: "x", total: 1 })],
    ["bill", "use_account", inBill({ use_account: "x", total: 1 })],
    ["line", "class", inBill({ lines: [{ amount: 1, class: "x" }] })],
    ["line", "paid_alone", inBill({ lines: [{ amount: 1, class: "A", paid_alone: "x" }] })],
  ])("%s: %s", (table, field, wrong) => {
    const row = rows(`fields: ${table}`).find(([name]) => name === `\`${field}\``);
    expect(row?.[2]).toContain(listed(refusal(wrong)).join("、"));
  });

  test("void: nothing but what the table says", () => {
    const bills = [
      { ...BILL, total: 1 },
      { id: "v", void: "b1", total: 1 },
    ];
    const row = rows("fields: bill").find(([name]) => name === "`void`");
    const accepted = listed(refusal({ bills })).filter((name) => name !== "void");
    for (const name of accepted) expect(row?.[2]).toContain(`\`${name}\``);
  });
});

// When a pack has changed: npx vitest run src/settlement/cases-document.test.ts -u
test("what is taken from the packs is what they hold", async () => {
  const tables = {
    "visit types": visitTypes(REGION),
    diseases: diseases(REGION),
    options: options(REGION),
  };
  let text = DOCUMENT;
  for (const [mark, table] of Object.entries(tables)) {
    const begin = `<!-- generated: ${mark} -->\n`;
    const [before = "", after = ""] = text.split(begin);
    text = `${before}${begin}${table}${after.slice(after.indexOf("<!-- end -->"))}`;
  }
  await expect(text).toMatchFileSnapshot(PATH);
});

function tableOf(head: readonly string[], body: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`);
  return `${lines.join("\n").replace("| --- |", "|---|").replaceAll(" --- |", "---|")}\n`;
}

function visitTypes({ benefits }: Region): string {
  const body = benefits.flatMap(({ title, insutypes, visit_types }) =>
    insutypes.map((insutype) => [insutype, visit_types.join("、"), title]),
  );
  return tableOf(["险种", "`med_type`", "待遇"], body.sort(byText));
}

function diseases(region: Region): string {
  const body = [...region.diseases.values()].map(({ code, name, aliases }) => {
    return [`\`${code}\``, `${name}（${aliases.join("、")}）`];
  });
  return tableOf(["`disease`", "名称"], body);
}

function options(region: Region): string {
  const body = optionNames(region).map((name) => {
    const parameter = region.parameters.get(name);
    if (!parameter) return [`\`${name}\``, "慢特病限额，见下", "一组值", ""];
    const { title } = parameter;
    return [`\`${name}\``, title, allowedValues(parameter), presentValue(region, name)];
  });
  return tableOf(["选项", "含义", "可用的值", "现值"], body);
}

function presentValue(region: Region, name: string): string {
  const { value } = plainCell(region, name, DAY);
  const unit = region.parameters.get(name)?.unit;
  if (unit === "yuan") return yuanFromFen(value as Fen);
  return unit === "ratio" ? percentFromPpm(value as Ppm) : String(value);
}

function byText(a: readonly string[], b: readonly string[]): number {
  return a.join() < b.join() ? -1 : 1;
}
