import { Alert, Select } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { Link, useSearchParams } from "wouter";
import { Amount, countText } from "../../shared/amounts.tsx";
import { Chart } from "../../shared/chart.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { EmptyState, Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import { useWords } from "../../shared/words.ts";
import { SIMULATION_WORDS } from "./simulation.words.ts";
import { Titled } from "./titled.tsx";
import "./benefits.css";

type Row = AnswerOf<"GET /api/v1/simulations">["rows"][number];
type Run = AnswerOf<"GET /api/v1/simulations/{run_no}">;
type Result = NonNullable<Run["result"]>;
type Finished = Run & { readonly result: Result };

const RUNS_MOST = 200;

/** Two kept simulations side by side. */
export default function SimulationCompare(): ReactNode {
  const words = useWords(SIMULATION_WORDS);
  const runs = useCall("GET /api/v1/simulations", { query: { state: "done", limit: RUNS_MOST } });
  return (
    <>
      <PageHeader title={words.compareTitle} detail={words.compareDetail} />
      <Loaded query={runs}>{({ rows }) => <Choice runs={rows} />}</Loaded>
    </>
  );
}

function Choice({ runs }: { readonly runs: readonly Row[] }) {
  const words = useWords(SIMULATION_WORDS);
  const [search, setSearch] = useSearchParams();
  const chosen = (side: string) => runs.find((one) => String(one.run_no) === search.get(side));
  const second = chosen("second") ?? runs[0];
  const first = chosen("first") ?? runs.find((one) => one !== second) ?? second;
  if (first === undefined || second === undefined) {
    return <EmptyState title={words.choose} hint={words.chooseHint} />;
  }
  const ask = (sides: { readonly first?: number; readonly second?: number }) => {
    const all = { first: first.run_no, second: second.run_no, ...sides };
    setSearch({ first: String(all.first), second: String(all.second) }, { replace: true });
  };
  return (
    <>
      <div className="day-question">
        <RunField
          title={words.first}
          value={first.run_no}
          runs={runs}
          onChange={(run_no) => ask({ first: run_no })}
        />
        <RunField
          title={words.second}
          value={second.run_no}
          runs={runs}
          onChange={(run_no) => ask({ second: run_no })}
        />
      </div>
      <Both first={first.run_no} second={second.run_no} />
    </>
  );
}

interface RunFieldProps {
  readonly title: string;
  readonly value: number;
  readonly runs: readonly Row[];
  readonly onChange: (run_no: number) => void;
}

function RunField({ title, value, runs, onChange }: RunFieldProps) {
  return (
    <Titled title={title}>
      <Select
        value={value}
        aria-label={title}
        style={{ width: 380 }}
        showSearch={{ optionFilterProp: "label" }}
        options={runs.map((one) => ({
          value: one.run_no,
          label: `${one.run_no} · ${one.title} · ${one.year}`,
        }))}
        onChange={onChange}
      />
    </Titled>
  );
}

function Both({ first, second }: { readonly first: number; readonly second: number }) {
  const readFirst = useCall("GET /api/v1/simulations/{run_no}", { params: { run_no: first } });
  const readSecond = useCall("GET /api/v1/simulations/{run_no}", { params: { run_no: second } });
  return (
    <Loaded query={readFirst}>
      {(one) => (
        <Loaded query={readSecond}>
          {(other) =>
            one.result === null || other.result === null ? null : (
              <Sides first={one as Finished} second={other as Finished} />
            )
          }
        </Loaded>
      )}
    </Loaded>
  );
}

interface SidesProps {
  readonly first: Finished;
  readonly second: Finished;
}

function Sides({ first, second }: SidesProps) {
  const words = useWords(SIMULATION_WORDS);
  const notes = [
    first.year === second.year ? null : words.years,
    first.policy_version === second.policy_version ? null : words.policies,
  ].filter((one) => one !== null);
  return (
    <>
      {notes.map((note) => (
        <Alert key={note} className="step-panel" type="warning" showIcon title={note} />
      ))}
      <section className="plain-card step-panel chart-table">
        <table className="change-table run-table">
          <caption className="only-heard">{words.compareTitle}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="only-heard">{words.totals}</span>
              </th>
              {[first, second].map((run, index) => (
                <th key={index === 0 ? "first" : "second"} scope="col" className="numeric">
                  <Link href={`/simulations/${run.run_no}`}>
                    {run.run_no} · {run.title}
                  </Link>
                </th>
              ))}
              <th scope="col" className="numeric">
                {words.apart}
              </th>
            </tr>
          </thead>
          <tbody>
            <WordRows first={first} second={second} />
            {figuresOf(first.result, second.result, words).map((one) => (
              <FigureRow key={one.title} figure={one} />
            ))}
          </tbody>
        </table>
      </section>
      <WinnersAndLosers first={first} second={second} />
    </>
  );
}

function WordRows({ first, second }: SidesProps) {
  const words = useWords(SIMULATION_WORDS);
  const policy = (run: Finished) =>
    run.policy === null
      ? run.policy_version.slice(0, 12)
      : words.versionNo(run.policy.name, run.policy.version_number);
  const rows = [
    [words.changes, first.result.changes.join("；"), second.result.changes.join("；")],
    [words.yearOf, String(first.year), String(second.year)],
    [words.policy, policy(first), policy(second)],
    [words.by, first.by, second.by],
  ] as const;
  return rows.map(([title, one, other]) => (
    <tr key={title}>
      <th scope="row">{title}</th>
      <td className="run-words">{one || "—"}</td>
      <td className="run-words">{other || "—"}</td>
      <td />
    </tr>
  ));
}

interface Figure {
  readonly title: string;
  readonly kind: "count" | "amount";
  /** Null where the run knows nothing of it. */
  readonly first: number | null;
  readonly second: number | null;
}

type Words = ReturnType<typeof useWords<typeof SIMULATION_WORDS.zh>>;

function figuresOf(first: Result, second: Result, words: Words): readonly Figure[] {
  const totals = (
    title: string,
    key: keyof Result["totals"],
    kind: Figure["kind"] = "count",
  ): Figure => ({ title, kind, first: first.totals[key], second: second.totals[key] });
  const change = (title: string, of: (result: Result) => number): Figure => ({
    ...{ title, kind: "amount" as const, first: of(first), second: of(second) },
  });
  const names = new Map([...first.pools, ...second.pools].map(({ pool, name }) => [pool, name]));
  const spending = ({ pools }: Result, pool: string): number | null => {
    const found = pools.find((one) => one.pool === pool);
    return found === undefined ? null : found.spending_after_fen - found.spending_before_fen;
  };
  return [
    { title: words.people_, kind: "count", first: first.people, second: second.people },
    totals(words.people, "people_with_bills"),
    totals(words.bills, "bills"),
    totals(words.fundChangeBefore, "fund_before_fen", "amount"),
    totals(words.fundChangeAfter, "fund_after_fen", "amount"),
    change(words.fundChange, ({ totals: all }) => all.fund_after_fen - all.fund_before_fen),
    totals(words.personBefore, "person_before_fen", "amount"),
    totals(words.personAfter, "person_after_fen", "amount"),
    change(words.personChange, ({ totals: all }) => all.person_after_fen - all.person_before_fen),
    totals(words.winners, "winners"),
    totals(words.losers, "losers"),
    totals(words.unchanged, "unchanged"),
    ...[...names].map(
      ([pool, name]): Figure => ({
        ...{ title: words.spending(name), kind: "amount" },
        ...{ first: spending(first, pool), second: spending(second, pool) },
      }),
    ),
  ];
}

function FigureRow({ figure }: { readonly figure: Figure }) {
  const { title, kind, first, second } = figure;
  const apart = first === null || second === null ? null : second - first;
  return (
    <tr>
      <th scope="row">{title}</th>
      {[first, second, apart].map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: three columns that stay where they are.
        <td key={index} className="numeric">
          {value === null ? "—" : kind === "amount" ? <Amount fen={value} /> : countText(value)}
        </td>
      ))}
    </tr>
  );
}

type Dimension = "insutype" | "age_band" | "identity" | "income_group" | "hospital_level";

function WinnersAndLosers({ first, second }: SidesProps) {
  const words = useWords(SIMULATION_WORDS);
  const [dimension, setDimension] = useState("insutype");
  const { both, titles, sides, option } = useMemo(() => {
    const rows = [first, second].map(({ result }) => rowsOf(result, dimension));
    const names = [...new Set(rows.flatMap((one) => [...one.keys()]))];
    const sideWords = [words.first, words.second];
    const drawn = groupOption(rows, names, sideWords, words);
    return { both: rows, titles: names, sides: sideWords, option: drawn };
  }, [first, second, dimension, words]);
  return (
    <div>
      <Titled title={words.group}>
        <Select
          value={dimension}
          aria-label={words.group}
          style={{ width: 160 }}
          options={first.result.groups.map((one) => ({
            value: one.dimension,
            label: words[one.dimension as Dimension] ?? one.dimension,
          }))}
          onChange={setDimension}
        />
      </Titled>
      <Chart
        title={words.bothGroups}
        option={option}
        height={Math.max(HEIGHT_LEAST, titles.length * GROUP_HEIGHT + AROUND_HEIGHT)}
        table={{
          columns: [
            words.group,
            ...sides.flatMap((side) => [
              words.side(side, words.winners),
              words.side(side, words.losers),
            ]),
          ],
          rows: titles.map((title) => [
            title,
            ...both.flatMap((rows) => [
              rows.get(title)?.winners ?? 0,
              rows.get(title)?.losers ?? 0,
            ]),
          ]),
        }}
      />
    </div>
  );
}

const HEIGHT_LEAST = 220;
const GROUP_HEIGHT = 52;
const AROUND_HEIGHT = 100;

type Group = Result["groups"][number]["rows"][number];

function rowsOf({ groups }: Result, dimension: string): ReadonlyMap<string, Group> {
  const found = groups.find((one) => one.dimension === dimension);
  return new Map((found?.rows ?? []).map((row) => [row.title, row]));
}

/** Two bars a group, one a run: who pays less to the left, who pays more to the right. */
function groupOption(
  both: readonly ReadonlyMap<string, Group>[],
  titles: readonly string[],
  sides: readonly string[],
  words: Words,
) {
  const series = both.flatMap((rows, index) => {
    const side = sides[index] as string;
    const bar = (what: string, value: (group: Group | undefined) => number) => ({
      ...{ name: words.side(side, what), type: "bar", stack: side, barMaxWidth: 16 },
      ...(index === 0 ? { itemStyle: { opacity: 0.55 } } : {}),
      data: titles.map((title) => value(rows.get(title))),
    });
    return [
      bar(words.winners, (group) => -(group?.winners ?? 0)),
      bar(words.losers, (group) => group?.losers ?? 0),
    ];
  });
  return {
    grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
    legend: { top: 0 },
    tooltip: { trigger: "axis" },
    xAxis: {
      type: "value",
      axisLabel: { formatter: (value: number) => String(Math.abs(value)) },
    },
    yAxis: { type: "category", inverse: true, data: titles },
    series,
  };
}
