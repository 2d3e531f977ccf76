import { Type } from "typebox";
import { YibaoError } from "../../kernel/index.ts";
import {
  type FoundAccount,
  findAccount,
  readAccountDays,
  readAccountEntries,
} from "../../ledger/index.ts";
import { Day, dayOrNull, Fen, orderOf, Text, TextOrNull } from "../agency/fields.ts";
import { regionWord } from "../explained/dictionary-word.ts";
import { listRoute } from "../list-route.ts";
import { type Context, route } from "../route.ts";
import { entryKindWord, poolTitle } from "./finance-words.ts";

/** One account: where it stands, its days, and the entries of them. */

const AccountParams = Type.Object({ account_no: Type.String({ pattern: "^\\d{1,9}$" }) });

/** @throws YibaoError FINANCE-ACCOUNT-UNKNOWN */
async function seenAccount({ read }: Context, account_no: string): Promise<FoundAccount> {
  const found = await read((runner) => findAccount(runner, Number(account_no)));
  if (found === null) throw new YibaoError("FINANCE-ACCOUNT-UNKNOWN", { account_no });
  return found;
}

const account = route({
  method: "GET",
  path: "/api/v1/ledger/accounts/:account_no",
  title: "账户",
  right: "ledger.read",
  params: AccountParams,
  answer: Type.Object({
    account_no: Type.Integer(),
    book: Type.Enum(["funds", "department"]),
    region: Text,
    region_title: Text,
    pool: Text,
    pool_title: Text,
    pool_title_en: Text,
    code: Text,
    name: Text,
    class: Text,
    side: Type.Enum(["debit", "credit"]),
    balance_fen: Fen,
    debit_fen: Fen,
    credit_fen: Fen,
    first_day: TextOrNull,
    last_day: TextOrNull,
  }),
  handle: async (context, { params }) => {
    const found = await seenAccount(context, params.account_no);
    const { zh, en } = poolTitle(context.house.region.value, found.pool);
    const region_title = regionWord(found.region);
    return { ...found, region_title, pool_title: zh, pool_title_en: en };
  },
});

const days = listRoute({
  path: "/api/v1/ledger/accounts/:account_no/days",
  title: "账户日发生额",
  right: "ledger.read",
  params: AccountParams,
  filters: { from: Type.Optional(Day), to: Type.Optional(Day) },
  row: { date: Text, debit_fen: Fen, credit_fen: Fen, balance_fen: Fen },
  columns: [
    { key: "date", title: "日期", kind: "date" },
    { key: "debit_fen", title: "借方", kind: "amount" },
    { key: "credit_fen", title: "贷方", kind: "amount" },
    { key: "balance_fen", title: "余额（借正贷负）", kind: "amount" },
  ],
  rows: async (context, { from, to }, { offset, limit }, { account_no = "" }) => {
    const found = await seenAccount(context, account_no);
    const filter = {
      account_no: found.account_no,
      ...{ from: dayOrNull(from, "from"), to: dayOrNull(to, "to"), offset, limit },
    };
    const { rows, total } = await context.read((runner) => readAccountDays(runner, filter));
    return { rows: rows.map(({ entry_date, ...row }) => ({ date: entry_date, ...row })), total };
  },
});

const entries = listRoute({
  path: "/api/v1/ledger/accounts/:account_no/entries",
  title: "账户分录",
  right: "ledger.read",
  params: AccountParams,
  filters: { from: Type.Optional(Day), to: Type.Optional(Day) },
  row: {
    person_no: Text,
    entry_no: Text,
    date: Text,
    kind: Text,
    memo: Text,
    institution: TextOrNull,
    settlement_id: TextOrNull,
    debit_fen: Type.Union([Fen, Type.Null()]),
    credit_fen: Type.Union([Fen, Type.Null()]),
  },
  columns: [
    { key: "entry_no", title: "分录号", kind: "text" },
    { key: "date", title: "日期", kind: "date" },
    { key: "kind", title: "类别", kind: "text" },
    { key: "memo", title: "摘要", kind: "text" },
    { key: "institution", title: "机构", kind: "text" },
    { key: "person_no", title: "人员编号", kind: "text" },
    { key: "settlement_id", title: "结算ID", kind: "text" },
    { key: "debit_fen", title: "借方", kind: "amount" },
    { key: "credit_fen", title: "贷方", kind: "amount" },
  ],
  sortable: ["entry_no", "amount_fen", "date"],
  rows: async (context, { from, to }, { offset, limit, sort }, { account_no = "" }) => {
    const found = await seenAccount(context, account_no);
    const { first_day, last_day, book } = found;
    const first = dayOrNull(from, "from") ?? first_day;
    const last = dayOrNull(to, "to") ?? last_day;
    if (first === null || last === null) return { rows: [], total: 0 };
    const { order, descending } = orderOf<keyof typeof ORDERS>(sort, "entry_no", true);
    const filter = {
      ...{ account_no: found.account_no, from: first, to: last, order: ORDERS[order] },
      ...{ descending, offset, limit },
    };
    const { rows, total } = await context.read((runner) => readAccountEntries(runner, filter));
    const institutions = context.house.institutions.value;
    return {
      total,
      rows: rows.map(({ entry_date, institution_code, amount_fen, ...row }) => ({
        ...{ person_no: row.person_no, entry_no: String(row.entry_no), date: entry_date },
        ...{ kind: entryKindWord(row.kind, book), memo: row.memo },
        institution:
          institution_code === null
            ? null
            : (institutions.byCode(institution_code)?.name ?? institution_code),
        settlement_id: row.settlement_id === null ? null : String(row.settlement_id),
        debit_fen: amount_fen > 0 ? amount_fen : null,
        credit_fen: amount_fen < 0 ? -amount_fen : null,
      })),
    };
  },
});

const ORDERS = { entry_no: "entry_no", amount_fen: "amount_fen", date: "entry_date" } as const;

export const LEDGER_ACCOUNT_ROUTES = [account, days, entries];
