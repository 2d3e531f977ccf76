import { loadCharts } from "../classification/index.ts";
import { type CheckOptions, type CheckReport, checkDisclosure } from "../disclosure-check/index.ts";
import { type ReadOptions, readDocument } from "../documents/index.ts";
import { YibaoError } from "../kernel/index.ts";
import { soughtInOther } from "./other-place.ts";
import { type DocumentPlaces, placesOf } from "./place-view.ts";

/** What is asked of one file. */
export interface FileQuestion {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Last year's, or the budget of the same year. */
  readonly against: { readonly name: string; readonly bytes: Uint8Array } | null;
  /** A file of the user's own charts, laid over the shipped ones. */
  readonly charts: string | null;
  readonly options: Pick<CheckOptions, "year" | "profile" | "waivers" | "today">;
  /** Whether the pages beside the findings are wanted, for the HTML report. */
  readonly with_views: boolean;
}

/** Why a file could not be checked, in a form that goes between threads. */
export interface Refusal {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
  readonly where: string;
}

export type FileAnswer =
  | {
      readonly kind: "checked";
      readonly name: string;
      readonly report: CheckReport;
      /** Null when they were not asked for. */
      readonly views: DocumentPlaces | null;
      /** The same of the other document, by the findings it bears on; null without one, too. */
      readonly other_views: DocumentPlaces | null;
      readonly milliseconds: number;
      readonly pages: number;
    }
  | { readonly kind: "refused"; readonly name: string; readonly refusal: Refusal }
  /** A fault of ours. */
  | { readonly kind: "failed"; readonly name: string; readonly fault: string };

/** Reads and checks one file. What cannot be read is an answer, too; faults of ours are thrown. */
export async function checkFile(
  question: FileQuestion,
  reading: Pick<ReadOptions, "clock" | "giveWay" | "progress">,
): Promise<FileAnswer> {
  const started = reading.clock?.() ?? 0;
  try {
    const document = await readDocument(question.bytes, question.name, reading);
    const against =
      question.against === null
        ? undefined
        : await readDocument(question.against.bytes, question.against.name, reading);
    const report = checkDisclosure(document, {
      ...question.options,
      charts: loadCharts(question.charts ?? undefined),
      ...(against && { against }),
    });
    return {
      kind: "checked",
      name: question.name,
      report,
      views: question.with_views ? placesOf(document, report.findings) : null,
      other_views:
        question.with_views && against !== undefined
          ? placesOf(against, soughtInOther(report))
          : null,
      milliseconds: (reading.clock?.() ?? 0) - started,
      pages: document.pages.length,
    };
  } catch (error) {
    if (!(error instanceof YibaoError)) throw error;
    return { kind: "refused", name: question.name, refusal: refusalFor(error, question.name) };
  }
}

export function refusalFor({ code, details, where }: YibaoError, name: string): Refusal {
  return { code, details, where: where ?? name };
}
