import { Tabs } from "antd";
import { type ReactNode, useMemo } from "react";
import { useLocation, useSearchParams } from "wouter";
import { Amount, amountText, countText } from "../../shared/amounts.tsx";
import { Chart } from "../../shared/chart.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { dateText } from "../../shared/dates.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import type { ScreenProps } from "../../shared/screen.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { both, FINANCE_WORDS } from "./finance.words.ts";
import "./finance.css";

type Account = AnswerOf<"GET /api/v1/ledger/accounts/{account_no}">;
type DayRow = RowOf<"GET /api/v1/ledger/accounts/{account_no}/days">;
type EntryRow = RowOf<"GET /api/v1/ledger/accounts/{account_no}/entries">;

const DAY_COLUMNS: readonly TableColumn<DayRow>[] = [
  { key: "date", title: { zh: "日期", en: "Day" }, kind: "date", width: 130 },
  { key: "debit_fen", title: both("debit"), kind: "amount" },
  { key: "credit_fen", title: both("credit"), kind: "amount" },
  { key: "balance_fen", title: both("accountBalance"), kind: "amount" },
];

const ENTRY_COLUMNS: readonly TableColumn<EntryRow>[] = [
  { key: "entry_no", title: both("entryNo"), width: 120, sortable: true },
  { key: "date", title: { zh: "日期", en: "Day" }, kind: "date", width: 115, sortable: true },
  { key: "kind", title: both("kind"), width: 130 },
  { key: "memo", title: both("memo") },
  { key: "institution", title: both("institution"), width: 180 },
  { key: "person_no", title: both("person"), width: 165 },
  { key: "debit_fen", title: both("debit"), kind: "amount", width: 140 },
  { key: "credit_fen", title: both("credit"), kind: "amount", width: 140 },
];

const PERIOD: readonly TableFilter[] = [
  { key: "from", title: { zh: "自", en: "From" }, kind: "date" },
  { key: "to", title: both("to"), kind: "date" },
];

/** One account: where it stands, its days, and the entries behind them. */
export default function AccountPage({ params }: ScreenProps): ReactNode {
  const { account_no = "" } = params;
  const read = useCall("GET /api/v1/ledger/accounts/{account_no}", { params: { account_no } });
  return <Loaded query={read}>{(account) => <AccountBody account={account} />}</Loaded>;
}

function AccountBody({ account }: { readonly account: Account }) {
  const words = useWords(FINANCE_WORDS);
  const [search, setSearch] = useSearchParams();
  const part = search.get("part") === "entries" ? "entries" : "days";
  const { language } = usePreferences();
  const pool = language === "zh" ? account.pool_title : account.pool_title_en;
  const book = account.book === "funds" ? words.bookFunds : words.bookDepartment;
  return (
    <>
      <PageHeader
        title={`${account.code} ${account.name}`}
        detail={`${pool} · ${account.region_title} · ${words.account(account.account_no)}`}
        tags={<Mark tone="brand">{book}</Mark>}
      />
      <Figures account={account} />
      <Tabs
        activeKey={part}
        items={[
          { key: "days", label: words.byDay, children: <Days account={account} /> },
          { key: "entries", label: words.entries, children: <Entries account={account} /> },
        ]}
        destroyOnHidden
        onChange={(chosen) => setSearch(chosen === "days" ? {} : { part: chosen })}
      />
    </>
  );
}

function Figures({ account }: { readonly account: Account }) {
  const words = useWords(FINANCE_WORDS);
  const { balance_fen, debit_fen, credit_fen, first_day, last_day } = account;
  return (
    <dl className="figures finance-figures">
      <div className="figure">
        <dt>{words.accountBalance}</dt>
        <dd>
          <Amount fen={balance_fen} unit />
        </dd>
      </div>
      <div className="figure">
        <dt>{words.debit}</dt>
        <dd>
          <Amount fen={debit_fen} unit />
        </dd>
      </div>
      <div className="figure">
        <dt>{words.credit}</dt>
        <dd>
          <Amount fen={credit_fen} unit />
        </dd>
      </div>
      <div className="figure">
        <dt>{words.firstLast}</dt>
        <dd>
          {dateText(first_day)} / {dateText(last_day)}
        </dd>
      </div>
    </dl>
  );
}

function Days({ account: { account_no, name } }: { readonly account: Account }) {
  const words = useWords(FINANCE_WORDS);
  const [, navigate] = useLocation();
  const params = useMemo(() => ({ account_no: String(account_no) }), [account_no]);
  return (
    <>
      <DaysChart account_no={account_no} />
      <p className="muted finance-note">{words.daysDetail}</p>
      <DataTable
        list="GET /api/v1/ledger/accounts/{account_no}/days"
        params={params}
        prefix="day-"
        title={`${name} ${words.byDay}`}
        columns={DAY_COLUMNS}
        filters={PERIOD}
        rowKey={({ date }) => date}
        onOpen={({ date }) => navigate(entriesOf(account_no, date))}
        open={({ date }) => entriesOf(account_no, date)}
      />
    </>
  );
}

function entriesOf(account_no: number, date: string): string {
  return `/finance/accounts/${account_no}?part=entries&from=${date}&to=${date}`;
}

const CHART_DAYS = 90;

function DaysChart({ account_no }: { readonly account_no: number }) {
  const words = useWords(FINANCE_WORDS);
  const { unit, language } = usePreferences();
  const { data } = useCall("GET /api/v1/ledger/accounts/{account_no}/days", {
    params: { account_no: String(account_no) },
    query: { limit: CHART_DAYS },
  });
  const rows = useMemo(() => (data?.rows ?? []).toReversed(), [data]);
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
      legend: {},
      tooltip: {
        trigger: "axis",
        valueFormatter: (fen: unknown) => amountText(Number(fen), unit),
      },
      xAxis: { type: "category", data: rows.map(({ date }) => date) },
      yAxis: {
        type: "value",
        name: language === "zh" ? "万元" : "10,000 yuan",
        axisLabel: { formatter: (fen: number) => countText(fen / 1_000_000) },
      },
      series: [
        { name: words.debit, type: "bar", data: rows.map(({ debit_fen }) => debit_fen) },
        { name: words.credit, type: "bar", data: rows.map(({ credit_fen }) => credit_fen) },
      ],
    }),
    [rows, unit, language, words],
  );
  if (rows.length < 2) return null;
  return (
    <section className="finance-picture">
      <Chart
        title={words.chartDays}
        option={option}
        height={220}
        table={{
          columns: [words.date, words.debit, words.credit],
          rows: rows.map(({ date, debit_fen, credit_fen }) => [
            date,
            <Amount key="debit" fen={debit_fen} />,
            <Amount key="credit" fen={credit_fen} />,
          ]),
        }}
      />
    </section>
  );
}

function Entries({ account: { account_no, name } }: { readonly account: Account }) {
  const words = useWords(FINANCE_WORDS);
  const params = useMemo(() => ({ account_no: String(account_no) }), [account_no]);
  return (
    <DataTable
      list="GET /api/v1/ledger/accounts/{account_no}/entries"
      params={params}
      title={`${name} ${words.entries}`}
      columns={ENTRY_COLUMNS}
      filters={PERIOD}
      rowKey={({ entry_no }) => entry_no}
      open={({ person_no, entry_no }) =>
        `/finance/entries/${encodeURIComponent(person_no)}/${entry_no}`
      }
    />
  );
}
