import { Button, Descriptions } from "antd";
import { type ReactNode, useMemo } from "react";
import { Link } from "wouter";
import { Amount, amountText, countText, useUnitWord } from "../../shared/amounts.tsx";
import { Chart } from "../../shared/chart.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { periodText } from "../../shared/dates.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useRights } from "../../shared/session.ts";
import { useWords } from "../../shared/words.ts";
import { CLEARING_WORDS } from "./clearing.words.ts";
import "./agency.css";

type Answer = AnswerOf<"GET /api/v1/institutions/{institution_code}">;

/** An institution: what it is, what holds between it and us, what was settled there. */
export default function Institution({ params }: ScreenProps): ReactNode {
  const { institution_code = "" } = params;
  const read = useCall("GET /api/v1/institutions/{institution_code}", {
    params: { institution_code },
  });
  return <Loaded query={read}>{(one) => <InstitutionPage institution={one} />}</Loaded>;
}

function InstitutionPage({ institution }: { readonly institution: Answer }) {
  const words = useWords(CLEARING_WORDS);
  const rights = useRights();
  const { institution_code, name, agreement, level } = institution;
  return (
    <>
      <PageHeader
        title={name}
        detail={institution_code}
        tags={
          <>
            <Mark tone="brand">{level}</Mark>
            <Mark tone={agreement === "有效" ? "good" : "warn"}>
              {words.agreement} {agreement}
            </Mark>
          </>
        }
        actions={
          rights.has("reconciliation.read") ? (
            <Link href={`/reconciliation?institution_code=${institution_code}`}>
              <Button>{words.toReconcile}</Button>
            </Link>
          ) : null
        }
      />
      <div className="person-file">
        <div className="person-column">
          <section className="plain-card">
            <Facts institution={institution} />
          </section>
          <section className="plain-card">
            <h2>{words.agreements}</h2>
            <Agreements institution={institution} />
          </section>
        </div>
        <div className="person-column">
          <section className="plain-card">
            <h2>
              {words.months} <span className="muted">{words.partly}</span>
            </h2>
            <Months months={institution.months} />
          </section>
        </div>
      </div>
      {institution.months.length === 0 ? null : (
        <section className="plain-card month-table">
          <MonthTable months={institution.months} />
        </section>
      )}
    </>
  );
}

function Facts({ institution }: { readonly institution: Answer }) {
  const words = useWords(CLEARING_WORDS);
  const items = [
    [words.code, institution.institution_code],
    [words.type, institution.type === "1" ? words.hospital : words.pharmacy],
    [words.level, institution.level],
    [words.region, institution.region],
    [words.uscc, institution.uscc ?? "—"],
  ];
  return (
    <Descriptions
      column={1}
      size="small"
      items={items.map(([label, children]) => ({ key: label ?? "", label, children }))}
    />
  );
}

function Agreements({ institution }: { readonly institution: Answer }) {
  const words = useWords(CLEARING_WORDS);
  return (
    <ol className="timeline">
      {institution.agreements.map(({ from, to, state, settled_level, reason }) => (
        <li key={from} className={to === null && state === "有效" ? "timeline-now" : ""}>
          <div className="timeline-period">{periodText(from, to, words.now)}</div>
          <div>
            <strong>{state}</strong>
            {settled_level === null ? null : ` · ${words.settledLevel} ${settled_level}`}
          </div>
          {reason === "" ? null : <div className="muted">{reason}</div>}
        </li>
      ))}
    </ol>
  );
}

const SERIES = ["fund_fen", "account_fen", "cash_fen"] as const;
const WORD_OF = { fund_fen: "fund", account_fen: "account", cash_fen: "cash" } as const;

function Months({ months }: Pick<Answer, "months">) {
  const words = useWords(CLEARING_WORDS);
  const unit = useUnitWord();
  const earliestFirst = useMemo(() => months.toReversed(), [months]);
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 8, top: 36, bottom: 8, containLabel: true },
      legend: {},
      tooltip: { trigger: "axis", valueFormatter: (fen: number) => amountText(fen) },
      xAxis: { type: "category", data: earliestFirst.map(({ month }) => month) },
      yAxis: { type: "value", axisLabel: { formatter: (fen: number) => amountText(fen) } },
      series: SERIES.map((key) => ({
        ...{ type: "bar", stack: "all", name: words[WORD_OF[key]] },
        data: earliestFirst.map((month) => month[key]),
      })),
    }),
    [earliestFirst, words],
  );
  if (months.length === 0) return <EmptyState title={words.monthsNone} />;
  return (
    <Chart
      title={`${words.monthsPicture}（${unit}）`}
      option={option}
      table={{
        columns: [words.month, words.fund, words.account, words.cash],
        rows: earliestFirst.map((month) => [
          month.month,
          ...SERIES.map((key) => <Amount key={key} fen={month[key]} />),
        ]),
      }}
    />
  );
}

function MonthTable({ months }: Pick<Answer, "months">) {
  const words = useWords(CLEARING_WORDS);
  const unit = useUnitWord();
  return (
    <table className="layers-list">
      <thead>
        <tr>
          <th scope="col">{words.month}</th>
          <th scope="col" className="numeric">
            {words.settlements}
          </th>
          <th scope="col" className="numeric">
            {words.reversals}
          </th>
          {([words.total, words.fund, words.account, words.cash] as const).map((title) => (
            <th key={title} scope="col" className="numeric">
              {title}（{unit}）
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {months.map((one) => (
          <tr key={one.month}>
            <th scope="row">{one.month}</th>
            <td className="numeric">{countText(one.settlements)}</td>
            <td className="numeric">{countText(one.reversals)}</td>
            {(["total_fen", ...SERIES] as const).map((key) => (
              <td key={key} className="numeric">
                <Amount fen={one[key]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
