import { chinaTime } from "../../kernel/index.ts";
import type { InstitutionRecord } from "../../providers/index.ts";
import type { TransactionShape, TransactionTable } from "../transaction-shape.ts";
import {
  buildChecklist,
  type ChecklistItem,
  drillsOf,
  type SettlementDrill,
  type Tally,
} from "./checklist.ts";
import type { ConformanceRows } from "./conformance.store.ts";
import { type Need, needOf, type Profile, profileOf } from "./need.ts";
import { type ReportProblem, reportProblems } from "./report-problem.ts";
import { SETTLEMENT_KINDS } from "./settlement-kind.ts";

/**
 * The conformance report of an institution: what its program has shown, what it does wrong, and
 * what is still to be shown before acceptance. Made from counts alone, so it names no person.
 */
export interface ConformanceReport {
  readonly institution: {
    readonly fixmedins_code: string;
    readonly fixmedins_name: string;
    readonly profile: Profile;
  };
  /** China Standard Time. */
  readonly made_at: string;
  readonly ready: boolean;
  readonly score: { readonly done: number; readonly total: number; readonly percent: number };
  readonly checklist: readonly ChecklistItem[];
  /** Titles of what is not done, in order of the checklist. */
  readonly missing: readonly string[];
  readonly visits: readonly VisitWay[];
  readonly settlements: readonly SettlementDrill[];
  readonly transactions: readonly ReportTransaction[];
  readonly problems: readonly ReportProblem[];
  readonly never_called: Readonly<Record<Exclude<Need, "none">, readonly NamedTransaction[]>>;
  readonly not_needed: readonly NotNeeded[];
}

export interface NamedTransaction {
  readonly infno: string;
  readonly name: string;
}

export interface ReportTransaction extends NamedTransaction {
  readonly depth: TransactionShape["depth"];
  readonly need: Need;
  readonly accepted: number;
  readonly refused: number;
  readonly repeated: number;
  /** Taken back by 2601. */
  readonly reversed: number;
  readonly faults: number;
  readonly first_at: string;
  readonly last_at: string;
}

export interface VisitWay {
  readonly name: string;
  readonly steps: readonly (NamedTransaction & {
    readonly state: "accepted" | "refused only" | "never";
  })[];
}

export interface NotNeeded extends NamedTransaction {
  readonly count: number;
  readonly why: string;
}

export interface ReportFacts {
  readonly institution: Pick<InstitutionRecord, "institution_code" | "name" | "type" | "level">;
  readonly rows: ConformanceRows;
  readonly table: TransactionTable;
  readonly now: Date;
}

export function conformanceReport({ institution, rows, table, now }: ReportFacts) {
  const profile = profileOf(institution);
  const shapes = [...table.transactions.values()].filter((one) => one.sent_as === one.infno);
  const tally = tallyOf(rows);
  const problems = reportProblems(rows, table);
  const settlements = drillsOf(profile, tally);
  const checklist = buildChecklist({ profile, shapes, tally, settlements, problems });
  const done = checklist.filter((item) => item.done).length;
  const total = checklist.length;
  const report: ConformanceReport = {
    institution: {
      fixmedins_code: institution.institution_code,
      fixmedins_name: institution.name,
      profile,
    },
    made_at: chinaTime(now),
    ready: done === total,
    score: { done, total, percent: Math.floor((done * 100) / total) },
    checklist,
    missing: checklist.filter((item) => !item.done).map((item) => item.title),
    visits: visitsOf(profile, shapes, tally),
    settlements,
    transactions: shapes.flatMap((shape) => transactionOf(shape, profile, rows, tally)),
    problems,
    never_called: neverCalled(profile, shapes, tally),
    not_needed: notNeeded(profile, shapes, tally),
  };
  return report;
}

function tallyOf({ counts }: ConformanceRows): Tally {
  const known = new Map(counts.map((row) => [`${row.infno} ${row.state}`, row.count]));
  return (infno, state) => known.get(`${infno} ${state}`) ?? 0;
}

function visitsOf(
  profile: Profile,
  shapes: readonly TransactionShape[],
  tally: Tally,
): readonly VisitWay[] {
  const who = profile === "pharmacy" ? "pharmacy" : "hospital";
  return SETTLEMENT_KINDS.filter((kind) => kind.of === who).map(({ name, way }) => ({
    name,
    steps: way.flatMap((infno) => {
      const shape = shapes.find((one) => one.infno === infno);
      if (shape === undefined) return [];
      const state =
        tally(infno, "accepted") > 0
          ? ("accepted" as const)
          : tally(infno, "refused") > 0
            ? ("refused only" as const)
            : ("never" as const);
      return [{ infno, name: shape.name, state }];
    }),
  }));
}

function transactionOf(
  shape: TransactionShape,
  profile: Profile,
  { counts }: ConformanceRows,
  tally: Tally,
): ReportTransaction[] {
  const { infno, name, depth } = shape;
  const own = counts.filter((row) => row.infno === infno);
  if (own.length === 0) return [];
  const times = own.flatMap((row) => [row.first_at.getTime(), row.last_at.getTime()]);
  return [
    {
      infno,
      name,
      depth,
      need: needOf(profile, shape),
      accepted: tally(infno, "accepted"),
      refused: tally(infno, "refused"),
      repeated: tally(infno, "repeated"),
      reversed: tally(infno, "reversed"),
      faults: tally(infno, "fault"),
      first_at: chinaTime(new Date(Math.min(...times))),
      last_at: chinaTime(new Date(Math.max(...times))),
    },
  ];
}

/** Calls of a transaction in any state. */
function calls(tally: Tally, infno: string): number {
  return tally(infno, "accepted") + tally(infno, "refused") + tally(infno, "repeated");
}

function neverCalled(
  profile: Profile,
  shapes: readonly TransactionShape[],
  tally: Tally,
): ConformanceReport["never_called"] {
  const never = (need: Need): NamedTransaction[] =>
    shapes
      .filter((shape) => needOf(profile, shape) === need && calls(tally, shape.infno) === 0)
      .map(({ infno, name }) => ({ infno, name }));
  return { must: never("must"), should: never("should"), may: never("may") };
}

function notNeeded(
  profile: Profile,
  shapes: readonly TransactionShape[],
  tally: Tally,
): readonly NotNeeded[] {
  return shapes.flatMap((shape) => {
    const { infno, name, depth, reason } = shape;
    const needless = tally(infno, "needless");
    const count = calls(tally, infno);
    if (needOf(profile, shape) === "none" && count > 0) {
      const why = depth === "refused" ? `平台不办理：${reason}` : "本类机构不办理这项业务";
      return [{ infno, name, count, why }];
    }
    if (needless === 0) return [];
    return [{ infno, name, count: needless, why: "一分钟内重复了完全相同的查询，可保存上次结果" }];
  });
}
