import { Descriptions } from "antd";
import { type ReactNode, useMemo } from "react";
import { Link } from "wouter";
import { Amount } from "../../shared/amounts.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useRights } from "../../shared/session.ts";
import { useWords } from "../../shared/words.ts";
import { BUDGET_WORDS } from "./budget.words.ts";
import { BudgetBar, BudgetKey } from "./budget-bar.tsx";
import { DocumentTable } from "./document-table.tsx";
import "./finance.css";

type Line = AnswerOf<"GET /api/v1/budget/lines/{line_no}">;

/** One budget line: its figures, the accounts behind them, and its documents. */
export default function BudgetLinePage({ params }: ScreenProps): ReactNode {
  const { line_no = "" } = params;
  const read = useCall("GET /api/v1/budget/lines/{line_no}", { params: { line_no } });
  return <Loaded query={read}>{(line) => <LineBody line={line} />}</Loaded>;
}

function LineBody({ line }: { readonly line: Line }) {
  const words = useWords(BUDGET_WORDS);
  const fixed = useMemo(() => ({ line_no: String(line.line_no) }), [line.line_no]);
  const of = `/finance/budget?unit=${encodeURIComponent(line.unit_code)}&year=${line.year}`;
  return (
    <>
      <PageHeader
        title={words.line(line.line_no)}
        detail={
          <>
            <Link href={of}>
              {line.unit_name} {line.year}
            </Link>{" "}
            · {line.economic} · {line.project}
          </>
        }
        tags={line.is_closed ? <Mark tone="plain">{words.closed}</Mark> : null}
      />
      <Figures line={line} />
      <section className="plain-card">
        <BudgetBar usage={line} />
        <BudgetKey />
        <h2 className="section-title">{words.lines}</h2>
        <Place line={line} />
      </section>
      <h2 className="section-title">{words.lineDocuments}</h2>
      <DocumentTable fixed={fixed} />
    </>
  );
}

/** Each figure leads to its account, where whoever looks may see the books. */
function Figures({ line }: { readonly line: Line }) {
  const words = useWords(BUDGET_WORDS);
  const mayLook = useRights().has("ledger.read");
  const { accounts } = line;
  const figures: readonly (readonly [string, number, number | null])[] = [
    [words.original, line.original_fen, accounts.original],
    [words.adjusted, line.adjusted_fen, accounts.adjusted],
    ...(line.carried_in_fen === 0
      ? []
      : ([[words.carriedIn, line.carried_in_fen, accounts.carried_in]] as const)),
    [words.released, line.released_fen, accounts.released],
    [words.committed, line.committed_fen, accounts.committed],
    [words.paid, line.paid_fen, accounts.paid],
    [words.available, line.available_fen, accounts.available],
  ];
  return (
    <>
      <dl className="figures finance-figures">
        {figures.map(([title, fen, account_no]) => (
          <div key={title} className="figure">
            <dt>{title}</dt>
            <dd>
              {account_no === null || !mayLook ? (
                <Amount fen={fen} unit />
              ) : (
                <Link href={`/finance/accounts/${account_no}`}>
                  <Amount fen={fen} unit />
                </Link>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {mayLook ? <p className="muted finance-note">{words.whereFrom}</p> : null}
    </>
  );
}

function Place({ line }: { readonly line: Line }) {
  const words = useWords(BUDGET_WORDS);
  const items = [
    [words.functional, `${line.functional_code} ${line.functional}`],
    [words.economic, `${line.economic_code} ${line.economic}`],
    [words.government, `${line.government_code} ${line.government}`],
    [words.fund, line.fund_title],
    [words.source, line.source_title],
    [
      words.project,
      line.project_code === "" ? line.project : `${line.project_code} ${line.project}`,
    ],
  ].map(([label, children]) => ({ key: String(label), label, children }));
  return <Descriptions size="small" column={{ xs: 1, md: 2 }} bordered items={items} />;
}
