import { balanceAccounts, readPersonMoves } from "../../ledger/index.ts";
import type { Region } from "../../policy/index.ts";
import { listRoute } from "../list-route.ts";
import { Fen, PersonParams, Text, TextOrNull } from "./fields.ts";

/** The personal account as the ledger has it: every movement with what was there afterwards. */

const KINDS = {
  "account-credit": "划入",
  settlement: "就医支付",
  reversal: "退回",
  adjustment: "重算差额",
} as const;

const account = listRoute({
  path: "/api/v1/people/:person_no/account",
  title: "个人账户明细",
  right: "people.read",
  params: PersonParams,
  filters: {},
  row: {
    entry_no: Text,
    date: Text,
    kind: Text,
    memo: Text,
    settlement_id: TextOrNull,
    institution: TextOrNull,
    amount_fen: Fen,
    balance_fen: Fen,
  },
  columns: [
    { key: "date", title: "日期", kind: "date" },
    { key: "kind", title: "类别", kind: "text" },
    { key: "memo", title: "摘要", kind: "text" },
    { key: "institution", title: "机构", kind: "text" },
    { key: "settlement_id", title: "结算ID", kind: "text" },
    { key: "amount_fen", title: "金额", kind: "amount" },
    { key: "balance_fen", title: "余额", kind: "amount" },
    { key: "entry_no", title: "凭证号", kind: "text" },
  ],
  subject: ({ params }) => params.person_no,
  rows: async ({ house, read }, _filters, { offset, limit }, { person_no = "" }) => {
    const region = house.region.value;
    // The books are the pooling region's: which accounts to look at is no personal data.
    const place = { region: region.code, pool: accountPool(region) };
    const account_nos = await balanceAccounts(house.store, place);
    const asked = { person_no, account_nos, offset, limit };
    const { rows, total } = await read((runner) => readPersonMoves(runner, asked));
    const institutions = house.institutions.value;
    return {
      total,
      rows: rows.map((row) => ({
        entry_no: String(row.entry_no),
        date: row.entry_date,
        kind: KINDS[row.kind as keyof typeof KINDS] ?? row.kind,
        memo: row.memo,
        settlement_id: row.settlement_id === null ? null : String(row.settlement_id),
        institution:
          row.institution_code === null
            ? null
            : (institutions.byCode(row.institution_code)?.name ?? row.institution_code),
        amount_fen: row.amount_fen,
        balance_fen: row.balance_fen,
      })),
    };
  },
});

function accountPool({ funds }: Region): string {
  for (const fund of funds.values()) if (fund.national_field === "acct_pay") return fund.pool;
  return "";
}

export const PERSON_ACCOUNT_ROUTES = [account];
