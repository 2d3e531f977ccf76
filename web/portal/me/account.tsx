import type { ReactNode } from "react";
import { useSearchParams } from "wouter";
import { Amount } from "../../shared/amounts.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { periodText } from "../../shared/dates.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { DataTable } from "../../shared/table/data-table.tsx";
import type { RowOf, TableColumn } from "../../shared/table/table-types.ts";
import { useWords } from "../../shared/words.ts";
import "../portal.css";
import { ME_WORDS } from "./me.words.ts";
import { Meters } from "./meters.tsx";

type File = AnswerOf<"GET /api/v1/me">;

const { zh, en } = ME_WORDS;
type Key = "date" | "kind" | "memo" | "institution" | "amount" | "balanceAfter";
const both = (key: Key) => ({ zh: zh[key], en: en[key] });

const MOVEMENTS: readonly TableColumn<RowOf<"GET /api/v1/me/account">>[] = [
  { key: "date", title: both("date"), kind: "date", width: 112 },
  { key: "kind", title: both("kind"), width: 100 },
  { key: "memo", title: both("memo") },
  { key: "institution", title: both("institution"), width: 220 },
  { key: "amount_fen", title: both("amount"), kind: "amount", width: 140 },
  { key: "balance_fen", title: both("balanceAfter"), kind: "amount", width: 140 },
];

/** Balance, movements, family, and what the year has used of its limits. */
export default function MyAccount(): ReactNode {
  const words = useWords(ME_WORDS);
  const [search, setSearch] = useSearchParams();
  const year = search.get("year");
  const query = useCall("GET /api/v1/me", { query: year === null ? {} : { year } });
  const chooseYear = (chosen: string) => setSearch({ year: chosen }, { replace: true });
  return (
    <>
      <PageHeader title={words.accountTitle} detail={words.accountDetail} />
      <Loaded query={query}>
        {(file) => (
          <>
            <div className="hall-columns">
              <section className="plain-card hall-wide">
                <h2 className="section-title">
                  {file.name} · {words.balance}
                </h2>
                <div className="me-balance">
                  <Amount fen={file.balance_fen} unit />
                </div>
                <Enrolments file={file} />
              </section>
              <Family />
            </div>
            <Meters file={file} onYear={chooseYear} />
          </>
        )}
      </Loaded>
      <h2 className="section-title">{words.movements}</h2>
      <DataTable
        list="GET /api/v1/me/account"
        title={words.movements}
        columns={MOVEMENTS}
        rowKey={({ entry_no }) => entry_no}
        empty={<EmptyState title={words.noMovements} />}
      />
    </>
  );
}

function Enrolments({ file }: { readonly file: File }) {
  const words = useWords(ME_WORDS);
  const others = [...file.identities, ...file.certificates];
  return (
    <>
      <h2 className="section-title">{words.enrolment}</h2>
      <ul className="plain-list">
        {file.enrolments.map((one) => (
          <li key={one.from + one.insutype}>
            {one.scheme} · {one.person_type} · {one.region}
            {one.employer_name === "" ? "" : ` · ${one.employer_name}`}{" "}
            <span className="muted">{periodText(one.from, one.to, words.openEnd)}</span>{" "}
            <Current is={one.is_current} />
          </li>
        ))}
      </ul>
      {others.length === 0 ? null : (
        <>
          <h2 className="section-title">{words.certificates}</h2>
          <ul className="plain-list">
            {others.map((one) => (
              <li key={one.title + one.from}>
                {one.title}{" "}
                <span className="muted">{periodText(one.from, one.to, words.openEnd)}</span>{" "}
                <Current is={one.is_current} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Current({ is }: { readonly is: boolean }) {
  const words = useWords(ME_WORDS);
  return is ? <Mark tone="good">{words.current}</Mark> : null;
}

function Family() {
  const words = useWords(ME_WORDS);
  const query = useCall("GET /api/v1/me/family");
  return (
    <section className="plain-card hall-wide">
      <h2 className="section-title">{words.family}</h2>
      <p className="muted">{words.familyWhy}</p>
      <Loaded query={query} rows={2}>
        {({ members }) =>
          members.length === 0 ? (
            <p>{words.noFamily}</p>
          ) : (
            <ul className="plain-list">
              {members.map((one) => (
                <li key={one.direction + one.name + one.from}>
                  <strong>{one.name}</strong>{" "}
                  {one.direction === "pays-for-me" ? words.paysForMe : words.paidByMe}{" "}
                  <span className="muted">{periodText(one.from, one.to, words.openEnd)}</span>{" "}
                  <Current is={one.is_current} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
