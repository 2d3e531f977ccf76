import type { Result } from "./task.ts";

/** What a campaign tells at its end. */
export interface CampaignSummary {
  readonly seed: string;
  readonly documents: number;
  readonly seconds: number;
  readonly clean: Count;
  readonly planted: Count;
  readonly failed: number;
  /** Errors at places where nothing is wrong, in clean and in planted documents. */
  readonly false_errors: number;
  readonly false_warnings: number;
  readonly by_kind: Readonly<Record<string, KindCount>>;
  readonly by_format: Readonly<Record<string, Count>>;
  readonly by_profile: Readonly<Record<string, Count>>;
  /** Kinds that no publication offered. */
  readonly never_planted: readonly string[];
  readonly troubles: readonly Result[];
}

export interface Count {
  readonly right: number;
  readonly all: number;
}

export interface KindCount extends Count {
  readonly by_format: Readonly<Record<string, Count>>;
}

export function summaryOf(
  seed: string,
  results: readonly Result[],
  kinds: readonly string[],
  seconds: number,
): CampaignSummary {
  const ran = results.filter(({ outcome }) => outcome !== "not-plantable");
  const planted = ran.filter(({ kind }) => kind !== "");
  const groups = (key: "format" | "profile", from: readonly Result[]) =>
    Object.fromEntries(
      Object.entries(grouped(from, (one) => one[key])).map(([id, some]) => [id, count(some)]),
    );
  const by_kind = Object.entries(grouped(planted, ({ kind }) => kind)).map(([kind, some]) => {
    return [kind, { ...count(some), by_format: groups("format", some) }] as const;
  });
  const sum = (key: "false_errors" | "false_warnings") =>
    ran.reduce((total, one) => total + one[key].length, 0);
  return {
    ...{ seed, seconds, documents: ran.length },
    clean: count(ran.filter(({ kind }) => kind === "")),
    planted: count(planted),
    failed: ran.filter(({ outcome }) => outcome === "failed").length,
    ...{ false_errors: sum("false_errors"), false_warnings: sum("false_warnings") },
    by_kind: Object.fromEntries(by_kind),
    by_format: groups("format", planted),
    by_profile: groups("profile", planted),
    never_planted: kinds.filter((kind) => !planted.some((one) => one.kind === kind)),
    troubles: ran.filter(isTrouble),
  };
}

function isTrouble({ outcome, false_errors }: Result): boolean {
  return !["found", "clean"].includes(outcome) || false_errors.length > 0;
}

function count(results: readonly Result[]): Count {
  const right = results.filter(({ outcome }) => outcome === "found" || outcome === "clean").length;
  return { right, all: results.length };
}

function grouped(
  results: readonly Result[],
  key: (result: Result) => string,
): Readonly<Record<string, readonly Result[]>> {
  const groups: Record<string, Result[]> = {};
  for (const result of results) {
    const id = key(result);
    groups[id] = [...(groups[id] ?? []), result];
  }
  return groups;
}

/** 99.3 % (1,234). */
function rate({ right, all }: Count): string {
  return all === 0 ? "–" : `${((right * 100) / all).toFixed(1)} % (${right}/${all})`;
}

export function summaryText(summary: CampaignSummary): string {
  const formats = Object.keys(summary.by_format).sort();
  const rows = Object.entries(summary.by_kind).map(([kind, own]) => [
    kind,
    rate(own),
    ...formats.map((format) => rate(own.by_format[format] ?? { right: 0, all: 0 })),
  ]);
  const header = ["kind", "all", ...formats];
  const list = (counts: Readonly<Record<string, Count>>) =>
    Object.entries(counts).map(([id, own]) => `    ${id.padEnd(28)} ${rate(own)}`);
  return [
    `seed ${summary.seed}: ${summary.documents} documents in ${summary.seconds} s`,
    ...[header, ...rows].map((cells) =>
      cells.map((cell, at) => cell.padEnd(at === 0 ? 34 : 20)).join(""),
    ),
    "  by format",
    ...list(summary.by_format),
    "  by profile",
    ...list(summary.by_profile),
    `  never planted     ${summary.never_planted.join(", ") || "–"}`,
    `  clean documents   ${rate(summary.clean)}`,
    `  defects found     ${rate(summary.planted)}`,
    `  false errors      ${summary.false_errors}, false warnings ${summary.false_warnings}`,
    `  failed            ${summary.failed}`,
  ].join("\n");
}
