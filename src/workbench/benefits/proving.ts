import { readFileSync } from "node:fs";
import { join } from "node:path";
import { YibaoError } from "../../kernel/index.ts";
import {
  CHECK_OPTIONS,
  type CheckOptions,
  type CheckProgress,
  type CheckReport,
  checkSteps,
  type Finding,
  type Region,
} from "../../policy/index.ts";
import type { PackJudge } from "../../policy-library/index.ts";
import { createPace, packageRoot } from "../../store/index.ts";

/**
 * Proofs of policy that somebody at a screen waits for: one after another and in small slices, so
 * that hospitals go on being served; how far each is, and what the last ones found.
 */
export interface Proving {
  /** Waits for its turn, then works with a judge that proves as `policy check` does. */
  run<T>(content_hash: string, work: (judge: PackJudge) => Promise<T>): Promise<T>;
  /** Null when nothing is being proved of the version. */
  progressOf(content_hash: string): ProvingProgress | null;
  /** What was found of each region that the version changes; null when not proved lately. */
  reportsOf(content_hash: string): readonly CheckReport[] | null;
}

export interface ProvingProgress {
  /** Proofs that come before it. */
  readonly ahead: number;
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

const WAITING_MOST = 5;
const REPORTS_KEPT = 20;

/** The same way with fewer bills: no proof of anything, and done in a second. */
export const QUICK_PROOF: CheckOptions = { ...CHECK_OPTIONS, sequences: 1, plans_max: 10 };

export function createProving(options: CheckOptions = CHECK_OPTIONS): Proving {
  const running: { hash: string; at: CheckProgress }[] = [];
  const reports = new Map<string, readonly CheckReport[]>();
  let last: Promise<unknown> = Promise.resolve();
  const keep = (hash: string, found: readonly CheckReport[]): void => {
    reports.delete(hash);
    reports.set(hash, found);
    const [oldest] = reports.keys();
    if (reports.size > REPORTS_KEPT && oldest !== undefined) reports.delete(oldest);
  };
  return {
    run: async (hash, work) => {
      if (running.length >= WAITING_MOST) {
        throw new YibaoError("LIBRARY-BUSY", { running: running.length });
      }
      const own = { hash, at: { phase: "", done: 0, total: 0 } as CheckProgress };
      running.push(own);
      const found: CheckReport[] = [];
      const progress = (at: CheckProgress): void => {
        own.at = at;
      };
      const judge = judgeBySteps(options, progress, found);
      const turn = last.then(() => work(judge));
      last = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        running.splice(running.indexOf(own), 1);
        if (found.length > 0) keep(hash, found);
      }
    },
    progressOf: (hash) => {
      const ahead = running.findIndex((one) => one.hash === hash);
      if (ahead < 0) return null;
      return { ahead, ...(running[ahead] as { at: CheckProgress }).at };
    },
    reportsOf: (hash) => reports.get(hash) ?? null,
  };
}

const EARLIER_ANSWER: Finding["rule"] = "retroactive-change";

function judgeBySteps(
  options: CheckOptions,
  progress: (at: CheckProgress) => void,
  found: CheckReport[],
): PackJudge {
  const checker_version = programVersion();
  return {
    check: async (region, against) => {
      const report = await checkedInSlices(region, { ...options, against }, progress);
      found.push(report);
      const ofSeverity = (severity: Finding["severity"]) =>
        report.findings.filter((one) => one.severity === severity && one.rule !== EARLIER_ANSWER);
      return {
        checker_version,
        errors: ofSeverity("error").map(sentence),
        warnings: ofSeverity("warning").map(sentence),
        changed_before: report.findings.filter(({ rule }) => rule === EARLIER_ANSWER).map(sentence),
      };
    },
  };
}

async function checkedInSlices(
  region: Region,
  options: CheckOptions,
  progress: (at: CheckProgress) => void,
): Promise<CheckReport> {
  const steps = checkSteps(region, options);
  const pace = createPace();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    progress(step.value);
    const resting = pace();
    if (resting !== undefined) await resting;
  }
}

function sentence({ where, message }: Finding): string {
  return `${where}：${message}`;
}

function programVersion(): string {
  const file = readFileSync(join(packageRoot(), "package.json"), "utf8");
  return `yibao ${(JSON.parse(file) as { version: string }).version}`;
}
