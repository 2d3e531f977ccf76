import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Select, Space } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { Link } from "wouter";
import { Amount, amountText } from "../../shared/amounts.tsx";
import { Chart } from "../../shared/chart.tsx";
import { type AnswerOf, callQuery } from "../../shared/client.ts";
import { momentText } from "../../shared/dates.ts";
import { Loaded, SlowWork } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { Problem } from "../../shared/problem.ts";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import { SIMULATION_WORDS } from "./simulation.words.ts";
import { AgainButton, RunMark } from "./simulation-state.tsx";
import { Titled } from "./titled.tsx";
import "./benefits.css";

type Run = AnswerOf<"GET /api/v1/simulations/{run_no}">;
type Result = NonNullable<Run["result"]>;

const POLL_MILLISECONDS = 1_000;
const SHORT_VERSION = 12;

/** One simulation: how far it is, then what came out. */
export default function SimulationScreen({ params }: ScreenProps): ReactNode {
  const words = useWords(SIMULATION_WORDS);
  const run_no = Number(params.run_no);
  const read = useQuery<Run, Problem>({
    ...callQuery("GET /api/v1/simulations/{run_no}", { params: { run_no } }),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? POLL_MILLISECONDS : false),
  });
  return (
    <Loaded query={read}>
      {(run) => (
        <>
          <PageHeader
            title={run.title}
            tags={<RunMark state={run.state} />}
            detail={<RunDetail run={run} />}
            actions={run.state === "running" ? null : <Acts run={run} />}
          />
          {run.state === "interrupted" ? (
            <Alert
              type="warning"
              showIcon
              title={words.interruptedWhy}
              description={words.interruptedMend}
            />
          ) : null}
          {run.state === "running" ? (
            <SlowWork
              title={words.running}
              percent={run.total === 0 ? null : Math.floor((100 * run.done) / run.total)}
              detail={words.step(run.step, run.done, run.total)}
            />
          ) : null}
          {run.failure === null ? null : (
            <Alert type="error" showIcon title={words.failed} description={run.failure} />
          )}
          {run.result === null ? null : <Outcome result={run.result} />}
          <h2 className="section-title">{words.file}</h2>
          <pre className="plain-card">{run.text}</pre>
        </>
      )}
    </Loaded>
  );
}

/** Who, when, on which bills and by which policy. */
function RunDetail({ run }: { readonly run: Run }) {
  const words = useWords(SIMULATION_WORDS);
  const { policy, policy_version, year, by, started_at, run_no } = run;
  return (
    <>
      {`${words.runNo} ${run_no} · ${year} · ${by} · ${momentText(started_at)} · ${words.policy} `}
      {policy === null ? (
        policy_version.slice(0, SHORT_VERSION)
      ) : (
        <Link href={`/policy-library/${policy.content_hash}`}>
          {words.versionNo(policy.name, policy.version_number)}
        </Link>
      )}
    </>
  );
}

function Acts({ run }: { readonly run: Run }) {
  const words = useWords(SIMULATION_WORDS);
  return (
    <Space>
      {run.result === null ? null : (
        <Link href={`/simulation-compare?second=${run.run_no}`}>
          <Button>{words.compare}</Button>
        </Link>
      )}
      <AgainButton year={run.year} text={run.text} />
    </Space>
  );
}

function Outcome({ result }: { readonly result: Result }) {
  const words = useWords(SIMULATION_WORDS);
  return (
    <>
      <Alert
        showIcon
        className="step-panel"
        type={result.bills_different === 0 ? "success" : "warning"}
        title={words.reproduction(result.bills_replayed, result.bills_different)}
      />
      <section className="plain-card step-panel">
        <Totals totals={result.totals} />
        <List title={words.changes} lines={result.changes} />
      </section>
      <div className="cards">
        <Pools result={result} />
        <Groups result={result} />
        <DistributionChart result={result} />
      </div>
      <List title={words.remarks} lines={result.remarks} />
    </>
  );
}

function List({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {lines.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </>
  );
}

function Totals({ totals }: { readonly totals: Result["totals"] }) {
  const words = useWords(SIMULATION_WORDS);
  const money = [
    [words.fund, totals.fund_before_fen, totals.fund_after_fen],
    [words.person, totals.person_before_fen, totals.person_after_fen],
  ] as const;
  const counts = [
    [words.bills, totals.bills],
    [words.people, totals.people_with_bills],
    [words.winners, totals.winners],
    [words.losers, totals.losers],
    [words.unchanged, totals.unchanged],
  ] as const;
  return (
    <>
      <dl className="figures">
        {counts.map(([title, count]) => (
          <div className="figure" key={title}>
            <dt>{title}</dt>
            <dd className="numeric">{count.toLocaleString("zh-CN")}</dd>
          </div>
        ))}
      </dl>
      <div className="chart-table">
        <table>
          <caption className="only-heard">{words.totals}</caption>
          <thead>
            <tr>
              {["", words.before, words.after, words.difference].map((title) => (
                <th key={title} scope="col">
                  {title || <span className="only-heard">{words.totals}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {money.map(([title, before, after]) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                <td className="numeric">
                  <Amount fen={before} />
                </td>
                <td className="numeric">
                  <Amount fen={after} />
                </td>
                <td className="numeric">
                  <Amount fen={after - before} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const MONEY_AXIS = {
  type: "value",
  axisLabel: { formatter: (value: number) => amountText(value), hideOverlap: true },
};
const GRID = { left: 8, right: 24, top: 36, bottom: 8, containLabel: true };

function Pools({ result: { pools } }: { readonly result: Result }) {
  const words = useWords(SIMULATION_WORDS);
  const option = useMemo(
    () => ({
      grid: GRID,
      legend: { top: 0 },
      tooltip: { trigger: "axis", valueFormatter: (value: number) => amountText(value) },
      xAxis: MONEY_AXIS,
      yAxis: { type: "category", inverse: true, data: pools.map(({ name }) => name) },
      series: [
        { name: words.before, type: "bar", data: pools.map((one) => one.spending_before_fen) },
        { name: words.after, type: "bar", data: pools.map((one) => one.spending_after_fen) },
      ],
    }),
    [pools, words],
  );
  return (
    <Chart
      title={words.pools}
      option={option}
      table={{
        columns: [words.pool, words.before, words.after, words.difference],
        rows: pools.map((one) => [
          one.name,
          <Amount key="before" fen={one.spending_before_fen} />,
          <Amount key="after" fen={one.spending_after_fen} />,
          <Amount key="more" fen={one.spending_after_fen - one.spending_before_fen} />,
        ]),
      }}
    />
  );
}

type Dimension = "insutype" | "age_band" | "identity" | "income_group" | "hospital_level";

function Groups({ result: { groups } }: { readonly result: Result }) {
  const words = useWords(SIMULATION_WORDS);
  const [dimension, setDimension] = useState("insutype");
  const shown = groups.find((one) => one.dimension === dimension) ?? groups[0];
  const rows = shown?.rows;
  const option = useMemo(
    () => ({
      grid: GRID,
      legend: { top: 0 },
      tooltip: { trigger: "axis" },
      xAxis: {
        type: "value",
        axisLabel: { formatter: (value: number) => String(Math.abs(value)) },
      },
      yAxis: { type: "category", inverse: true, data: rows?.map(({ title }) => title) ?? [] },
      series: [
        {
          ...{ name: words.winners, type: "bar", stack: "people", barMaxWidth: 28 },
          data: rows?.map(({ winners }) => -winners) ?? [],
        },
        {
          ...{ name: words.losers, type: "bar", stack: "people", barMaxWidth: 28 },
          data: rows?.map(({ losers }) => losers) ?? [],
        },
      ],
    }),
    [rows, words],
  );
  return (
    <div>
      <Titled title={words.group}>
        <Select
          value={dimension}
          aria-label={words.group}
          style={{ width: 160 }}
          options={groups.map((one) => ({
            value: one.dimension,
            label: words[one.dimension as Dimension] ?? one.dimension,
          }))}
          onChange={setDimension}
        />
      </Titled>
      <Chart
        title={words.groups}
        option={option}
        table={{
          columns: [words.group, words.people, words.winners, words.losers, words.gain, words.loss],
          rows: (rows ?? []).map((one) => [
            one.title,
            one.people,
            one.winners,
            one.losers,
            <Amount key="gain" fen={one.gain_fen} />,
            <Amount key="loss" fen={one.loss_fen} />,
          ]),
        }}
      />
    </div>
  );
}

function DistributionChart({ result: { steps } }: { readonly result: Result }) {
  const words = useWords(SIMULATION_WORDS);
  const option = useMemo(
    () => ({
      grid: GRID,
      legend: { top: 0 },
      tooltip: { trigger: "axis" },
      xAxis: { type: "category", data: steps.map(({ from_fen }) => amountText(from_fen)) },
      yAxis: { type: "value" },
      series: [
        {
          ...{ name: words.before, type: "bar", barGap: "0%" },
          data: steps.map((one) => one.people_before),
        },
        { ...{ name: words.after, type: "bar" }, data: steps.map((one) => one.people_after) },
      ],
    }),
    [steps, words],
  );
  return (
    <Chart
      title={words.distribution}
      option={option}
      table={{
        columns: [words.from_, words.before, words.after],
        rows: steps.map((one) => [
          <Amount key="from" fen={one.from_fen} />,
          one.people_before,
          one.people_after,
        ]),
      }}
    />
  );
}
