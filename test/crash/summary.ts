/** What a crash run tells at its end. */
export interface CrashSummary {
  readonly seed: number;
  /** Kills after which the platform served again. */
  readonly kills: number;
  readonly by_kind: Readonly<Record<string, number>>;
  readonly messages: Readonly<Record<string, number>>;
  /** What became of messages without an answer when they were sent again or taken back. */
  readonly resolutions: Readonly<Record<string, number>>;
  /** The commonest refusals, digits as 0. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly settlements_in_force: number;
  readonly deposits: number;
  readonly restart_ms: Readonly<Record<string, number>>;
  /** Where the process lived on and the database came back under it. */
  readonly healing_ms: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
  readonly seconds: number;
}

export function percentile(values: readonly number[]): { p50: number; max: number } {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    p50: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
    max: Math.round(sorted.at(-1) ?? 0),
  };
}

export function summaryText(summary: CrashSummary): string {
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(", ");
  const { violations } = summary;
  return [
    `seed ${summary.seed}: ${summary.kills} kills in ${summary.seconds} s`,
    `  kills        ${list(summary.by_kind)}`,
    `  messages     ${list(summary.messages)}`,
    `  without an answer, then  ${list(summary.resolutions)}`,
    `  refusals     ${list(summary.refusals)}`,
    `  in force     ${summary.settlements_in_force} settlements, ${summary.deposits} deposits`,
    `  restarts     ${list(summary.restart_ms)} (ms)`,
    `  healed       ${list(summary.healing_ms)} (ms)`,
    `  violations   ${violations.length}`,
    ...violations.map((violation) => `    ${violation}`),
  ].join("\n");
}
