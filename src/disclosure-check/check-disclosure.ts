import { type Charts, chartOf, loadCharts } from "../classification/index.ts";
import {
  type Finding,
  judge,
  loadForms,
  loadProfiles,
  loadRules,
  numberFindings,
  type Profile,
} from "../disclosure/index.ts";
import { type Reading, readDisclosure } from "../disclosure-reading/index.ts";
import type { Document } from "../documents/index.ts";
import { againstFile } from "./against-file.ts";
import { ALL_CHECKS } from "./all-checks.ts";
import { coverageOf } from "./coverage.ts";
import type { CheckContext } from "./defect.ts";
import { gatherHints } from "./gather-hints.ts";
import { mergeFindings } from "./merge-findings.ts";
import { passagesOf } from "./passages.ts";
import type { CheckedDocument, CheckReport, ComparedDocument } from "./report.ts";
import { checkRulesOf, findingOf } from "./rule-words.ts";
import { unreadDefects } from "./unread-parts.ts";
import { waive } from "./waive.ts";
import type { Waiver } from "./waiver-file.ts";

export interface CheckOptions {
  /** The shipped charts where none are given. */
  readonly charts?: Charts | undefined;
  /** The id of a profile, where the document is not to be asked. */
  readonly profile?: string | undefined;
  readonly year?: number | undefined;
  /** Another document of the same unit: last year's, or the budget of the same year. */
  readonly against?: Document | undefined;
  readonly waivers?: readonly Waiver[] | undefined;
  /** The day on which waivers are judged (YYYY-MM-DD); without it none has expired. */
  readonly today?: string | undefined;
}

/**
 * Checks a published document: reads what it discloses, judges every figure and every sentence by
 * the rules of `disclosure/`, and makes one finding of each defect. Any document is answered.
 */
export function checkDisclosure(document: Document, options: CheckOptions = {}): CheckReport {
  const charts = options.charts ?? loadCharts();
  const reading = readOne(document, charts, options);
  const profile = profileOf(reading);
  const rules = loadRules();
  const other = options.against === undefined ? null : readOne(options.against, charts, {});
  const { against, defects: unlike } = againstFile(reading, other, rules);
  const judgement = judge(reading, { rules, profile, charts, ...(against && { against }) });
  const context = contextOf(reading, profile, charts, against);
  const found = ALL_CHECKS.flatMap((check) => [...check(context)]);
  const defects = [...gatherHints(found, context), ...unreadDefects(context), ...unlike];
  const words = checkRulesOf(rules);
  const own = defects
    .filter(({ rule }) => isOf(reading, words.get(rule)?.kinds))
    .map((defect) => {
      return findingOf(defect, words);
    });
  const merged = mergeFindings([...own, ...judgement.findings], context);
  const { left, waived } = waive(merged, options.waivers ?? [], options.today, words);
  return {
    document: checkedDocument(reading, profile),
    ...(other && { against: comparedDocument(other) }),
    findings: numbered(left),
    waived,
    coverage: coverageOf(judgement.checks, words, defects, context),
  };
}

function isOf({ kind }: Reading, kinds: readonly string[] | undefined): boolean {
  return kinds === undefined || kinds.includes(kind);
}

function readOne(
  document: Document,
  charts: Charts,
  { year, profile }: Pick<CheckOptions, "year" | "profile">,
): Reading {
  const known = { charts, forms: loadForms(), profiles: loadProfiles() };
  return readDisclosure(document, { ...known, year, profile });
}

function profileOf(reading: Reading): Profile {
  const profiles = loadProfiles();
  const found = profiles.find(({ id }) => id === reading.profile);
  return (found ?? profiles.find(({ id }) => id === `core-${reading.kind}`)) as Profile;
}

function contextOf(
  reading: Reading,
  profile: Profile,
  charts: Charts,
  against: Reading | null,
): CheckContext {
  const { document, year } = reading;
  return {
    ...{ document, reading, disclosure: reading, profile, charts, against },
    level: reading.level,
    passages: passagesOf(document),
    functional: chartOf(charts, "functional", year),
    departmental: chartOf(charts, "departmental", year),
    governmental: chartOf(charts, "governmental", year),
  };
}

/** In the order of the document: the page, the line, then the weightier first. */
function numbered(findings: readonly Finding[]): readonly Finding[] {
  const weights = ["error", "warn", "hint", "unresolved"];
  const ordered = findings.toSorted(
    (a, b) =>
      a.where.page - b.where.page ||
      a.where.line - b.where.line ||
      weights.indexOf(a.outcome) - weights.indexOf(b.outcome),
  );
  return numberFindings(ordered);
}

function comparedDocument({ document, unit_name, year, kind }: Reading): ComparedDocument {
  return { name: document.name, unit: unit_name, year, kind };
}

function checkedDocument(reading: Reading, profile: Profile): CheckedDocument {
  const unknown = new Set(reading.unread.map(({ what }) => what));
  const found = reading.tables.map(({ topic, title }) => ({ topic, title }));
  const topics = new Set(found.map(({ topic }) => topic));
  return {
    name: reading.document.name,
    unit: reading.unit_name,
    year: unknown.has("year") ? null : reading.year,
    kind: unknown.has("kind") ? null : reading.kind,
    profile: profile.id,
    profile_title: profile.title,
    tables: {
      found,
      missing: profile.tables
        .filter(({ obligatory, topic }) => obligatory && !topics.has(topic))
        .map(({ topic, title }) => ({ topic, title })),
    },
  };
}
