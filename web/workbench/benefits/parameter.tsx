import { Button } from "antd";
import { type ReactNode, useMemo } from "react";
import { Link } from "wouter";
import { amountText, rateText } from "../../shared/amounts.tsx";
import { Chart } from "../../shared/chart.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { today } from "../../shared/dates.ts";
import { Loaded, Unverified } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useRights } from "../../shared/session.ts";
import { useWords } from "../../shared/words.ts";
import { BENEFITS_WORDS } from "./benefits.words.ts";
import "./benefits.css";

type Timeline = AnswerOf<"GET /api/v1/policy-library/versions/{content_hash}/parameters/{name}">;
type Row = Timeline["versions"][number]["rows"][number];

/** One value of policy over time: each version with its source, and a picture where it is a number. */
export default function ParameterScreen({ params }: ScreenProps): ReactNode {
  const { content_hash = "", name = "" } = params;
  const read = useCall("GET /api/v1/policy-library/versions/{content_hash}/parameters/{name}", {
    params: { content_hash, name },
  });
  return (
    <Loaded query={read}>
      {(timeline) => <ParameterPage timeline={timeline} content_hash={content_hash} />}
    </Loaded>
  );
}

interface PageProps {
  readonly timeline: Timeline;
  readonly content_hash: string;
}

function ParameterPage({ timeline, content_hash }: PageProps) {
  const words = useWords(BENEFITS_WORDS);
  const rights = useRights();
  const { title, name, region_name, region_code, benefits, own } = timeline;
  const draft = `/policy-library/${content_hash}/draft?parameter=${encodeURIComponent(name)}`;
  return (
    <>
      <PageHeader
        title={title}
        detail={
          <>
            {region_name} {region_code} · <code>{name}</code>
            {benefits.length === 0
              ? null
              : ` · ${words.usedBy} ${benefits.map((one) => one.title).join("、")}`}
          </>
        }
        actions={
          <>
            <Link href={`/policy-library/${content_hash}?tab=values`}>
              <Button>{words.values}</Button>
            </Link>
            {rights.has("policy.draft") && own ? (
              <Link href={draft}>
                <Button type="primary">{words.draftValue}</Button>
              </Link>
            ) : null}
          </>
        }
      />
      {rights.has("policy.draft") && !own ? <p className="muted">{words.inOtherPack}</p> : null}
      <TimelineChart timeline={timeline} />
      <section className="plain-card">
        <TimelineTable timeline={timeline} content_hash={content_hash} />
      </section>
    </>
  );
}

function TimelineTable({ timeline, content_hash }: PageProps) {
  const words = useWords(BENEFITS_WORDS);
  const now = today();
  return (
    <table className="layer-values">
      <caption className="only-heard">{words.timeline}</caption>
      <thead>
        <tr>
          {[words.from, words.until, words.row, words.value, words.basis, words.where].map(
            (title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {timeline.versions.toReversed().flatMap(({ from, to, where, rows }) =>
          rows.map((row, index) => (
            <tr key={`${from} ${row.path}`}>
              <th scope="row">{index === 0 ? from : null}</th>
              <td>
                {index === 0 ? (to ?? words.forever) : null}{" "}
                {index === 0 && from <= now && (to === null || now < to) ? (
                  <Mark tone="good">{words.current}</Mark>
                ) : null}
              </td>
              <td>{row.title || "—"}</td>
              <td className="value">{row.words}</td>
              <td>
                <Source row={row} />
              </td>
              <td>{index === 0 ? <Where where={where} content_hash={content_hash} /> : null}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

function Source({ row }: { readonly row: Row }) {
  return (
    <>
      {row.document} {row.clause}{" "}
      {row.unverified ? (
        <Unverified why={row.basis_name} />
      ) : (
        <span className="muted">{row.basis_name}</span>
      )}
    </>
  );
}

/** A parent's file is shown by its own version, which this page does not know. */
function Where({ where, content_hash }: { readonly where: string; readonly content_hash: string }) {
  const words = useWords(BENEFITS_WORDS);
  const [, file = "", line = ""] = /^[^/]+\/(.+):(\d+)$/.exec(where) ?? [];
  const read = useCall("GET /api/v1/policy-library/versions/{content_hash}/files", {
    params: { content_hash },
  });
  const isOwn = read.data !== undefined && where.startsWith(`${read.data.folder}/`);
  if (!isOwn) return <code>{where}</code>;
  return (
    <Link
      href={`/policy-library/${content_hash}?tab=texts&file=${encodeURIComponent(file)}&line=${line}`}
      title={words.openText}
    >
      <code>{where}</code>
    </Link>
  );
}

const SERIES_MOST = 8;

/** Steps over time, one line for each row; only where the value is a number. */
function TimelineChart({ timeline }: { readonly timeline: Timeline }) {
  const words = useWords(BENEFITS_WORDS);
  const { versions, unit, title } = timeline;
  const shown = useMemo(() => seriesOf(timeline), [timeline]);
  const option = useMemo(() => chartOption(shown, unit), [shown, unit]);
  // Two versions at least: one alone is no line.
  if (shown.length === 0 || versions.length < 2) return null;
  return (
    <Chart
      title={words.timelineChart(title)}
      height={260}
      option={option}
      table={{
        columns: [words.row, ...versions.map(({ from }) => from)],
        rows: shown.map(({ name, points }) => [
          name,
          ...points.slice(0, versions.length).map(([, value]) => valueText(unit, value)),
        ]),
      }}
    />
  );
}

interface Series {
  readonly name: string;
  readonly points: readonly (readonly [day: string, value: number | null])[];
}

function seriesOf({ versions, title }: Timeline): readonly Series[] {
  const rows = versions.at(-1)?.rows ?? [];
  const numeric = rows.filter(({ number }) => number !== null).slice(0, SERIES_MOST);
  const end = [today(), versions.at(-1)?.from ?? ""].sort().at(-1) as string;
  return numeric.map(({ path, title: row }) => {
    const at = (version: Timeline["versions"][number]) =>
      version.rows.find((one) => one.path === path)?.number ?? null;
    const last = versions.at(-1);
    return {
      name: row || title,
      points: [
        ...versions.map((one) => [one.from, at(one)] as const),
        ...(last === undefined ? [] : [[end, at(last)] as const]),
      ],
    };
  });
}

function valueText(unit: string, value: number | null): string {
  if (value === null) return "—";
  if (unit === "yuan") return amountText(value);
  return unit === "ratio" ? rateText(value) : String(value);
}

function chartOption(series: readonly Series[], unit: string) {
  return {
    grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
    legend: { top: 0, type: "scroll" },
    tooltip: {
      trigger: "axis",
      valueFormatter: (value: number | null) => valueText(unit, value),
    },
    xAxis: { type: "time" },
    yAxis: { type: "value", axisLabel: { formatter: (value: number) => valueText(unit, value) } },
    series: series.map(({ name, points }) => ({
      ...{ name, type: "line", step: "end", symbolSize: 7 },
      data: points.map((point) => [...point]),
    })),
  };
}
