import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Finding, Severity } from "../disclosure/index.ts";
import type { CheckReport, WaivedFinding } from "../disclosure-check/index.ts";
import { chinaTime } from "../kernel/index.ts";
import type { FindingPlace } from "./place-view.ts";

/** A check that is kept for those who work in a region, with what was let stand since. */
export interface KeptCheck extends KeptCheckRow {
  /** As it was found; what was waived since stands in `waived` of `withWaivers`. */
  readonly report: CheckReport;
  readonly places: Readonly<Record<string, FindingPlace>>;
  /** Of the document it was compared with, by the findings that rest on it. */
  readonly other_places: Readonly<Record<string, FindingPlace>>;
  readonly waivers: readonly KeptWaiver[];
}

/** A row of the list of checks. */
export interface KeptCheckRow {
  readonly check_no: number;
  readonly checked_by: string;
  readonly checked_by_name: string;
  readonly checked_at: Date;
  readonly file_name: string;
  readonly file_bytes: number;
  readonly sha256: string;
  readonly unit: string;
  readonly year: number | null;
  readonly kind: "budget" | "final" | null;
  readonly profile_title: string;
  readonly pages: number;
  readonly milliseconds: number;
  readonly errors: number;
  readonly warns: number;
  readonly hints: number;
  readonly unresolved: number;
  readonly waived: number;
}

/** A waiver in force. */
export interface KeptWaiver {
  readonly finding_id: string;
  readonly author: string;
  readonly author_name: string;
  readonly reason: string;
  readonly made_at: Date;
  /** Who gave it for an earlier version of the document, and when; null where it is new. */
  readonly carried_from: string | null;
  readonly carried_at: Date | null;
}

/** A waiver of an earlier version of the same document, for the same finding. */
export interface OfferedWaiver {
  readonly finding_id: string;
  readonly author_name: string;
  readonly reason: string;
  readonly made_at: Date;
}

/** The report with what was let stand set apart, as one made with a waiver file would be. */
export function withWaivers({ report, waivers }: Pick<KeptCheck, "report" | "waivers">) {
  const byId = new Map(waivers.map((one) => [one.finding_id, one]));
  const own = report.findings.flatMap((finding): readonly WaivedFinding[] => {
    const found = byId.get(finding.id);
    if (found === undefined) return [];
    const { reason, made_at } = found;
    return [
      {
        finding,
        waiver: { author: authorOf(found), reason, date: chinaTime(made_at).slice(0, 10) },
      },
    ];
  });
  const findings = report.findings.filter(({ id }) => !byId.has(id));
  return { ...report, findings, waived: [...report.waived, ...own] } satisfies CheckReport;
}

/** Who lets it stand now, and whose words these are. */
function authorOf({ author_name, carried_from, carried_at }: KeptWaiver): string {
  if (carried_from === null || carried_at === null) return author_name;
  return `${author_name}（沿用${carried_from} ${chinaTime(carried_at).slice(0, 10)} 的豁免）`;
}

export function countsOf(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const count = (severity: Severity) => {
    return findings.filter(({ outcome }) => outcome === severity).length;
  };
  return {
    error: count("error"),
    warn: count("warn"),
    hint: count("hint"),
    unresolved: count("unresolved"),
  };
}

const [deflate, inflate] = [promisify(gzip), promisify(gunzip)];

/** Deflating is done beside the thread that serves. */
export async function packed(value: unknown): Promise<Buffer> {
  return deflate(JSON.stringify(value));
}

export async function unpacked<T>(bytes: Uint8Array): Promise<T> {
  return JSON.parse((await inflate(bytes)).toString()) as T;
}
