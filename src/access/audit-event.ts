import type { Caller } from "./caller.ts";

/** How it ended: as asked; refused for a reason that was told; or by a fault of ours. */
export type Outcome = "done" | "refused" | "failed";

/** Something that was done or tried. */
export interface NewEvent {
  readonly at: Date;
  readonly caller: Caller;
  /** From where. */
  readonly address: string;
  /** `GET /api/v1/people/{person_no}`, or the name of an act that has no route. */
  readonly route: string;
  readonly title: string;
  /** Whose personal data was read or changed. */
  readonly person_no: string | null;
  readonly outcome: Outcome;
  /** Of the error. */
  readonly code: string | null;
  /** What was asked, without secrets; at most 4,000 characters are kept. */
  readonly details: string;
}

/** A row of the audit. */
export interface AuditEvent {
  readonly event_no: number;
  readonly at: Date;
  readonly caller_kind: Caller["kind"];
  readonly account_no: number | null;
  readonly account: string | null;
  readonly name: string;
  readonly session_no: number | null;
  readonly address: string;
  readonly route: string;
  readonly title: string;
  readonly person_no: string | null;
  readonly institution_code: string | null;
  readonly outcome: Outcome;
  readonly code: string | null;
  readonly details: string;
}

/** What is looked for; what is not given does not matter. Times: from, and before. */
export interface EventSearch {
  readonly person_no?: string | null;
  readonly account?: string | null;
  readonly route?: string | null;
  readonly outcome?: Outcome | null;
  readonly from?: Date | null;
  readonly until?: Date | null;
  readonly limit: number;
  readonly offset: number;
}
