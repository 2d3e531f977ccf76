import { loadCharts } from "../classification/index.ts";
import type { Severity } from "../disclosure/index.ts";
import type { Waiver } from "../disclosure-check/index.ts";
import { YibaoError } from "../kernel/index.ts";
import { factsOf } from "./facts/facts-of.ts";
import { type MadePublication, makePublication, profileOf } from "./make-publication.ts";
import type { Materials } from "./materials.ts";
import { missingOf } from "./narrative/index.ts";
import type { Missing } from "./narrative/wants.ts";
import type { PublicationFormat } from "./writers/index.ts";

/** What is asked of a making, in a form that goes between threads. */
export interface MakingQuestion {
  readonly materials: Materials;
  readonly profile: string | null;
  readonly formats: readonly PublicationFormat[];
  readonly waivers: readonly Waiver[];
}

export type MakingAnswer =
  | { readonly kind: "made"; readonly made: MadeFiles }
  /** Words or figures are wanted: nothing was made. */
  | { readonly kind: "missing"; readonly missing: Missing };

/** What was made, without what only the makers need. */
export interface MadeFiles {
  readonly title: string;
  readonly unit: string;
  readonly year: number;
  readonly kind: "budget" | "final";
  readonly profile: string;
  readonly profile_title: string;
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  readonly details: MadeDetails;
}

export interface MadeDetails {
  readonly tables: readonly TableName[];
  /** Tables of the profile of which a cell is not known: they are not printed. */
  readonly tables_not_made: readonly TableName[];
  readonly rounding: readonly string[];
  /** What checking each written file found. */
  readonly checks: readonly ({ readonly path: string } & Readonly<Record<Severity, number>>)[];
  readonly findings: readonly {
    readonly path: string;
    readonly rule: string;
    readonly outcome: Severity;
    readonly message: string;
  }[];
}

interface TableName {
  readonly topic: string;
  readonly title: string;
}

const MISSING: readonly string[] = [
  "PUBLICATION-PARAGRAPH-MISSING",
  "PUBLICATION-FIGURE-MISSING",
  "PUBLICATION-REASON-MISSING",
];

/** Makes it, or says what is missing. @throws YibaoError PUBLICATION-* */
export async function answerTo(question: MakingQuestion): Promise<MakingAnswer> {
  const { materials, profile, formats, waivers } = question;
  try {
    const made = await makePublication(materials, { profile, formats, waivers });
    return { kind: "made", made: filesOf(made) };
  } catch (error) {
    if (!(error instanceof YibaoError && MISSING.includes(error.code))) throw error;
    return { kind: "missing", missing: missingIn({ ...materials, profile }, materials) };
  }
}

function missingIn(wanted: Materials, given: Materials): Missing {
  const charts = loadCharts();
  const materials = { ...wanted, profile: wanted.profile ?? given.profile };
  const disclosure = factsOf(materials, charts);
  return missingOf(materials, disclosure, profileOf(disclosure.profile), charts);
}

function filesOf({ publication, disclosure, profile, files, checks }: MadePublication): MadeFiles {
  const made = new Set(disclosure.tables.map(({ topic }) => topic));
  return {
    title: publication.title,
    unit: disclosure.unit_name,
    ...{ year: disclosure.year, kind: disclosure.kind },
    ...{ profile: profile.id, profile_title: profile.title },
    files: files.map(({ path, bytes }) => ({ path, bytes })),
    details: {
      tables: disclosure.tables.map(({ topic, title }) => ({ topic, title })),
      tables_not_made: profile.tables
        .filter(({ topic }) => !made.has(topic))
        .map(({ topic, title }) => ({ topic, title })),
      rounding: [...new Set(disclosure.tables.flatMap(({ notes }) => notes))],
      checks: checks.map(({ path, findings }) => {
        const count = (one: Severity) => findings.filter(({ outcome }) => outcome === one).length;
        return {
          path,
          ...{ error: count("error"), warn: count("warn") },
          ...{ hint: count("hint"), unresolved: count("unresolved") },
        };
      }),
      findings: checks.flatMap(({ path, findings }) =>
        findings.map(({ rule, outcome, message }) => ({ path, rule, outcome, message })),
      ),
    },
  };
}
