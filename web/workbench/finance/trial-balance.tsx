import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";
import { useSearchParams } from "wouter";
import { Amount } from "../../shared/amounts.tsx";
import { type Asked, callQuery, type QueryOf } from "../../shared/client.ts";
import { EmptyState } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn, TableFilter } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import { useBookFilters } from "./book-filters.ts";
import { both, FINANCE_WORDS } from "./finance.words.ts";
import "./finance.css";

type Row = RowOf<"GET /api/v1/ledger/trial-balance">;

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: "code", title: both("code"), width: 96, sortable: true },
  { key: "name", title: both("name"), width: 168 },
  { key: "pool_title", title: both("poolOrLine"), render: (row) => <PoolName row={row} /> },
  { key: "opening_fen", title: both("opening"), kind: "amount", width: 136 },
  { key: "debit_fen", title: both("debit"), kind: "amount", width: 132, sortable: true },
  { key: "credit_fen", title: both("credit"), kind: "amount", width: 132, sortable: true },
  { key: "closing_debit_fen", title: both("closingDebit"), kind: "amount", width: 136 },
  { key: "closing_credit_fen", title: both("closingCredit"), kind: "amount", width: 136 },
];

function PoolName({ row }: { readonly row: Row }) {
  return usePreferences().language === "zh" ? row.pool_title : row.pool_title_en;
}

/** 试算平衡表 of any day, with the proof that debit equals credit. */
export default function TrialBalance(): ReactNode {
  const words = useWords(FINANCE_WORDS);
  const { book, region, pool } = useBookFilters();
  const filters = useMemo((): readonly TableFilter[] => {
    const from: TableFilter = { key: "from", title: both("from"), kind: "date" };
    const places = (region.choices ?? []).length > 1 ? [region] : [];
    return [book, ...places, pool, from, { key: "date", title: both("date"), kind: "date" }];
  }, [book, region, pool]);
  useBookOfAddress();
  return (
    <>
      <PageHeader title={words.trial} detail={words.trialDetail} />
      <BalanceLine filters={filters} />
      <DataTable
        list="GET /api/v1/ledger/trial-balance"
        title={words.trial}
        columns={COLUMNS}
        filters={filters}
        rowKey={({ account_no }) => String(account_no)}
        open={({ account_no }) => `/finance/accounts/${account_no}`}
        empty={<EmptyState title={words.noAccounts} hint={words.noAccountsHint} />}
      />
    </>
  );
}

/** A trial balance is of one book: the funds', where the address names none. */
function useBookOfAddress(): void {
  const [search, setSearch] = useSearchParams();
  const isNamed = search.has("book");
  useEffect(() => {
    if (isNamed) return;
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.set("book", "funds");
        return after;
      },
      { replace: true },
    );
  }, [isNamed, setSearch]);
}

type TotalsQuery = QueryOf<"GET /api/v1/ledger/trial-balance/totals">;

/** The sums of all rows that the filters choose, not of the page alone. */
function BalanceLine({ filters }: { readonly filters: readonly TableFilter[] }) {
  const words = useWords(FINANCE_WORDS);
  const [search] = useSearchParams();
  const chosen = filters.flatMap(({ key }) => {
    const value = search.get(key);
    return value === null || value === "" ? [] : [[key, value] as const];
  });
  const query = Object.fromEntries(chosen) as TotalsQuery;
  const asked = { query } as Asked<"GET /api/v1/ledger/trial-balance/totals">;
  const { data } = useQuery({
    ...callQuery("GET /api/v1/ledger/trial-balance/totals", asked),
    placeholderData: keepPreviousData,
  });
  if (data === undefined) return null;
  return (
    <div className="balance-line" role="status">
      {data.is_balanced ? (
        <Mark tone="good">{words.balanced}</Mark>
      ) : (
        <Mark tone="bad" title={words.unbalancedWhy}>
          {words.unbalanced}
        </Mark>
      )}
      <span>
        {words.turnover} {words.debit} <Amount fen={data.debit_fen} strong /> = {words.credit}{" "}
        <Amount fen={data.credit_fen} strong />
      </span>
      <span>
        {words.closingTotal} {words.debit} <Amount fen={data.closing_debit_fen} strong /> ={" "}
        {words.credit} <Amount fen={data.closing_credit_fen} strong />
      </span>
      <span className="muted">{words.trialLine(data.accounts, data.from, data.date)}</span>
    </div>
  );
}
