import { join } from "node:path";
import { type CivilDate, civilDate, YibaoError } from "../kernel/index.ts";
import {
  CHECK_OPTIONS,
  type CheckOptions,
  type CheckReport,
  checkPack,
  loadRegion,
  packFolders,
  packHeader,
  readPackText,
  regionsFolder,
} from "../policy/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { checkSheet, type TimedReport } from "./policy-check-sheet.ts";
import { createProgress } from "./progress.ts";

/**
 * `yibao policy check [DIR…|CODE…] [--against DIR|CODE [--from D]] [--seed S]`. Without words the
 * shipped packs that no other inherits from. Exit code 1 when there is an error in a pack.
 */
export async function policyCheckCommand(invocation: Invocation): Promise<number> {
  const names = invocation.words.length > 0 ? invocation.words : shippedLeaves();
  const options = optionsOf(invocation, names);
  const reports = names.map((name) => timed(name, options));
  const text = invocation.json
    ? JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)
    : reports.map(checkSheet).join("\n\n");
  process.stdout.write(`${text}\n`);
  return reports.every(({ counts }) => counts.error === 0) ? 0 : 1;
}

function optionsOf(invocation: Invocation, names: readonly string[]): CheckOptions {
  const seed = textFlag(invocation, "seed") ?? CHECK_OPTIONS.seed;
  const earlier = textFlag(invocation, "against");
  const from = textFlag(invocation, "from");
  if (earlier === undefined) {
    if (from === undefined) return { ...CHECK_OPTIONS, seed };
    throw new YibaoError("COMMAND-MISSING", { command: "policy check", what: "--against" });
  }
  if (names.length !== 1) {
    const what = "恰好一个政策包（与 --against 比较）";
    throw new YibaoError("COMMAND-MISSING", { command: "policy check", what });
  }
  const day: CivilDate | null = from === undefined ? null : civilDate(from);
  const against = { region: loadRegion(earlier), from: day };
  return { ...CHECK_OPTIONS, seed, against };
}

/** A check with what each of its phases took. */
function timed(name: string, options: CheckOptions): TimedReport {
  const progress = createProgress();
  const seconds: Record<string, number> = {};
  const began = performance.now();
  let last = began;
  let phase = "装入与条款";
  const lap = (next: string): void => {
    const now = performance.now();
    seconds[phase] = (seconds[phase] ?? 0) + (now - last) / 1_000;
    last = now;
    phase = next;
  };
  const report: CheckReport = checkPack(name, options, (at) => {
    if (at.phase !== phase) lap(at.phase);
    progress.update(`检查 ${name}：${at.phase}`, at.done, at.total);
  });
  progress.finish();
  lap("");
  const total = (performance.now() - began) / 1_000;
  return { ...report, seconds: rounded({ ...seconds, total }) };
}

function rounded(seconds: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(seconds).map(([phase, value]) => [phase, Number(value.toFixed(3))]),
  );
}

/** The shipped packs that decide by themselves: a province without its cities lacks values. */
function shippedLeaves(): string[] {
  const root = regionsFolder();
  const packs = packFolders(root).map((name) => packHeader(readPackText(join(root, name))));
  const parents = new Set(packs.map(({ parent }) => parent));
  return packs.map(({ code }) => code).filter((code) => !parents.has(code));
}
