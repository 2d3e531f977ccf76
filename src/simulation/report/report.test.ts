import { describe, expect, test } from "vitest";
import type { SimulationResult } from "../outcome/simulation-result.ts";
import { sampleResult, unchangedResult } from "./fixtures/sample-result.ts";
import { reportPage } from "./report.ts";

// Goal: the page says what the result says, all of it and nothing else; it stands alone; no text of
// a change gets out of its place. Method: the page is taken apart by its own tags.

const page = reportPage(sampleResult());

/** Text of a piece of the page, as a reader has it. */
function text(markup: string): string {
  return markup
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
}

function section(markup: string, id: string): string | null {
  return new RegExp(`<section id="${id}">[\\s\\S]*?</section>`).exec(markup)?.[0] ?? null;
}

function cells(markup: string, caption: string): string[][] {
  const tables = markup.match(/<table[\s\S]*?<\/table>/g) ?? [];
  const found = tables.find((one) =>
    text(/<caption>.*<\/caption>/.exec(one)?.[0] ?? "").includes(caption),
  );
  if (found === undefined) throw new Error(`No table ${caption}`);
  const rows = found.match(/<tr>[\s\S]*?<\/tr>/g) ?? [];
  return rows.map((row) =>
    (row.match(/<t[hd][ >][\s\S]*?<\/t[hd]>/g) ?? []).map((cell) => text(cell).trim()),
  );
}

const EMPTY_ELEMENTS = new Set(["meta", "!doctype"]);

/** The first tag that does not fit, or null: elements closed in order, attributes quoted. */
function misfit(markup: string): string | null {
  const open: string[] = [];
  const tag = /<(\/?)([!a-zA-Z][\w:]*)((?:\s+[\w:-]+(?:="[^"<>]*")?)*)\s*(\/?)>|</g;
  for (const [whole, closing, name, , empty] of markup.matchAll(tag)) {
    if (name === undefined) return `unescaped ${whole}`;
    if (EMPTY_ELEMENTS.has(name.toLowerCase()) || empty === "/") continue;
    if (closing === "") open.push(name);
    else if (open.pop() !== name) return whole;
  }
  return open.at(-1) ?? null;
}

describe("standing alone", () => {
  test("well formed, and the check would see it if not", () => {
    expect(misfit(page)).toBeNull();
    expect(misfit(reportPage(unchangedResult()))).toBeNull();
    expect(misfit("<p><b>x</p></b>")).toBe("</p>");
    expect(misfit("<p>1 < 2</p>")).toBe("unescaped <");
  });

  test("no script, nothing fetched, one style sheet and no style of an element", () => {
    expect(page).not.toMatch(/<(script|link|img|iframe|object|image)\b/i);
    expect(page).not.toMatch(/\s(style|on\w+|src)=/i);
    expect(page.match(/<style/g)).toHaveLength(1);
    const references = [...page.matchAll(/\s(?:xlink:)?href="([^"]*)"/g)].map(([, to]) => to);
    expect(references.length).toBeGreaterThan(0);
    for (const to of references) expect(to).toMatch(/^#/);
    expect(page).not.toMatch(/url\((?!#)/);
    expect(page).not.toMatch(/https?:/);
  });

  test("the same result gives the same bytes, whatever was drawn before", () => {
    reportPage(unchangedResult());
    expect(reportPage(sampleResult())).toBe(page);
    expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
  });

  test("identifiers are unique and every reference has its target", () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id as string);
    expect(new Set(ids).size).toBe(ids.length);
    const wanted = [
      ...[...page.matchAll(/(?:href="#|url\(#)([^")]*)/g)].map(([, id]) => id as string),
      ...[...page.matchAll(/aria-labelledby="([^"]*)"/g)].flatMap(([, list]) =>
        (list as string).split(" "),
      ),
    ];
    for (const id of wanted) expect(ids).toContain(id);
  });

  test("text from a change stays text", () => {
    const bad = `<script>alert("1")</script>'&`;
    const sample = sampleResult();
    const named = { ...sample.pools[0], name: bad, pool: bad } as (typeof sample.pools)[number];
    const attacked = reportPage({
      ...sample,
      title: bad,
      changes: [bad],
      remarks: [bad],
      region: { code: bad, name: bad },
      pools: [named],
      funds: sample.funds.map((fund) => ({ ...fund, name: bad })),
      solved: sample.solved && { ...sample.solved, title: bad, target: bad, note: bad },
      sensitivity: sample.sensitivity.map((one) => ({ ...one, title: bad, step: bad })),
      assumptions: [{ text: bad, value: bad, source: bad, unverified: true }],
      most_hurt: sample.most_hurt.map((one) => ({ ...one, pseudonym: bad })),
      projection: sample.projection && {
        ...sample.projection,
        first_deficit: [{ pool: "employee-pooled", name: bad, before: null, after: null }],
      },
      groups: {
        ...sample.groups,
        identity: sample.groups.identity.map((one) => ({ ...one, title: bad })),
      },
    });
    expect(attacked).not.toMatch(/<script/i);
    expect(misfit(attacked)).toBeNull();
    expect(text(attacked)).toContain(bad);
  });
});

describe("sections", () => {
  const present = (result: SimulationResult) =>
    [...reportPage(result).matchAll(/<section id="([^"]*)"/g)].map(([, id]) => id);

  test("all where all is known, in the table of contents too", () => {
    const all = ["solve", "funds", "groups", "people", "sensitivity", "confidence", "years"];
    expect(present(sampleResult())).toEqual(["glance", ...all, "grounds"]);
    const contents = [...page.matchAll(/<li><a href="#([^"]*)"/g)].map(([, id]) => id);
    expect(contents).toEqual([...all, "grounds"]);
  });

  test("none for what was not asked", () => {
    const less = sampleResult({ solved: null, sensitivity: [], projection: null });
    const shown = present(less);
    for (const id of ["solve", "sensitivity", "years"]) expect(shown).not.toContain(id);
    expect(reportPage(less)).not.toContain("今后十年");
  });

  test("headings go down one step at a time", () => {
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.slice(1).forEach((level, index) => {
      expect(level - (levels[index] as number)).toBeLessThanOrEqual(1);
    });
  });

  test("every picture is told in words, and every head says its direction", () => {
    const pictures = page.match(/<svg[\s\S]*?<\/svg>/g) ?? [];
    expect(pictures.length).toBeGreaterThan(10);
    for (const picture of pictures) {
      expect(picture).toMatch(/^<svg role="img" aria-labelledby="[\w-]+ [\w-]+"/);
      expect(picture).toMatch(/<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/);
      expect(picture).not.toMatch(/NaN|undefined|Infinity/);
    }
    expect(page).not.toMatch(/<th(?! scope="(col|row)")[ >]/);
    expect(page).toContain('<html lang="zh-CN">');
  });
});

describe("figures are those of the result", () => {
  test("at a glance", () => {
    const glance = text(section(page, "glance") ?? "");
    expect(glance).toContain("各基金合计少支出 12,000.00 元（−0.7%）");
    expect(glance).toContain("参保人合计多负担 12,000.00 元（+0.8%）");
    expect(glance).toContain("120 人多付，3 人少付，777 人不变");
    expect(glance).toContain("95% 置信区间 −14,001.00 元 至 −10,002.00 元");
    expect(glance).toContain("32.1 → 32.8 个月");
    expect(glance).toContain("控制区间 6–9 个月 待核实");
    expect(glance).toContain("165 → 172");
    expect(glance).toContain("超过 40%：39 → 40 人");
    expect(glance).toContain("95% 置信区间 +3 至 +11");
    expect(glance).toContain("1 项依据或假设 待核实");
  });

  test("funds and pools", () => {
    expect(cells(page, "各基金支出")).toEqual([
      ["基金", "原政策（万元）", "改变后（万元）", "变化（元）", "变化率"],
      ["职工统筹（虚构）", "108.00", "106.80", "−12,000.00", "−1.1%"],
      ["居民统筹（虚构）", "57.60", "57.60", "0.00", "0.0%"],
    ]);
    expect(cells(page, "年末可支付月数").map((row) => row.slice(-3))).toEqual([
      ["期末（万元）", "可支付（月）", "判断"],
      ["62.00", "32.1", "过高"],
      ["63.20", "32.8", "过高"],
      ["112.40", "−4.5", "过低，红色预警"],
    ]);
    expect(text(page)).toContain("逐月支出不受影响的：居民统筹（虚构）。");
  });

  test("mean change by level and income, of the cells", () => {
    expect(cells(page, "医院级别 × 收入").slice(1)).toEqual([
      ["二级", "−1.50", "—"],
      ["三级", "+5.00", "+565.00"],
    ]);
    expect(page).toContain('class="figure more4 few">+565.00');
    expect(page).toContain('class="figure less1">−1.50');
  });

  test("people", () => {
    expect(cells(page, "分位数")[2]).toEqual(["99%", "18,200.77", "18,426.49", "+225.72", "+1.2%"]);
    expect(cells(page, "灾难性支出")[1]).toEqual(["10%", "165", "172", "8", "1"]);
    expect(cells(page, "负担增加最多的 1 人")[1]?.slice(4)).toEqual([
      "27,582.91",
      "41,861.54",
      "43,601.54",
      "+1,740.00",
      "158%",
    ]);
  });

  test("what could be", () => {
    expect(cells(page, "试过的值")).toContainEqual(["9500 元（选定）", "5.78 个月"]);
    expect(section(page, "solve")).toContain("目标 6");
    const rows = cells(page, "各参数变动一步");
    expect(rows[2]?.slice(2)).toEqual(["−1,234.00", "+1,234.00"]);
    const step = { parameter: "x", title: "无关的值", step: "提高 1%", pools: [] };
    const still = { ...step, fund_change_fen: 0, person_change_fen: 0 };
    const more = reportPage(sampleResult({ sensitivity: [...sampleResult().sensitivity, still] }));
    expect(text(more)).toContain("变动一步没有影响的：无关的值。");
    expect(cells(page, "置信区间").at(1)?.slice(1)).toEqual([
      "−12,000.00 元",
      "−14,001.00 元",
      "−10,002.00 元",
    ]);
    expect(cells(page, "首个当期赤字")[1]).toEqual(["职工统筹（虚构）", "2028", "期内没有"]);
  });
});

test("names of any length, a province's sums and years of months", () => {
  const sample = sampleResult();
  const name = "非常长的名称".repeat(9);
  const month = (index: number) => `20${25 + Math.floor(index / 12)}-${String((index % 12) + 1)}`;
  const large = reportPage({
    ...sample,
    title: name,
    pools: sample.pools.map((pool) => ({
      ...pool,
      name,
      closing_after_fen: -123_456_789_012_345,
      reserve_after_thousandths: 1_234_567,
      months: Array.from({ length: 36 }, (_, index) => ({
        month: month(index).replace(/-(\d)$/, "-0$1"),
        income_before_fen: null,
        income_after_fen: null,
        spending_before_fen: 123_456_789_012_345 + index,
        spending_after_fen: 1 - index,
        balance_before_fen: null,
        balance_after_fen: null,
      })),
    })),
  });
  expect(misfit(large)).toBeNull();
  expect(large).not.toMatch(/NaN|undefined|Infinity/);
  expect(text(large)).toContain("1,234.6 »");
  expect(cells(large, "年末可支付月数")[2]?.[4]).toBe("−12,345.6789");
  expect(cells(large, "逐月收支").at(-1)?.[0]).toBe("2027-12");
});

describe("no change", () => {
  const plain = reportPage(unchangedResult());

  test("says so, and compares nothing", () => {
    expect(text(plain)).toContain("没有改变：按原政策把历史重算一遍。");
    expect(text(plain)).toContain("没有人少付，也没有人多付");
    expect(text(plain)).not.toContain("改变后");
    expect(section(plain, "confidence")).toBeNull();
    expect(section(plain, "groups")).not.toContain("<svg");
    expect(cells(plain, "各基金支出")[0]).toEqual(["基金", "支出（万元）"]);
  });

  test("a change that does nothing is not called no change", () => {
    const idle = reportPage({ ...unchangedResult(), changes: ["某值由 1 改为 1。"] });
    expect(text(idle)).toContain("这项改变没有影响任何一笔账单");
    expect(text(idle)).not.toContain("没有改变：");
  });

  test("a history without bills, people or balances still makes a page", () => {
    const empty = reportPage(
      sampleResult({
        changes: [],
        funds: [],
        pools: [],
        schemes: [],
        cells: [],
        groups: { insutype: [], hospital_level: [], age_band: [], identity: [], income_group: [] },
        distribution: { quantiles: [], steps: [] },
        catastrophic: [],
        most_hurt: [],
        sensitivity: [],
        solved: null,
        projection: null,
        reserve_band: null,
      }),
    );
    expect(misfit(empty)).toBeNull();
    expect(empty).not.toMatch(/NaN|undefined|Infinity/);
    expect(text(empty)).toContain("无法计算");
  });
});
