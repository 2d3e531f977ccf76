import { Type } from "typebox";
import { type TrialBalanceRow, trialBalance } from "../../ledger/index.ts";
import { dayOrNull, Fen, Text, todayOf } from "../agency/fields.ts";
import { listRoute } from "../list-route.ts";
import { type Context, route } from "../route.ts";
import { sortedBy } from "./books.routes.ts";
import { poolTitle } from "./finance-words.ts";

/** 试算平衡表 of any day. */

const FILTERS = {
  book: Type.Optional(Type.Enum(["funds", "department"])),
  region: Type.Optional(Type.String({ pattern: "^\\d{6}$", description: "统筹区编码" })),
  pool: Type.Optional(Type.String({ maxLength: 80, description: "基金，或预算明细" })),
  from: Type.Optional(
    Type.String({ maxLength: 10, description: "发生额自哪天起，默认当年1月1日" }),
  ),
  date: Type.Optional(Type.String({ maxLength: 10, description: "截至哪天（含），默认今天" })),
};

interface Chosen {
  readonly book?: "funds" | "department";
  readonly region?: string;
  readonly pool?: string;
  readonly from?: string;
  readonly date?: string;
}

/** The rows that were asked for, with the days they are of. @throws YibaoError DATE-… */
async function trialRows({ read, house, now }: Context, asked: Chosen) {
  const { book = "funds", region = house.region.value.code, pool } = asked;
  const date = dayOrNull(asked.date, "date") ?? todayOf(now);
  const from = dayOrNull(asked.from, "from");
  const options = { book, region, date, ...(from === null ? {} : { from }) };
  const found = await read((runner) => trialBalance(runner, options));
  const rows = found.rows.filter((row) => pool === undefined || row.pool === pool);
  return { from: found.from, date, rows };
}

function shown(row: TrialBalanceRow, context: Context) {
  const { zh, en } = poolTitle(context.house.region.value, row.pool);
  const { account_no, pool, code, name, class: kind, opening_fen, debit_fen, credit_fen } = row;
  return {
    ...{ account_no, pool, pool_title: zh, pool_title_en: en, code, name, class: kind },
    ...{ opening_fen, debit_fen, credit_fen, closing_fen: row.closing_fen },
    closing_debit_fen: Math.max(row.closing_fen, 0),
    closing_credit_fen: Math.max(-row.closing_fen, 0),
  };
}

const list = listRoute({
  path: "/api/v1/ledger/trial-balance",
  title: "试算平衡表",
  right: "ledger.read",
  filters: FILTERS,
  row: {
    account_no: Type.Integer(),
    pool: Text,
    pool_title: Text,
    pool_title_en: Text,
    code: Text,
    name: Text,
    class: Text,
    opening_fen: Fen,
    debit_fen: Fen,
    credit_fen: Fen,
    closing_fen: Fen,
    closing_debit_fen: Fen,
    closing_credit_fen: Fen,
  },
  columns: [
    { key: "pool_title", title: "基金", kind: "text" },
    { key: "code", title: "科目编码", kind: "text" },
    { key: "name", title: "科目", kind: "text" },
    { key: "opening_fen", title: "期初余额（借正贷负）", kind: "amount" },
    { key: "debit_fen", title: "本期借方", kind: "amount" },
    { key: "credit_fen", title: "本期贷方", kind: "amount" },
    { key: "closing_debit_fen", title: "期末借方", kind: "amount" },
    { key: "closing_credit_fen", title: "期末贷方", kind: "amount" },
  ],
  sortable: ["code", "debit_fen", "credit_fen", "closing_fen"],
  rows: async (context, filters, { offset, limit, sort }) => {
    const { rows } = await trialRows(context, filters as Chosen);
    const sorted = sort === null ? rows : sortedBy(rows, sort);
    const page = sorted.slice(offset, offset + limit).map((row) => shown(row, context));
    return { rows: page, total: rows.length };
  },
});

const totals = route({
  method: "GET",
  path: "/api/v1/ledger/trial-balance/totals",
  title: "试算平衡表合计",
  right: "ledger.read",
  query: Type.Object(FILTERS),
  answer: Type.Object({
    from: Text,
    date: Text,
    accounts: Type.Integer(),
    debit_fen: Fen,
    credit_fen: Fen,
    closing_debit_fen: Fen,
    closing_credit_fen: Fen,
    /** Debit equals credit, of what moved and of what stands. */
    is_balanced: Type.Boolean(),
  }),
  handle: async (context, { query }) => {
    const { rows, from, date } = await trialRows(context, query as Chosen);
    const lines = rows.map((row) => shown(row, context));
    const sum = (key: "debit_fen" | "credit_fen" | "closing_debit_fen" | "closing_credit_fen") =>
      lines.reduce((all, row) => all + row[key], 0);
    const debit_fen = sum("debit_fen");
    const credit_fen = sum("credit_fen");
    const closing_debit_fen = sum("closing_debit_fen");
    const closing_credit_fen = sum("closing_credit_fen");
    return {
      ...{ from, date, accounts: lines.length },
      ...{ debit_fen, credit_fen, closing_debit_fen, closing_credit_fen },
      is_balanced: debit_fen === credit_fen && closing_debit_fen === closing_credit_fen,
    };
  },
});

export const TRIAL_ROUTES = [list, totals];
