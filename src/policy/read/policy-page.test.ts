import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { CivilDate } from "../../kernel/index.ts";
import { CHILD_HEAD, regionFromTexts, versionLine } from "../fixtures/pack-text.ts";
import { loadRegion, policyPages, type Region } from "../index.ts";
import { billSlices } from "./bill-picture.ts";
import { LANGUAGES } from "./language.ts";
import { pictureOn } from "./policy-picture.ts";
import { workedExamples } from "./worked-examples.ts";

// Goal: a citizen's page says what the pack says and nothing of its own, can be read without a
// network, and no text of a pack can become a part of the page's making.

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "..", "fixtures");
const GOOD = readFileSync(join(FIXTURES, "100000-good", "pack.yaml"), "utf8");
const DAY = "2025-06-01" as CivilDate;
const HENGYANG = loadRegion("430400");
const PAGES = {
  zh: policyPages(HENGYANG, DAY),
  en: policyPages(HENGYANG, DAY, { language: "en" }),
};

function page(region: Region, name: string, language: "zh" | "en" = "zh"): string {
  const benefit = name === "index.html" ? null : name.replace(".html", "");
  const pages = policyPages(region, DAY, { language, benefit });
  return pages.find(({ path }) => path === name)?.html ?? "";
}

describe("the pages of the shipped region", () => {
  const inpatient = page(HENGYANG, "employee-inpatient.html");

  test("one for each benefit and an index that links them all", () => {
    const pages = PAGES.zh;
    const [index, ...others] = pages;
    expect(index?.path).toBe("index.html");
    expect(others.length).toBe(pictureOn(HENGYANG, DAY).benefits.size);
    for (const { path } of others) expect(index?.html).toContain(`href="${path}"`);
  });

  test("say whom for, where, from when, by what, and that a value is unverified", () => {
    for (const words of ["职工基本医疗保险", "普通住院", "2022-09-01 起", "衡政发〔2022〕14号"]) {
      expect(inpatient).toContain(words);
    }
    expect(inpatient).toMatch(/1,200 元 <span class="mark">待核实<\/span>/);
    expect(inpatient).toContain("标有“待核实”的数值");
    expect(inpatient).toContain("全部自费");
    expect(inpatient).toContain("（原文未见）");
  });

  test("the index and the foot of each page count the unverified values alike", () => {
    const [index, ...others] = PAGES.zh;
    for (const { path, html } of others) {
      const row = index?.html.split("<tr>").find((one) => one.includes(`href="${path}"`)) ?? "";
      const counted = /本页数值 \d+ 个，其中待核实 (\d+) 个/.exec(html)?.[1] ?? "0";
      expect(row, path).toMatch(new RegExp(`<td[^>]*>${counted}</td>`));
    }
    expect(inpatient).toMatch(/本页数值 \d+ 个，其中待核实 [1-9]\d* 个/);
    expect(PAGES.zh.map(({ html }) => html).join("")).not.toContain("暂定数值");
  });

  test("give the rows of the benefit's own scheme, equal rows together", () => {
    const chronic = page(HENGYANG, "resident-chronic.html");
    expect(chronic).toMatch(/门诊慢特病支付比例（一般病种）<\/th><td class="n">70%/);
    expect(page(HENGYANG, "employee-chronic.html")).toMatch(/（一般病种）<\/th><td class="n">80%/);
    expect(chronic).toContain('<th scope="row">特困、孤儿</th>');
  });

  test("are the same bytes each time, in both languages, and fetch nothing", () => {
    for (const language of LANGUAGES) {
      const pages = PAGES[language];
      const again = { language, benefit: "resident-chronic" };
      const [, one] = policyPages(loadRegion("430400"), DAY, again);
      expect(pages).toContainEqual(one);
      for (const { html } of pages) {
        expect(html).not.toMatch(/<script|<link|<img|@import|url\(|https?:|src=/);
        expect(html).not.toMatch(/undefined|NaN|\[object/);
      }
    }
  });

  test("in English they speak English, but for names", () => {
    const english = page(HENGYANG, "employee-inpatient.html", "en");
    expect(english).toContain("<h2>What is paid</h2>");
    expect(english).toContain('<span class="mark">unverified</span>');
    expect(english).not.toContain("not verified");
    const heads = [...english.matchAll(/<(?:th|h2|h3|dt)[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(heads.length).toBeGreaterThan(40);
    expect(heads.join(" ")).not.toMatch(/\p{Script=Han}/u);
  });

  test("stand for one benefit when one is asked for, and for none that is not there", () => {
    const pages = policyPages(HENGYANG, DAY, { benefit: "resident-outpatient" });
    expect(pages.map(({ path }) => path)).toEqual(["index.html", "resident-outpatient.html"]);
    const none = () => policyPages(HENGYANG, DAY, { benefit: "dental" });
    expect(none).toThrow(expect.objectContaining({ code: "POLICY-UNKNOWN-BENEFIT" }));
  });
});

test("what changed and what will change stands on the page with its day", () => {
  const cap = (...versions: string[]) =>
    `parameters:\n  cap:\n    title: 年度限额\n    unit: yuan\n    versions:\n${versions.join("")}`;
  const region = regionFromTexts(
    GOOD,
    CHILD_HEAD +
      cap(versionLine("2025-01-01", null, "120000"), versionLine("2026-01-01", null, "150000")),
  );
  const html = page(region, "inpatient.html");
  expect(html).toContain("最近一次 · 2025-01-01");
  expect(html).toContain("年度限额由 100,000 元提高到 120,000 元");
  expect(html).toContain("下一次 · 2026-01-01");
  expect(html).toContain("年度限额由 120,000 元提高到 150,000 元");
  expect(page(region, "index.html")).toContain("<td>2026-01-01</td>");
});

test("no text of a pack becomes markup", () => {
  const nasty = `<script>alert("1")</script>&'`;
  const text = GOOD.replaceAll("title: 住院\n", `title: ${JSON.stringify(nasty)}\n`)
    .replaceAll("title: 年度限额", `title: ${JSON.stringify(nasty)}`)
    .replaceAll("clause: 第三条", `clause: ${JSON.stringify(nasty)}`);
  for (const { html } of policyPages(regionFromTexts(text), DAY)) {
    expect(html).not.toContain("<script>");
    expect(html).not.toContain('alert("1")');
  }
  expect(page(regionFromTexts(text), "inpatient.html")).toContain("&lt;script&gt;");
});

test("each benefit has a file of its own, whatever the pack calls it", () => {
  for (const [name, path] of [
    ["index", "index-.html"],
    ["住院 ../x", "住院----x.html"],
  ]) {
    const text = GOOD.replace("\n  inpatient:\n", `\n  ${JSON.stringify(name)}:\n`);
    const pages = policyPages(regionFromTexts(text), DAY);
    expect(pages.map((one) => one.path)).toEqual(["index.html", path]);
    expect(pages[0]?.html).toContain(`href="${encodeURIComponent(path as string)}"`);
  }
});

describe("worked examples", () => {
  const picture = pictureOn(HENGYANG, DAY);
  const all = [...picture.benefits.values()].map((one) => ({
    name: one.benefit.name,
    examples: workedExamples(picture, one, "zh"),
  }));

  test("come from the pack: below the deductible, each level, the limit, a poor person", () => {
    const ids = all.find(({ name }) => name === "resident-inpatient")?.examples.map(({ id }) => id);
    for (const id of [
      "below-deductible",
      "above-deductible",
      "usual primary",
      "usual level3",
      "again",
      "limit",
      "threshold",
      "identity low-income",
      "place referred",
    ]) {
      expect(ids).toContain(id);
    }
  });

  test("every benefit has some, and their slices are the whole bill", () => {
    for (const { name, examples } of all) {
      expect(examples.length, name).toBeGreaterThan(0);
      for (const { split, title } of examples) {
        const slices = billSlices(HENGYANG, split, "zh");
        let sum = 0;
        for (const { amount_fen } of slices) sum += amount_fen;
        expect(sum, title).toBe(split.total_fen);
        expect(slices.every(({ amount_fen }) => amount_fen > 0)).toBe(true);
      }
    }
  });

  test("follow the values: another deductible makes other bills", () => {
    const other = regionFromTexts(GOOD.replaceAll("other: 1000", "other: 800"));
    const titles = (region: Region) => {
      const on = pictureOn(region, DAY);
      const [one] = [...on.benefits.values()];
      return one === undefined ? [] : workedExamples(on, one, "zh").map(({ title }) => title);
    };
    expect(titles(regionFromTexts(GOOD))).toContain("二级普通住院，费用 800 元，没有到起付线");
    expect(titles(other)).toContain("二级普通住院，费用 640 元，没有到起付线");
  });
});
