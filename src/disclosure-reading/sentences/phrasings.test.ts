import fc from "fast-check";
import { expect, test } from "vitest";
import { facts } from "./fixtures/told.ts";

// Goal: whatever the figures are and however they are printed, a phrasing gives them back.

/** Figures as printed: of money in one unit, of a percentage, of things. */
interface Figures {
  readonly money: readonly string[];
  readonly rates: readonly string[];
  readonly counts: readonly string[];
}

interface Phrasing {
  readonly heading: string;
  text(figures: Figures, goes: Goes): string;
  /** Addresses; `m0` is the first figure of money, `r0` and `c0` of the others; `±` is signed. */
  readonly addresses: readonly string[];
}

/** Words of a change. */
interface Goes {
  readonly changed: string;
  readonly rated: string;
  readonly is_down: boolean;
}

const GOES: readonly Goes[] = [
  { changed: "增加", rated: "增长", is_down: false },
  { changed: "增加", rated: "上升", is_down: false },
  { changed: "减少", rated: "下降", is_down: true },
  { changed: "减少", rated: "降低", is_down: true },
  { changed: "减少", rated: "减少", is_down: true },
];

const PHRASINGS: readonly Phrasing[] = [
  {
    heading: "一、收入支出决算总体情况说明",
    text: ({ money: [a, b], rates: [p] }, { changed, rated }) =>
      `2023年度收、支总计${a}。与上年相比，${changed}${b}，${rated}${p}，主要是因为项目变化。`,
    addresses: [
      "overview[income-grand].amount m0",
      "overview[income-grand].change ±m1",
      "overview[income-grand].change-rate ±r0",
    ],
  },
  {
    heading: "三、支出决算情况说明",
    text: ({ money: [a, b, c], rates: [p, q] }) =>
      `本年支出合计${a}，其中：基本支出${b}，占${p}；项目支出${c}，占本年支出合计的${q}。`,
    addresses: [
      "spending[total].amount m0",
      "spending[basic].amount m1",
      "spending[basic].share r0",
      "spending[project].amount m2",
      "spending[project].share r1",
    ],
  },
  {
    heading: "（三）一般公共预算财政拨款支出决算具体情况",
    text: ({ money: [a, b], rates: [p] }) =>
      `1、住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为${a}，支出决算为${b}，` +
      `完成年初预算的${p}。决算数与预算数不同的主要原因是人员变动${a}。`,
    addresses: [
      "general[2210201].budget m0",
      "general[2210201].actual m1",
      "general[2210201].completion r0",
    ],
  },
  {
    heading: "七、“三公”经费财政拨款支出决算情况说明",
    text: ({ money: [a, b, c], rates: [p, q] }, { changed, rated }) =>
      `公务接待费支出预算为${a}，支出决算为${b}，完成预算的${p}，决算数小于预算数的主要原因是厉行节约，` +
      `与上年相比${changed}${c}，${rated}${q}。`,
    addresses: [
      "three-public[reception].budget m0",
      "three-public[reception].actual m1",
      "three-public[reception].completion r0",
      "three-public[reception].change ±m2",
      "three-public[reception].change-rate ±r1",
    ],
  },
  {
    heading: "（三）“三公”经费实物量情况",
    text: ({ counts: [a, b, c, d] }) =>
      `因公出国（境）团组${a}个，累计${b}人次；国内公务接待${c}批次、${d}人次。`,
    addresses: [
      "three-public-counts[abroad-groups].count c0个",
      "three-public-counts[abroad-people].count c1人次",
      "three-public-counts[reception-groups].count c2批次",
      "three-public-counts[reception-people].count c3人次",
    ],
  },
  {
    heading: "（一）机关运行经费支出情况",
    text: ({ money: [a, b], rates: [p] }, { changed, rated }) =>
      `某某市财政局2023年度机关运行经费支出${a}（其中办公费等），比2022年度${changed}${b}，${rated}${p}。`,
    addresses: [
      "operating[total].amount m0",
      "operating[total].change ±m1",
      "operating[total].change-rate ±r0",
    ],
  },
  {
    heading: "（二）政府采购支出情况",
    text: ({ money: [a, b, c, d], rates: [p] }) =>
      `政府采购支出总额${a}，其中：货物支出${b}、工程支出${c}、服务支出${d}。` +
      `服务采购授予中小企业合同金额占服务支出金额的${p}。`,
    addresses: [
      "procurement[total].amount m0",
      "procurement[goods].amount m1",
      "procurement[works].amount m2",
      "procurement[services].amount m3",
      "procurement[services-small-medium].share r0",
    ],
  },
];

const money = fc
  .record({
    fen: fc.integer({ min: 0, max: 999_999_999 }),
    decimals: fc.integer({ min: 0, max: 2 }),
    isGrouped: fc.boolean(),
    space: fc.constantFrom("", " "),
    unit: fc.constantFrom("万元", "元"),
  })
  .map(({ fen, decimals, isGrouped, space, unit }) => {
    const whole = String(Math.floor(fen / 100));
    const grouped = isGrouped ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
    const rest =
      decimals === 0
        ? ""
        : `.${String(fen % 100)
            .padStart(2, "0")
            .slice(0, decimals)}`;
    return `${space}${grouped}${rest}${space}${unit}`;
  });

const rate = fc
  .tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 2 }))
  .map(([value, decimals]) => `${(value / 100).toFixed(decimals)}%`);

test("every phrasing gives its figures back, at their addresses and with their signs", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PHRASINGS),
      fc.array(money, { minLength: 4, maxLength: 4 }),
      fc.array(rate, { minLength: 2, maxLength: 2 }),
      fc.array(fc.nat({ max: 9_999 }).map(String), { minLength: 4, maxLength: 4 }),
      fc.constantFrom(...GOES),
      async ({ heading, text, addresses }, moneys, rates, counts, goes) => {
        const figures = { money: moneys, rates, counts };
        const found = await facts(heading, text(figures, goes));
        expect(found).toEqual(addresses.map((one) => expected(one, figures, goes)));
      },
    ),
    { numRuns: 300 },
  );
});

function expected(address: string, figures: Figures, goes: Goes): string {
  const [at, wanted = ""] = address.split(" ");
  const match = /^(±?)([mrc])(\d)(.*)$/.exec(wanted) as RegExpExecArray;
  const of = { m: figures.money, r: figures.rates, c: figures.counts }[match[2] as "m" | "r" | "c"];
  const text = (of[Number(match[3])] as string).replaceAll(" ", "") + match[4];
  const isZero = !/[1-9]/.test(text);
  const minus = match[1] === "±" && goes.is_down && !isZero ? "-" : "";
  return `${at} ${minus}${text}`;
}
