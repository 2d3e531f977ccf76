import type { Right } from "./right.ts";

export type ProposalState = "open" | "approved" | "refused";

/** What somebody wants to be done that another has to approve. */
export interface NewProposal {
  /** The same again is the same proposal; with other content it is refused. */
  readonly request_id: string;
  /** `manual-claim`, `policy-publication`: which act it is. */
  readonly kind: string;
  /** What it is about, as a list shows it: a person, a pack, a document. */
  readonly subject: string;
  readonly person_no?: string | null;
  /** Six digits: only who is responsible for it sees and decides it. */
  readonly region: string;
  /** All that the act needs; JSON. */
  readonly content: unknown;
  /** Who may approve it. */
  readonly checked_by: Right;
  readonly reason: string;
}

export interface Proposal {
  readonly proposal_no: number;
  readonly request_id: string;
  readonly kind: string;
  readonly subject: string;
  readonly person_no: string | null;
  readonly region: string;
  readonly content: unknown;
  readonly checked_by: Right;
  readonly reason: string;
  readonly maker_no: number;
  readonly maker: string;
  readonly made_at: Date;
  readonly state: ProposalState;
  readonly decider: string | null;
  readonly decided_at: Date | null;
  readonly decision_reason: string | null;
  /** What the act answered; null until it is approved. */
  readonly result: unknown;
}

export interface Decision {
  readonly proposal_no: number;
  readonly decision: "approved" | "refused";
  readonly reason: string;
}
