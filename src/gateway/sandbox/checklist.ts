import type { TransactionShape } from "../transaction-shape.ts";
import { needOf, type Profile } from "./need.ts";
import type { ConformanceState } from "./observe.ts";
import type { ReportProblem } from "./report-problem.ts";
import { SETTLEMENT_KINDS } from "./settlement-kind.ts";

/** Counts by transaction and state. */
export type Tally = (infno: string, state: ConformanceState) => number;

/** What a vendor shows before acceptance, and whether it has been shown. */
export interface ChecklistItem {
  readonly id: string;
  readonly title: string;
  readonly done: boolean;
  /** How to do it; empty when it is done. */
  readonly how: string;
}

/** One kind of settlement in all its ends. */
export interface SettlementDrill {
  readonly name: string;
  readonly final: string;
  readonly tried: boolean;
  readonly settled: boolean;
  readonly cancelled: boolean;
  /** The same message again, answered alike. */
  readonly repeated: boolean;
  /** Taken back by 2601 after an answer that never came. */
  readonly after_time_out: boolean;
}

export function drillsOf(profile: Profile, tally: Tally): readonly SettlementDrill[] {
  const who = profile === "pharmacy" ? "pharmacy" : "hospital";
  return SETTLEMENT_KINDS.filter((kind) => kind.of === who).map((kind) => ({
    name: kind.name,
    final: kind.final,
    tried: tally(kind.trial, "accepted") > 0,
    settled: tally(kind.final, "accepted") > 0,
    cancelled: tally(kind.cancel, "accepted") > 0,
    repeated: tally(kind.final, "repeated") > 0,
    after_time_out: tally(kind.final, "reversed") > 0,
  }));
}

interface ChecklistFacts {
  readonly profile: Profile;
  readonly shapes: readonly TransactionShape[];
  readonly tally: Tally;
  readonly settlements: readonly SettlementDrill[];
  readonly problems: readonly ReportProblem[];
}

export function buildChecklist(facts: ChecklistFacts): readonly ChecklistItem[] {
  const { profile, shapes, tally, settlements, problems } = facts;
  const must = shapes.filter((shape) => needOf(profile, shape) === "must");
  const needed = new Set(must.map(({ infno }) => infno));
  return [
    ...must.map(({ infno, name }) => ({
      ...item(`call-${infno}`, `${infno} ${name}：成功办理`, tally(infno, "accepted") > 0),
      how: tally(infno, "accepted") > 0 ? "" : `发送一笔被接受的 ${infno}`,
    })),
    ...settlements.filter(({ final }) => needed.has(final)).flatMap(drillItems),
    openItem(problems, "field", "没有未改正的字段错误", "按“字段错误”一节改正后重发一笔成功的"),
    openItem(
      problems,
      "identity",
      "没有未改正的金额关系错误",
      "按“金额关系”一节改正后重发一笔成功的",
    ),
  ];
}

function item(id: string, title: string, done: boolean): Omit<ChecklistItem, "how"> {
  return { id, title, done };
}

function drillItems({ name, final, repeated, after_time_out }: SettlementDrill): ChecklistItem[] {
  return [
    {
      ...item(`repeat-${final}`, `${name}结算超时后用同一报文重发`, repeated),
      how: repeated ? "" : `结算 ${final} 成功后，把同一报文（同一 msgid）再发一次，应得到相同应答`,
    },
    {
      ...item(`time-out-${final}`, `${name}结算超时后用 2601 冲正`, after_time_out),
      how: after_time_out ? "" : `结算 ${final} 后不用其应答，以其 msgid 为 omsgid 发送 2601`,
    },
  ];
}

function openItem(
  problems: readonly ReportProblem[],
  kind: ReportProblem["kind"],
  title: string,
  how: string,
): ChecklistItem {
  const open = problems.filter((one) => one.kind === kind && one.open).length;
  const done = open === 0;
  return { ...item(`no-open-${kind}`, title, done), how: done ? "" : `还有 ${open} 处：${how}` };
}
