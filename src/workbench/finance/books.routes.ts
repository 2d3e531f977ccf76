import { Type } from "typebox";
import type { CivilDate } from "../../kernel/index.ts";
import { listBooks, summaryOfChain } from "../../ledger/index.ts";
import { Fen, Text, TextOrNull, todayOf } from "../agency/fields.ts";
import { regionWord } from "../explained/dictionary-word.ts";
import { listRoute } from "../list-route.ts";
import { route } from "../route.ts";
import { poolTitle } from "./finance-words.ts";
import { type FundBooks, fundBooks } from "./fund-books.ts";

/** The fund's books as they stand: what each pool has, took in and spent. */

const Region = Type.Optional(Type.String({ pattern: "^\\d{6}$", description: "统筹区编码" }));
const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, "0"));

const books = route({
  method: "GET",
  path: "/api/v1/ledger/books",
  title: "账套、统筹区与基金",
  right: "ledger.read",
  answer: Type.Object({
    books: Type.Array(
      Type.Object({
        book: Type.Enum(["funds", "department"]),
        region: Text,
        region_title: Text,
        /** Of the department's book none: it has one for each budget line. */
        pools: Type.Array(Type.Object({ pool: Text, title: Text, title_en: Text })),
      }),
    ),
  }),
  handle: async ({ read, house }) => {
    const found = await read(listBooks);
    return {
      books: found.map(({ book, region, pools }) => ({
        ...{ book, region, region_title: regionWord(region) },
        pools: (book === "funds" ? pools : []).map((pool) => {
          const { zh, en } = poolTitle(house.region.value, pool);
          return { pool, title: zh, title_en: en };
        }),
      })),
    };
  },
});

const Month = { income_fen: Fen, spending_fen: Fen };

const overview = route({
  method: "GET",
  path: "/api/v1/ledger/overview",
  title: "基金账总览",
  right: "ledger.read",
  query: Type.Object({ region: Region }),
  answer: Type.Object({
    region: Text,
    region_title: Text,
    day: Text,
    month: Text,
    pools: Type.Array(
      Type.Object({
        pool: Text,
        title: Text,
        title_en: Text,
        balance_fen: Fen,
        deposit_fen: Fen,
        payable_fen: Fen,
        payable_to_persons_fen: Fen,
        has_income: Type.Boolean(),
        month: Type.Object(Month),
        year: Type.Object(Month),
      }),
    ),
    chain: Type.Object({
      seals: Type.Integer(),
      entries: Type.Integer(),
      unsealed: Type.Integer(),
      last_seal_no: Type.Union([Type.Integer(), Type.Null()]),
      last_sealed_at: TextOrNull,
    }),
  }),
  handle: async (context, { query }) => {
    const region = query.region ?? context.house.region.value.code;
    const day = todayOf(context.now);
    const month = day.slice(0, 7);
    const pools = await fundBooks(context, region);
    const { last_hash: _, ...chain } = await context.read(summaryOfChain);
    return {
      ...{ region, region_title: regionWord(region), day, month },
      pools: pools.map(({ books: own, ...words }) => ({
        ...words,
        balance_fen: own.balance_fen,
        deposit_fen: own.deposit_fen,
        payable_fen: own.payable_fen,
        payable_to_persons_fen: own.payable_to_persons_fen,
        has_income: own.has_income,
        month: sumOf(own, month),
        year: sumOf(own, day.slice(0, 4)),
      })),
      chain: { ...chain, last_sealed_at: chain.last_sealed_at?.toISOString() ?? null },
    };
  },
});

/** Income and spending of the months that begin with a text: `2026`, `2026-10`. */
function sumOf({ months: known }: FundBooks["books"], beginning: string) {
  let income_fen = 0;
  let spending_fen = 0;
  for (const [month, one] of known) {
    if (!month.startsWith(beginning)) continue;
    income_fen += one.income_fen;
    spending_fen += one.spending_fen;
  }
  return { income_fen, spending_fen };
}

const YearText = Type.Optional(Type.String({ pattern: "^\\d{4}$", description: "2026" }));
const Twelve = Type.Array(Fen, { minItems: 12, maxItems: 12 });

const months = route({
  method: "GET",
  path: "/api/v1/ledger/months",
  title: "基金收支图",
  right: "ledger.read",
  query: Type.Object({ region: Region, year: YearText }),
  answer: Type.Object({
    region: Text,
    year: Text,
    /** In which something moved. */
    years: Type.Array(Text),
    pools: Type.Array(
      Type.Object({
        pool: Text,
        title: Text,
        title_en: Text,
        income_fen: Twelve,
        spending_fen: Twelve,
      }),
    ),
  }),
  handle: async (context, { query }) => {
    const region = query.region ?? context.house.region.value.code;
    const year = query.year ?? todayOf(context.now).slice(0, 4);
    const pools = await fundBooks(context, region);
    const years = new Set([year, ...pools.flatMap(({ books: own }) => yearsOf(own))]);
    return {
      ...{ region, year, years: [...years].toSorted().toReversed() },
      pools: pools
        .filter(({ books: own }) => yearsOf(own).includes(year))
        .map(({ books: own, ...words }) => ({
          ...words,
          income_fen: MONTHS.map((month) => own.months.get(`${year}-${month}`)?.income_fen ?? 0),
          spending_fen: MONTHS.map(
            (month) => own.months.get(`${year}-${month}`)?.spending_fen ?? 0,
          ),
        })),
    };
  },
});

function yearsOf({ months: known }: FundBooks["books"]): string[] {
  return [...known.keys()].map((month) => month.slice(0, 4));
}

const poolMonths = listRoute({
  path: "/api/v1/ledger/pool-months",
  title: "基金收支月报",
  right: "ledger.read",
  filters: {
    region: Region,
    year: YearText,
    pool: Type.Optional(Type.String({ maxLength: 60, description: "基金" })),
  },
  row: {
    month: Text,
    /** First and last day, for links to the days below. */
    from: Text,
    to: Text,
    pool: Text,
    title: Text,
    title_en: Text,
    income_fen: Fen,
    spending_fen: Fen,
    net_fen: Fen,
    balance_fen: Fen,
  },
  columns: [
    { key: "month", title: "月份", kind: "text" },
    { key: "title", title: "基金", kind: "text" },
    { key: "income_fen", title: "收入", kind: "amount" },
    { key: "spending_fen", title: "支出", kind: "amount" },
    { key: "net_fen", title: "当月结余", kind: "amount" },
    { key: "balance_fen", title: "月末结余", kind: "amount" },
  ],
  sortable: ["month", "income_fen", "spending_fen", "net_fen", "balance_fen"],
  rows: async (context, { region, year, pool }, { offset, limit, sort }) => {
    const pools = await fundBooks(context, region ?? context.house.region.value.code);
    const rows = pools.flatMap(({ books: own, ...words }) =>
      [...own.months].map(([month, one]) => ({
        ...{ month, from: `${month}-01`, to: lastDay(month), ...words, ...one },
        net_fen: one.income_fen - one.spending_fen,
      })),
    );
    const chosen = rows
      .filter((row) => year === undefined || row.month.startsWith(year))
      .filter((row) => pool === undefined || row.pool === pool);
    const sorted = sortedBy(chosen, sort ?? "-month");
    return { rows: sorted.slice(offset, offset + limit), total: sorted.length };
  },
});

function lastDay(month: string): CivilDate {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate())}` as CivilDate;
}

/** Rows by one of their members; equal ones stay in their order. */
export function sortedBy<Row extends object>(rows: readonly Row[], sort: string): readonly Row[] {
  const descending = sort.startsWith("-");
  const key = (descending ? sort.slice(1) : sort) as keyof Row;
  const sorted = rows.toSorted((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0));
  return descending
    ? rows.toSorted((a, b) => (a[key] > b[key] ? -1 : a[key] < b[key] ? 1 : 0))
    : sorted;
}

export const BOOKS_ROUTES = [books, overview, months, poolMonths];
