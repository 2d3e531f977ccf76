import { contains, fen } from "../../kernel/index.ts";
import type { Benefit } from "../benefit.ts";
import type { NotCovered } from "../pack.ts";
import { visitTypeWords } from "../read/row-words.ts";
import { benefitsFor, type Region } from "../region.ts";
import { rowTitle } from "../row-titles.ts";
import type { CheckSteps } from "./finding.ts";
import type { Findings } from "./findings.ts";
import { exampleCase, plainLine, plainSituation, situationText } from "./situation.ts";
import type { Stretch, Universe } from "./universe.ts";

/**
 * Who decides: for each scheme × visit type × disease × stretch of days exactly one benefit, or a
 * declaration that it is not covered. Level, place and person choose no benefit, so leaving them
 * out leaves nothing out.
 */

interface Decided {
  readonly benefits: readonly Benefit[];
  readonly declared: readonly NotCovered[];
}

type Timeline = readonly Decided[];

/** Diseases of one scheme and visit type that are decided alike on all days. */
interface Group {
  readonly insutype: string;
  readonly visit_type: string;
  readonly diseases: readonly (string | null)[];
  readonly timeline: Timeline;
}

/** @returns how many cases were looked at */
export function* checkCoverage(
  region: Region,
  universe: Universe,
  findings: Findings,
): CheckSteps<number> {
  const { insutypes, visit_types, diseases, stretches } = universe;
  const groups: Group[] = [];
  const total = insutypes.length * visit_types.length;
  for (const insutype of insutypes) {
    for (const visit_type of visit_types) {
      groups.push(...groupsOf(region, universe, insutype, visit_type));
      yield { phase: "覆盖", done: Math.ceil(groups.length / diseases.length), total };
    }
  }
  reportGaps(region, universe, groups, findings);
  for (const group of groups) {
    reportOverlaps(region, universe, group, findings);
    reportContradictions(region, universe, group, findings);
  }
  reportIdle(region, groups, findings);
  return total * diseases.length * stretches.length;
}

function groupsOf(
  region: Region,
  { diseases, stretches }: Universe,
  insutype: string,
  visit_type: string,
): Group[] {
  const groups = new Map<string, { diseases: (string | null)[]; timeline: Timeline }>();
  for (const disease of diseases) {
    const timeline = stretches.map(({ from }) =>
      decidedOn(region, insutype, visit_type, disease, from),
    );
    const key = timeline
      .map(({ benefits, declared }) => {
        const names = benefits.map((one) => `${one.name} ${one.period.from}`);
        return [...names, "·", ...declared.map((one) => one.name)].join(",");
      })
      .join("|");
    const group = groups.get(key);
    if (group) group.diseases.push(disease);
    else groups.set(key, { diseases: [disease], timeline });
  }
  return [...groups.values()].map((group) => ({ insutype, visit_type, ...group }));
}

function decidedOn(
  region: Region,
  insutype: string,
  visit_type: string,
  disease: string | null,
  day: Stretch["from"],
): Decided {
  const query = { insutype, visit_type, disease, day };
  const declared = [...region.declared.not_covered.values()]
    .map(({ value }) => value)
    .filter(
      (one) =>
        one.insutypes.includes(insutype) &&
        one.visit_types.includes(visit_type) &&
        contains(one.period, day) &&
        (one.diseases === null || one.diseases.includes(disease ?? "")) &&
        (one.diseases_except === null || !one.diseases_except.includes(disease ?? "")),
    );
  return { benefits: benefitsFor(region, query), declared };
}

/** Days in a row on which nothing decides. */
interface Gap {
  readonly from: Stretch["from"];
  readonly to: Stretch["to"];
  /** What decided the day before, if anything did. */
  readonly after: Benefit | null;
  readonly before: Benefit | null;
}

function gapsOf(timeline: Timeline, stretches: readonly Stretch[]): Gap[] {
  const gaps: Gap[] = [];
  const open = (index: number) => {
    const { benefits, declared } = timeline[index] as Decided;
    return benefits.length === 0 && declared.length === 0;
  };
  let index = 0;
  while (index < timeline.length) {
    if (!open(index)) {
      index += 1;
      continue;
    }
    const first = index;
    while (index < timeline.length && open(index)) index += 1;
    gaps.push({
      from: (stretches[first] as Stretch).from,
      to: (stretches[index - 1] as Stretch).to,
      after: timeline[first - 1]?.benefits[0] ?? null,
      before: timeline[index]?.benefits[0] ?? null,
    });
  }
  return gaps;
}

/** Gaps alike in all but the visit type are one finding: a scheme left out is not twenty. */
function reportGaps(
  region: Region,
  { stretches, diseases }: Universe,
  groups: readonly Group[],
  findings: Findings,
): void {
  const alike = new Map<string, { gap: Gap; group: Group; visits: string[] }>();
  for (const group of groups) {
    for (const gap of gapsOf(group.timeline, stretches)) {
      const { insutype, diseases: those } = group;
      const neighbour = gap.after ?? gap.before;
      const key = JSON.stringify([insutype, those, gap.from, gap.to, neighbour?.name ?? null]);
      const known = alike.get(key);
      if (known) known.visits.push(group.visit_type);
      else alike.set(key, { gap, group, visits: [group.visit_type] });
    }
  }
  for (const [key, { gap, group, visits }] of alike) {
    findings.add(key, () => gapFinding(region, diseases.length, gap, group, visits));
  }
}

function gapFinding(
  region: Region,
  all: number,
  { from, to, after, before }: Gap,
  { insutype, diseases, visit_type }: Group,
  visits: readonly string[],
) {
  const situation = plainSituation(from, insutype, visit_type, diseases[0] ?? null);
  const names = visits.map((one) => visitTypeWords(one, region, "zh")).join("、");
  const scheme = rowTitle(insutype, region.diseases);
  const which = diseases.length === all ? "" : `，病种 ${diseasesText(region, diseases)}`;
  const until = to === null ? "起" : `至 ${to} 前一日`;
  const ended = after === null ? "" : `“${after.title}”止于前一日；`;
  const begins = before === null ? "" : `“${before.title}”自 ${before.period.from} 起；`;
  return {
    rule: after === null ? ("coverage-gap" as const) : ("coverage-gap-in-time" as const),
    where: (after ?? nearest(region, insutype, visit_type))?.where ?? nowhere(region, visits),
    message:
      `${from} ${until}，${scheme}的${names}${which}没有待遇，` +
      `也没有写明不予支付。${ended}${begins}例：${situationText(region, situation)}`,
    about: [after?.name ?? "", before?.name ?? ""].filter((name) => name !== ""),
    example: exampleCase(region, [
      { situation, lines: [plainLine(fen(100_000))], continues: false },
    ]),
    expected: "恰有一项待遇，或在 not_covered 写明",
    actual: "没有待遇",
  };
}

/** Nothing speaks of it: where the pack lists the visit type, or where the pack begins. */
function nowhere({ declared }: Region, visits: readonly string[]): string {
  const listed = visits.length === 1 ? declared.visit_types.get(visits[0] as string) : undefined;
  const folder = (where: string) => where.slice(0, where.indexOf("/"));
  const own = listed !== undefined && folder(listed.where) === folder(declared.where);
  return own ? listed.where : declared.where;
}

/** A benefit of the same kind of visit, best of the same scheme: the gap is most likely its. */
function nearest(region: Region, insutype: string, visit_type: string): Benefit | null {
  const same = region.benefits.filter((one) => one.visit_types.includes(visit_type));
  return same.find((one) => one.insutypes.includes(insutype)) ?? same[0] ?? null;
}

const NAMED_MAX = 4;

function diseasesText(region: Region, diseases: readonly (string | null)[]): string {
  const names = diseases.map((one) => (one === null ? "无" : rowTitle(one, region.diseases)));
  const shown = names.slice(0, NAMED_MAX).join("、");
  return names.length > NAMED_MAX ? `${shown}等 ${names.length} 种` : shown;
}

function reportOverlaps(
  region: Region,
  { stretches }: Universe,
  { insutype, visit_type, diseases, timeline }: Group,
  findings: Findings,
): void {
  timeline.forEach(({ benefits }, index) => {
    const [first, second] = benefits;
    if (!first || !second) return;
    findings.add(`overlap ${first.where} ${second.where}`, () => {
      const { from } = stretches[index] as Stretch;
      const situation = plainSituation(from, insutype, visit_type, diseases[0] ?? null);
      return {
        rule: "coverage-overlap",
        where: second.where,
        message:
          `“${first.title}”（${first.name}，${first.where}）与“${second.title}”` +
          `（${second.name}）同时适用：${situationText(region, situation)}`,
        about: [first.name, second.name],
        example: exampleCase(region, [
          { situation, lines: [plainLine(fen(100_000))], continues: false },
        ]),
        expected: "恰有一项待遇",
        actual: benefits.map(({ title }) => title).join("、"),
      };
    });
  });
}

function reportContradictions(
  region: Region,
  { stretches }: Universe,
  { insutype, visit_type, diseases, timeline }: Group,
  findings: Findings,
): void {
  timeline.forEach(({ benefits, declared }, index) => {
    const [benefit] = benefits;
    const [left] = declared;
    if (!benefit || !left) return;
    findings.add(`contradiction ${left.where} ${benefit.where}`, () => {
      const { from } = stretches[index] as Stretch;
      const situation = plainSituation(from, insutype, visit_type, diseases[0] ?? null);
      return {
        rule: "coverage-contradiction",
        where: left.where,
        message:
          `not_covered 的“${left.name}”说不予支付，而待遇“${benefit.title}”` +
          `（${benefit.name}，${benefit.where}）支付：${situationText(region, situation)}`,
        about: [benefit.name],
        example: exampleCase(region, [
          { situation, lines: [plainLine(fen(100_000))], continues: false },
        ]),
        expected: `没有待遇（${left.reason}）`,
        actual: benefit.title,
      };
    });
  });
}

function reportIdle(region: Region, groups: readonly Group[], findings: Findings): void {
  const used = new Set(
    groups.flatMap(({ timeline }) =>
      timeline.flatMap(({ benefits, declared }) => (benefits.length === 0 ? declared : [])),
    ),
  );
  for (const { value } of region.declared.not_covered.values()) {
    if (used.has(value)) continue;
    findings.add(`idle ${value.where}`, () => ({
      rule: "not-covered-idle",
      where: value.where,
      message: `not_covered 的“${value.name}”没有对应任何一种无待遇的情形，可以删去`,
    }));
  }
}
