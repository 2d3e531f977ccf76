import { loadProfiles, type Profile } from "../../src/disclosure/index.ts";
import { type CheckReport, checkDisclosure } from "../../src/disclosure-check/index.ts";
import { type Document, readDocument } from "../../src/documents/index.ts";
import { randomSource } from "../../src/kernel/index.ts";
import {
  factsOf,
  type Publication,
  type PublicationFormat,
  publicationOf,
  writePublication,
} from "../../src/publication/index.ts";
import type { DefectKind, Planted } from "./defect-kind.ts";
import { DEFECT_KINDS } from "./defects/index.ts";
import { judged } from "./found.ts";
import { randomMaterials } from "./materials/random-materials.ts";
import { type Difference, differences, isFault, type Made } from "./round-trip.ts";

/** One piece of work: a publication, clean (kind "") or with one defect, in each of the formats. */
export interface Task {
  readonly profile: string;
  /** Says which materials. */
  readonly seed: string;
  readonly kind: string;
  readonly formats: readonly PublicationFormat[];
}

export interface Result {
  readonly profile: string;
  readonly seed: string;
  readonly kind: string;
  readonly format: PublicationFormat;
  readonly outcome: "found" | "missed" | "clean" | "not-clean" | "not-plantable" | "failed";
  /** Errors, and warnings, at other places. */
  readonly false_errors: readonly string[];
  readonly false_warnings: readonly string[];
  /** What was planted, or why it failed. */
  readonly told: string;
  readonly milliseconds: number;
}

const ENDINGS = { html: "html", xlsx: "xlsx", docx: "docx", pdf: "pdf", text: "txt" } as const;

export function profileOf(id: string): Profile {
  const found = loadProfiles().find((profile) => profile.id === id);
  if (found === undefined) throw new Error(`no profile ${id}`);
  return found;
}

/** The last publications made: as many as there are profiles, each of which serves many kinds. */
const made = new Map<string, Made>();

const KEPT_MOST = 24;

/** What the books say of a made-up unit, and how it is printed in the form of the profile. */
export function madeFor(profile_id: string, seed: string): Made {
  const key = `${profile_id}/${seed}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const profile = profileOf(profile_id);
  const materials = randomMaterials(profile, seed);
  const disclosure = factsOf(materials);
  const publication = publicationOf(materials, disclosure, profile);
  const one = { publication, disclosure, uses: Object.values(materials.uses) };
  if (made.size >= KEPT_MOST) made.clear();
  made.set(key, one);
  return one;
}

export function publicationFor(profile_id: string, seed: string): Publication {
  return madeFor(profile_id, seed).publication;
}

export async function checkedIn(
  publication: Publication,
  format: PublicationFormat,
): Promise<{ readonly document: Document; readonly report: CheckReport }> {
  const bytes = await writePublication(publication, format);
  const document = await readDocument(bytes, `公开文本.${ENDINGS[format]}`);
  return { document, report: checkDisclosure(document, {}) };
}

export async function runTask(task: Task): Promise<readonly Result[]> {
  const base = { profile: task.profile, seed: task.seed, kind: task.kind };
  const nothing = { false_errors: [], false_warnings: [], milliseconds: 0 };
  try {
    const clean = publicationFor(task.profile, task.seed);
    if (task.kind === "") return await eachFormat(task, clean, null);
    const planted = plantedIn(clean, task);
    if (planted !== null) return await eachFormat(task, planted.publication, planted);
    return task.formats.map((format) => {
      return { ...base, ...nothing, format, outcome: "not-plantable", told: "" };
    });
  } catch (error) {
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return task.formats.map((format) => ({ ...base, ...nothing, format, outcome: "failed", told }));
  }
}

export function plantedIn(
  publication: Publication,
  task: Pick<Task, "kind" | "seed">,
): Planted | null {
  const kind = DEFECT_KINDS.find(({ id }) => id === task.kind) as DefectKind;
  if (!kind.kinds.includes(publication.kind)) return null;
  return kind.plant(publication, randomSource(task.seed, `${publication.profile} ${task.kind}`));
}

async function eachFormat(
  task: Task,
  publication: Publication,
  planted: Planted | null,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const format of task.formats) {
    results.push(await inFormat(task, publication, planted, format));
  }
  return results;
}

async function inFormat(
  task: Task,
  publication: Publication,
  planted: Planted | null,
  format: PublicationFormat,
): Promise<Result> {
  const started = performance.now();
  const base = { profile: task.profile, seed: task.seed, kind: task.kind, format };
  try {
    const { document, report } = await checkedIn(publication, format);
    const milliseconds = performance.now() - started;
    if (planted === null) {
      const of = (outcome: string) =>
        report.findings.filter((one) => one.outcome === outcome).map(toldOf);
      const lost = differences(madeFor(task.profile, task.seed), document).filter((one) =>
        isFault(one, format),
      );
      const false_errors = [...of("error"), ...lost.map(differenceOf)];
      const false_warnings = of("warn");
      const isClean = false_errors.length + false_warnings.length === 0;
      const outcome = isClean ? "clean" : "not-clean";
      return { ...base, outcome, false_errors, false_warnings, told: "", milliseconds };
    }
    const { is_found, false_errors, false_warnings, right } = judged(report, planted, document);
    return {
      ...base,
      outcome: is_found ? "found" : "missed",
      false_errors: false_errors.map(toldOf),
      false_warnings: false_warnings.map(toldOf),
      told: [JSON.stringify(planted.where), ...right.map(toldOf)].join("\n    "),
      milliseconds,
    };
  } catch (error) {
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const milliseconds = performance.now() - started;
    return { ...base, outcome: "failed", false_errors: [], false_warnings: [], told, milliseconds };
  }
}

function differenceOf({ kind, text }: Difference): string {
  return `ROUND-TRIP ${kind} ${text}`;
}

function toldOf({ rule, outcome, where, message }: CheckReport["findings"][number]): string {
  const { page, line, table, row, column, text } = where;
  const place = [table, row, column, text].filter((one) => one !== "").join(" | ");
  return `${rule} ${outcome} p${page} l${line} ${place.slice(0, 160)}: ${message.slice(0, 200)}`;
}
