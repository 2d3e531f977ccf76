import { useQuery } from "@tanstack/react-query";
import { Select, Tabs } from "antd";
import type { ReactNode } from "react";
import { useSearchParams } from "wouter";
import { type AnswerOf, callQuery, useCall } from "../../shared/client.ts";
import { today } from "../../shared/dates.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { PageHeader } from "../../shared/page-header.tsx";
import type { Problem } from "../../shared/problem.ts";
import { useWords } from "../../shared/words.ts";
import { BENEFITS_WORDS } from "./benefits.words.ts";
import { Changes, type Diff } from "./changes.tsx";
import { DayField } from "./policy-of-day.tsx";
import { TextDiff } from "./text-diff.tsx";
import { Titled } from "./titled.tsx";
import "./benefits.css";

type Version = AnswerOf<"GET /api/v1/policy-library/versions">["rows"][number];

const VERSIONS_MOST = 200;

/** Two versions of a pack, or two days of one. */
export default function Compare(): ReactNode {
  const words = useWords(BENEFITS_WORDS);
  const versions = useCall("GET /api/v1/policy-library/versions", {
    query: { limit: VERSIONS_MOST },
  });
  return (
    <>
      <PageHeader title={words.compareTitle} detail={words.compareDetail} />
      <Loaded query={versions}>{({ rows }) => <Sides versions={rows} />}</Loaded>
    </>
  );
}

function Sides({ versions }: { readonly versions: readonly Version[] }) {
  const words = useWords(BENEFITS_WORDS);
  const [search, setSearch] = useSearchParams();
  const asked = versions.find((one) => one.content_hash === search.get("after"));
  const last = versions
    .filter(({ state }) => state === "published")
    .toSorted(byRegion)
    .at(-1);
  const after = asked ?? last ?? versions[0];
  if (after === undefined) return null;
  const same = versions.filter(({ region_code }) => region_code === after.region_code);
  const before = same.find((one) => one.content_hash === search.get("before")) ?? after;
  const to = search.get("to") ?? today();
  const from = search.get("from") ?? `${Number(to.slice(0, 4)) - 1}${to.slice(4)}`;
  const ask = (changes: Readonly<Record<string, string | null>>) => {
    const view = search.get("view");
    const sides = { before: before.content_hash, after: after.content_hash };
    const all = { ...sides, from, to, view, ...changes };
    const kept = Object.entries(all).filter(([, value]) => value !== null);
    setSearch(kept as [string, string][], { replace: true });
  };
  const toPack = (region_code: string) => {
    const newest = versions.find((one) => one.region_code === region_code)?.content_hash ?? null;
    ask({ before: newest, after: newest });
  };
  return (
    <>
      <div className="day-question">
        <Titled title={words.pack}>
          <Select
            value={after.region_code}
            aria-label={words.pack}
            style={{ width: 160 }}
            options={packsOf(versions)}
            onChange={toPack}
          />
        </Titled>
        <VersionField
          title={words.firstVersion}
          value={before.content_hash}
          versions={same}
          onChange={(value) => ask({ before: value })}
        />
        <DayField title={words.firstDay} value={from} onChange={(day) => ask({ from: day })} />
        <VersionField
          title={words.secondVersion}
          value={after.content_hash}
          versions={same}
          onChange={(value) => ask({ after: value })}
        />
        <DayField title={words.secondDay} value={to} onChange={(day) => ask({ to: day })} />
      </div>
      <Result before={before.content_hash} after={after.content_hash} from={from} to={to} />
    </>
  );
}

function byRegion(one: Version, other: Version): number {
  return one.region_code < other.region_code ? -1 : 1;
}

function packsOf(versions: readonly Version[]) {
  const names = new Map(versions.map(({ region_code, name }) => [region_code, name]));
  return [...names].map(([value, name]) => ({ value, label: `${value} ${name}` }));
}

interface VersionFieldProps {
  readonly title: string;
  readonly value: string;
  readonly versions: readonly Version[];
  readonly onChange: (value: string) => void;
}

function VersionField({ title, value, versions, onChange }: VersionFieldProps) {
  const words = useWords(BENEFITS_WORDS);
  return (
    <Titled title={title}>
      <Select
        value={value}
        aria-label={title}
        style={{ width: 210 }}
        options={versions.map(({ content_hash, version_number, state }) => ({
          value: content_hash,
          label: `${words.versionNo(version_number)} · ${words[state]}`,
        }))}
        onChange={onChange}
      />
    </Titled>
  );
}

interface ResultProps {
  readonly before: string;
  readonly after: string;
  readonly from: string;
  readonly to: string;
}

function Result(query: ResultProps) {
  const words = useWords(BENEFITS_WORDS);
  const [search, setSearch] = useSearchParams();
  const read = useQuery<Diff, Problem>(
    callQuery("GET /api/v1/policy-library/diff", { query: { ...query } }),
  );
  const show = (view: string) => {
    const next = new URLSearchParams(search);
    next.set("view", view);
    setSearch(next, { replace: true });
  };
  return (
    <section className="plain-card">
      <Tabs
        activeKey={search.get("view") === "text" ? "text" : "values"}
        onChange={show}
        destroyOnHidden
        items={[
          {
            key: "values",
            label: words.changesTitle,
            children: <Loaded query={read}>{(diff) => <Changes diff={diff} />}</Loaded>,
          },
          {
            key: "text",
            label: words.textDiff,
            children: <TextDiff before={query.before} after={query.after} />,
          },
        ]}
      />
    </section>
  );
}
