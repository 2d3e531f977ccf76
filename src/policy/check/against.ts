import {
  type CivilDate,
  contains,
  type Fen,
  fen,
  YibaoError,
  yuanFromFen,
} from "../../kernel/index.ts";
import { adjudicate } from "../adjudicate.ts";
import type { Split } from "../adjudication.ts";
import type { Benefit } from "../benefit.ts";
import { type Cell, type Dimension, isCell, type Table, versionOn } from "../parameter.ts";
import { benefitsFor, type Region } from "../region.ts";
import { rowTitle } from "../row-titles.ts";
import { ALONE, PLAIN } from "./edges.ts";
import type { CheckSteps, Compared } from "./finding.ts";
import { Findings } from "./findings.ts";
import { activeLayers, combinations, parametersRead, rowsFor } from "./layer-reads.ts";
import { benefitSituation } from "./layer-values.ts";
import {
  atCoordinates,
  exampleCase,
  factsOf,
  fundName,
  plainSituation,
  type Situation,
  situationText,
  type TrialBill,
} from "./situation.ts";
import { universeOf } from "./universe.ts";

/**
 * A later entry never changes an earlier answer: on every day before the new pack differs on
 * purpose, each parameter has the same cells, each case the same benefit, and each benefit the
 * same layers as in the earlier pack. So every bill of those days has the same answer.
 */

/** The first day on which they may differ: the first day of change that only the new one has. */
export function firstPurposeDay(old: Region, now: Region): CivilDate | null {
  const known = new Set(old.changes);
  return now.changes.find((day) => !known.has(day)) ?? null;
}

interface Both {
  readonly old: Region;
  readonly now: Region;
  readonly findings: Findings;
}

export function* checkAgainst(
  now: Region,
  old: Region,
  { from: said, today }: AgainstDays,
  findings: Findings,
): CheckSteps<Compared> {
  const from = said ?? firstPurposeDay(old, now);
  const all = [...new Set([...old.changes, ...now.changes])].sort();
  const days = all.filter((day) => from === null || day < from);
  const known = findings.size;
  for (const [index, day] of days.entries()) {
    compareOn({ old, now, findings }, day);
    yield { phase: "与旧包比较", done: index + 1, total: days.length };
  }
  const same = findings.size === known;
  if (from !== null && today !== null && from <= today) {
    const past = [...new Set([from, ...all])].filter((day) => day >= from && day <= today);
    reachingBack(old, now, past, today, findings);
  }
  return { from, from_said: said !== null, same };
}

/** The first day on which the new pack may differ, where said, and the day of the check. */
export interface AgainstDays {
  readonly from: CivilDate | null;
  readonly today: CivilDate | null;
}

function compareOn(both: Both, day: CivilDate): void {
  comparePlain(both, day);
  compareParameters(both, day);
  compareBenefits(both, day);
}

/** What differs on purpose, but on days that are past: bills of them were settled already. */
function reachingBack(
  old: Region,
  now: Region,
  past: readonly CivilDate[],
  today: CivilDate,
  findings: Findings,
): void {
  const back = new Findings();
  for (const day of past) compareOn({ old, now, findings: back }, day);
  const [first] = back.list();
  if (first === undefined) return;
  const more = back.size === 1 ? "" : `；共 ${back.size} 处`;
  findings.add("reaches back", () => ({
    rule: "change-reaches-back",
    where: first.where,
    message:
      `新包自 ${past[0]} 起的改变不在今天（${today}）之后，已经发生的就医会算出另一个结果。` +
      `${first.message}${more}`,
    about: first.about,
    example: first.example,
    ...(first.expected === null ? {} : { expected: `旧包 ${first.expected}` }),
    ...(first.actual === null ? {} : { actual: first.actual }),
  }));
}

/** Who decides each case. */
function comparePlain({ old, now, findings }: Both, day: CivilDate): void {
  const { insutypes, visit_types, diseases } = universeOf(now);
  for (const insutype of insutypes) {
    for (const visit_type of visit_types) {
      for (const disease of diseases) {
        const query = { insutype, visit_type, disease, day };
        const found = (region: Region) => benefitsFor(region, query);
        const names = (region: Region) =>
          found(region)
            .map(({ name }) => name)
            .join();
        if (names(old) === names(now)) continue;
        const [before, after] = [titlesOf(found(old)), titlesOf(found(now))];
        findings.add(`retro ${insutype} ${visit_type} ${names(old)} ${names(now)}`, () => {
          const situation = plainSituation(day, insutype, visit_type, disease);
          const benefit = benefitsFor(now, query)[0];
          return {
            rule: "retroactive-change",
            where: benefit?.where ?? now.declared.where,
            message:
              `${situationText(now, situation)}：原由“${before || "无"}”决定，` +
              `现由“${after || "无"}”决定`,
            example: exampleCase(now, [billOf(situation, 10_000_000, false)]),
            expected: before || "没有待遇",
            actual: after || "没有待遇",
          };
        });
      }
    }
  }
}

function titlesOf(benefits: readonly Benefit[]): string {
  return benefits.map(({ title }) => title).join("、");
}

function compareParameters(both: Both, day: CivilDate): void {
  const { old, now, findings } = both;
  for (const name of new Set([...old.parameters.keys(), ...now.parameters.keys()])) {
    const before = cellsOn(old, name, day);
    const after = cellsOn(now, name, day);
    const row = [...new Set([...before.keys(), ...after.keys()])].find(
      (one) => before.get(one) !== after.get(one),
    );
    if (row === undefined) continue;
    const parameter = now.parameters.get(name) ?? old.parameters.get(name);
    const version = parameter ? versionOn(parameter, day) : null;
    const where = version?.where ?? parameter?.versions[0]?.where ?? now.declared.where;
    const said = (cells: ReadonlyMap<string, string>) => cells.get(row) ?? "没有值";
    findings.add(`retro ${name} ${where}`, () => {
      const shown = row
        .split(" · ")
        .map((one) => rowTitle(one, now.diseases))
        .join(" · ");
      const example = differingBill(both, day, (benefit) =>
        activeLayers(now, day, benefit).some((layer) =>
          parametersRead(now, day, layer).includes(name),
        ),
      );
      return {
        rule: "retroactive-change",
        where,
        message:
          `“${parameter?.title}”（${name}）${shown === "" ? "" : `${shown} `}` +
          `在 ${day} 的值原为 ${said(before)}，` +
          `现为 ${said(after)}${example?.text ?? ""}`,
        about: [name],
        example: example ? exampleCase(now, [example.bill]) : null,
        expected: example?.before ?? said(before),
        actual: example?.after ?? said(after),
      };
    });
  }
}

/** The cells of a parameter on a day, by row; what a cell is based on is not compared. */
function cellsOn(region: Region, name: string, day: CivilDate): Map<string, string> {
  const parameter = region.parameters.get(name);
  const version = parameter ? versionOn(parameter, day) : null;
  const cells = new Map<string, string>();
  const walk = (table: Table, path: readonly string[]): void => {
    if (isCell(table)) cells.set(path.join(" · "), cellText(table, parameter?.unit));
    else for (const [row, below] of Object.entries(table)) walk(below, [...path, row]);
  };
  if (version) walk(version.table, []);
  return cells;
}

function cellText({ value }: Cell, unit: string | undefined): string {
  if (unit === "yuan" && typeof value === "number") return `${yuanFromFen(value as Fen)} 元`;
  if (unit === "ratio" && typeof value === "number") return `${value / 10_000}%`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function compareBenefits(both: Both, day: CivilDate): void {
  const { old, now, findings } = both;
  for (const benefit of now.benefits) {
    if (!contains(benefit.period, day)) continue;
    const before = old.benefits.find(
      (one) => one.name === benefit.name && contains(one.period, day),
    );
    if (!before || layersText(before) === layersText(benefit)) continue;
    findings.add(`retro layers ${benefit.where}`, () => {
      const example = differingBill(both, day, (one) => one.name === benefit.name);
      return {
        rule: "retroactive-change",
        where: benefit.where,
        message: `“${benefit.title}”（${benefit.name}）的层次在 ${day} 与旧包不同${example?.text ?? ""}`,
        about: [benefit.name],
        example: example ? exampleCase(now, [example.bill]) : null,
        expected: example?.before ?? "与旧包相同",
        actual: example?.after ?? "不同",
      };
    });
  }
}

function layersText({ layers }: Benefit): string {
  const words = new Set(["where", "source", "title", "english", "segment"]);
  return JSON.stringify(layers, (name, value) => (words.has(name) ? undefined : value));
}

interface Differing {
  readonly bill: TrialBill;
  readonly before: string;
  readonly after: string;
  readonly text: string;
}

const AMOUNTS = [10_000, 100_000, 1_000_000, 5_000_000, 20_000_000, 100_000_000];

/** A bill of the day that the two packs split differently, as small as halving makes it. */
function differingBill(
  { old, now }: Both,
  day: CivilDate,
  concerns: (benefit: Benefit) => boolean,
): Differing | null {
  for (const benefit of now.benefits.filter(({ period }) => contains(period, day))) {
    if (!concerns(benefit)) continue;
    for (const insutype of benefit.insutypes) {
      const plain = benefitSituation(benefit, insutype, day);
      const rows = rowsFor(now, benefit, plain);
      for (const rest of combinations(TOLD_APART, rows)) {
        const situation = atCoordinates(plain, rest);
        for (const amount of AMOUNTS) {
          for (const alone of [false, true]) {
            const found = differs(old, now, situation, amount, alone);
            if (found) return smallest(old, now, situation, amount, alone, found);
          }
        }
      }
    }
  }
  return null;
}

const TOLD_APART: readonly Dimension[] = [
  "disease",
  "hospital_level",
  "employment_status",
  "place",
  "identity",
  "civil_servant_rank",
];

function smallest(
  old: Region,
  now: Region,
  situation: Situation,
  amount: number,
  alone: boolean,
  first: Differing,
): Differing {
  let found = first;
  let left = amount;
  for (let by = Math.floor(amount / 2); by >= 100; ) {
    const smaller = differs(old, now, situation, left - by, alone);
    if (smaller) {
      found = smaller;
      left -= by;
    } else by = Math.floor(by / 2);
  }
  return found;
}

function differs(
  old: Region,
  now: Region,
  situation: Situation,
  amount: number,
  alone: boolean,
): Differing | null {
  const bill = billOf(situation, amount, alone);
  const before = answerText(old, bill);
  const after = answerText(now, bill);
  if (before === after) return null;
  const about = `${situationText(now, situation)}，政策范围内 ${yuanFromFen(amount as Fen)} 元`;
  return { bill, before, after, text: `。例：${about}：原来${before}，现在${after}` };
}

function answerText(region: Region, bill: TrialBill): string {
  try {
    const split: Split = adjudicate(region, factsOf(bill.situation, bill.lines, null), {});
    const funds = split.payments
      .filter(({ paid_fen }) => paid_fen !== 0)
      .map(({ fund, paid_fen }) => `${fundName(region, fund)}付 ${yuanFromFen(paid_fen)} 元`);
    return [...funds, `个人负担 ${yuanFromFen(split.person_fen)} 元`].join("、");
  } catch (error) {
    if (error instanceof YibaoError) return `算不出（${error.code}）`;
    throw error;
  }
}

function billOf(situation: Situation, amount: number, alone: boolean): TrialBill {
  const form = alone ? ALONE : PLAIN;
  return { situation, lines: form.lines(fen(amount)), continues: false };
}
