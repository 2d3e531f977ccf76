import { Button, Select, Space, Tabs } from "antd";
import { type ReactNode, useMemo } from "react";
import { Link, useSearchParams } from "wouter";
import { Amount } from "../../shared/amounts.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { useRights } from "../../shared/session.ts";
import { useWords } from "../../shared/words.ts";
import { BUDGET_WORDS } from "./budget.words.ts";
import { paidRate } from "./budget-bar.tsx";
import { BudgetCommitments } from "./budget-commitments.tsx";
import { BudgetLines } from "./budget-lines.tsx";
import { BudgetPictures } from "./budget-pictures.tsx";
import { DocumentTable } from "./document-table.tsx";
import "./finance.css";

type Units = AnswerOf<"GET /api/v1/budget/units">["units"];
export type YearAnswer = AnswerOf<"GET /api/v1/budget/units/{unit_code}/years/{year}">;

/** The budget of a unit and year, and what became of it. */
export default function Budget(): ReactNode {
  const words = useWords(BUDGET_WORDS);
  const read = useCall("GET /api/v1/budget/units");
  return (
    <Loaded query={read}>
      {({ units }) =>
        units.length === 0 ? (
          <>
            <PageHeader title={words.budget} detail={words.budgetDetail} />
            <EmptyState title={words.noUnits} hint={words.noUnitsHint} />
          </>
        ) : (
          <ChosenYear units={units} />
        )
      }
    </Loaded>
  );
}

function ChosenYear({ units }: { readonly units: Units }) {
  const words = useWords(BUDGET_WORDS);
  const [search, setSearch] = useSearchParams();
  const named = units.find(({ unit_code }) => unit_code === search.get("unit"));
  const unit = named ?? units.find(({ years }) => years.length > 0) ?? units[0];
  if (unit === undefined) return null;
  const asked = Number(search.get("year"));
  const year = unit.years.includes(asked) ? asked : unit.years[0];
  const choices = (
    <Space>
      <Select
        aria-label={words.unit}
        value={unit.unit_code}
        popupMatchSelectWidth={false}
        options={units.map(({ unit_code, name }) => ({
          value: unit_code,
          label: `${unit_code} ${name}`,
        }))}
        onChange={(chosen) => setSearch({ unit: chosen })}
      />
      {year === undefined ? null : (
        <Select
          aria-label={words.year}
          value={year}
          options={unit.years.map((value) => ({ value, label: String(value) }))}
          onChange={(chosen) => setSearch({ unit: unit.unit_code, year: String(chosen) })}
        />
      )}
    </Space>
  );
  if (year === undefined) {
    return (
      <>
        <PageHeader title={words.budget} detail={unit.name} actions={choices} />
        <EmptyState title={words.noYear} hint={words.noYearHint} />
      </>
    );
  }
  return <YearPage unit_code={unit.unit_code} year={year} choices={choices} />;
}

interface YearPageProps {
  readonly unit_code: string;
  readonly year: number;
  readonly choices: ReactNode;
}

function YearPage({ unit_code, year, choices }: YearPageProps) {
  const params = useMemo(() => ({ unit_code, year: String(year) }), [unit_code, year]);
  const read = useCall("GET /api/v1/budget/units/{unit_code}/years/{year}", { params });
  return <Loaded query={read}>{(answer) => <YearBody answer={answer} choices={choices} />}</Loaded>;
}

function YearBody({
  answer,
  choices,
}: {
  readonly answer: YearAnswer;
  readonly choices: ReactNode;
}) {
  const words = useWords(BUDGET_WORDS);
  const [search, setSearch] = useSearchParams();
  const { unit_code, year, name, is_closed } = answer;
  const fixed = useMemo(() => ({ unit_code, year: String(year) }), [unit_code, year]);
  const part = search.get("part") ?? "lines";
  return (
    <>
      <PageHeader
        title={words.budget}
        detail={`${name} · ${words.budgetDetail}`}
        tags={is_closed ? <Mark tone="plain">{words.closed}</Mark> : null}
        actions={
          <Space wrap>
            {choices}
            <Acts answer={answer} />
          </Space>
        }
      />
      <Figures answer={answer} />
      <BudgetPictures answer={answer} />
      <Tabs
        activeKey={part}
        destroyOnHidden
        items={[
          { key: "lines", label: words.lines, children: <BudgetLines {...fixed} /> },
          {
            key: "commitments",
            label: words.commitments,
            children: <BudgetCommitments {...fixed} />,
          },
          { key: "documents", label: words.documents, children: <DocumentTable fixed={fixed} /> },
        ]}
        onChange={(chosen) => setSearch({ unit: unit_code, year: String(year), part: chosen })}
      />
    </>
  );
}

function Acts({ answer: { unit_code, year, is_closed } }: { readonly answer: YearAnswer }) {
  const words = useWords(BUDGET_WORDS);
  if (!useRights().has("budget.make") || is_closed) return null;
  const of = `unit=${encodeURIComponent(unit_code)}&year=${year}`;
  return (
    <Space wrap>
      <Link href={`/finance/budget/adjustments/new?${of}`}>
        <Button tabIndex={-1}>{words.propose}</Button>
      </Link>
      <Link href={`/finance/budget/vouchers/new?${of}`}>
        <Button type="primary" tabIndex={-1}>
          {words.pay}
        </Button>
      </Link>
    </Space>
  );
}

function Figures({ answer: { total } }: { readonly answer: YearAnswer }) {
  const words = useWords(BUDGET_WORDS);
  const figures: readonly (readonly [string, ReactNode])[] = [
    [words.original, <Amount key="original" fen={total.original_fen} unit />],
    [words.total, <Amount key="total" fen={total.budget_fen} unit />],
    [words.released, <Amount key="released" fen={total.released_fen} unit />],
    [words.committed, <Amount key="committed" fen={total.committed_fen} unit />],
    [`${words.paid} ${paidRate(total)}`, <Amount key="paid" fen={total.paid_fen} unit />],
    [words.available, <Amount key="available" fen={total.available_fen} unit />],
  ];
  return (
    <dl className="figures finance-figures">
      {figures.map(([title, value]) => (
        <div key={title} className="figure">
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
