import type { CivilDate } from "../kernel/index.ts";
import { type PackEventKind, type PackState, stateAfter } from "./pack-state.ts";

/** What is told of a version of a pack: where it stands, and who brought it there. */
export interface PackVersion {
  readonly region_code: string;
  /** Counts the texts of a pack from 1, in the order in which they came in. */
  readonly version_number: number;
  readonly content_hash: string;
  readonly name: string;
  readonly parent_code: string | null;
  readonly parent_hash: string | null;
  readonly state: PackState;
  /** Who brought the text in, or `shipped` for one that came with the program. */
  readonly author: string;
  /** Times are China Standard Time, `2026-11-22 10:00:00`. */
  readonly drafted_at: string;
  /** Who handed the same text in again later, the latest time; null where nobody did. */
  readonly redrafted: Redraft | null;
  readonly note: string | null;
  /** What was published when it was drafted; null for the first of its pack. */
  readonly base_hash: string | null;
  /** Of what was done since it was last drafted, the latest of each kind. */
  readonly check: PackCheckRecord | null;
  readonly review: PackReview | null;
  readonly publication: Publication | null;
  /** Of a text that was published and then drafted again: its publication before that. */
  readonly earlier_publication: Publication | null;
  readonly withdrawal: { readonly by: string; readonly at: string; readonly reason: string } | null;
  /** Of its own publication or, where it was drafted again, of the earlier one. */
  readonly superseded_by: Successor | null;
}

export interface Redraft {
  readonly by: string;
  readonly at: string;
}

export interface PackCheckRecord {
  readonly by: string;
  readonly at: string;
  readonly checker_version: string;
  readonly error_count: number;
  readonly warning_count: number;
  /** The first of them, errors first. */
  readonly findings: readonly string[];
}

export interface PackReview {
  readonly by: string;
  readonly at: string;
  readonly decision: "approve" | "refuse";
  readonly reason: string;
}

export interface Publication {
  readonly by: string;
  readonly at: string;
  /** From this day on answers may differ from the predecessor's; null: it has none. */
  readonly effective_from: CivilDate | null;
  /** Why a day that was not ahead; null where it was. */
  readonly retroactive_reason: string | null;
}

export interface Successor {
  readonly content_hash: string;
  readonly version_number: number;
  readonly at: string;
}

/** The author of what came with the program. */
export const SHIPPED = "shipped";

/** A version as its table keeps it. */
export interface VersionRow {
  readonly content_hash: string;
  readonly region_code: string;
  readonly version_number: number;
  readonly folder: string;
  readonly name: string;
  readonly parent_code: string | null;
  readonly parent_hash: string | null;
  /** Its first event: the text came in. */
  readonly origin: { readonly event_no: number; readonly person: string; readonly at: string };
  /** The next publication of the pack after its own. */
  readonly successor: Successor | null;
}

export interface EventRow {
  readonly event_no: number;
  readonly content_hash: string;
  readonly kind: PackEventKind;
  readonly person: string;
  readonly at: string;
  readonly reason: string | null;
  readonly base_hash: string | null;
  readonly effective_from: CivilDate | null;
  readonly retroactive_reason: string | null;
  readonly checker_version: string | null;
  readonly error_count: number | null;
  readonly warning_count: number | null;
  readonly findings: readonly string[] | null;
}

/** @param events the version's own, the latest of each kind */
export function packVersionOf(row: VersionRow, events: readonly EventRow[]): PackVersion {
  const latest = latestOf(events, () => true) as EventRow;
  const drafted = latestOf(events, ({ kind }) => kind === "drafted" || kind === "shipped");
  const since = (...kinds: PackEventKind[]) =>
    latestOf(events, ({ kind, event_no }) => {
      return kinds.includes(kind) && event_no > (drafted?.event_no ?? 0);
    });
  const published = latestOf(events, ({ kind }) => kind === "published" || kind === "shipped");
  const stands = published !== null && published.event_no >= (drafted?.event_no ?? 0);
  const publication = published === null ? null : publicationOf(published);
  const { origin } = row;
  const again = drafted !== null && drafted.event_no > origin.event_no;
  const withdrawn = since("withdrawn");
  return {
    region_code: row.region_code,
    version_number: row.version_number,
    content_hash: row.content_hash,
    name: row.name,
    parent_code: row.parent_code,
    parent_hash: row.parent_hash,
    state: stateAfter(latest.kind, row.successor === null),
    author: origin.person,
    drafted_at: origin.at,
    redrafted: again ? { by: drafted.person, at: drafted.at } : null,
    note: drafted?.reason ?? null,
    base_hash: drafted?.base_hash ?? null,
    check: checkOf(since("checked", "found-faulty")),
    review: reviewOf(since("approved", "refused")),
    publication: stands ? publication : null,
    earlier_publication: stands ? null : publication,
    withdrawal:
      withdrawn === null
        ? null
        : { by: withdrawn.person, at: withdrawn.at, reason: withdrawn.reason ?? "" },
    superseded_by: row.successor,
  };
}

function latestOf(
  events: readonly EventRow[],
  counts: (event: EventRow) => boolean,
): EventRow | null {
  let latest: EventRow | null = null;
  for (const event of events) {
    if (counts(event) && event.event_no > (latest?.event_no ?? 0)) latest = event;
  }
  return latest;
}

function checkOf(event: EventRow | null): PackCheckRecord | null {
  if (event === null) return null;
  return {
    by: event.person,
    at: event.at,
    checker_version: event.checker_version ?? "",
    error_count: event.error_count ?? 0,
    warning_count: event.warning_count ?? 0,
    findings: event.findings ?? [],
  };
}

function reviewOf(event: EventRow | null): PackReview | null {
  if (event === null) return null;
  const decision = event.kind === "approved" ? "approve" : "refuse";
  return { by: event.person, at: event.at, decision, reason: event.reason ?? "" };
}

function publicationOf({ person, at, effective_from, retroactive_reason }: EventRow): Publication {
  return { by: person, at, effective_from, retroactive_reason };
}
