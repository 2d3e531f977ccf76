import type { Proposal } from "../../access/index.ts";
import { listProposals, propose } from "../../access/index.ts";
import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import { makePublic, readPublication, withdrawPublic } from "../../publication/index.ts";
import type { Context } from "../route.ts";
import { nameOf } from "./checks.routes.ts";

/** What is done to what the public sees: put up by one, decided by another. */

export const PUBLIC_PROPOSAL = "disclosure-public";

export type PublicActKind = "publish" | "correct" | "withdraw";

/** All that the act needs, and what the list and the decider are shown. */
export interface PublicActContent {
  readonly act: PublicActKind;
  readonly title: string;
  readonly unit: string;
  readonly year: number;
  readonly kind: "budget" | "final";
  /** Of what is put up; null where something is taken back. */
  readonly publication_no: number | null;
  /** Of what is put right or taken back; null for a first one. */
  readonly public_no: number | null;
  readonly document_no: string;
  readonly replied_on: CivilDate | null;
}

const ACT_WORDS: Readonly<Record<PublicActKind, string>> = {
  publish: "公开",
  correct: "更正",
  withdraw: "撤回",
};

export interface PublicActAsked {
  readonly request_id: string;
  readonly region: string;
  readonly reason: string;
  readonly content: PublicActContent;
}

/**
 * Puts it up for another to decide; one thing at a time of one document.
 * @throws YibaoError PUBLICATION-PUBLIC-PROPOSED | ACCESS-…
 */
export async function proposePublic(
  { house, caller, now }: Context,
  { request_id, region, reason, content }: PublicActAsked,
): Promise<Proposal> {
  const { unit, year, kind } = content;
  const open = await openProposalOf({ house, caller }, { unit, year, kind });
  if (open !== null && open.request_id !== request_id) {
    throw new YibaoError("PUBLICATION-PUBLIC-PROPOSED", { proposal_no: open.proposal_no });
  }
  const subject = `${ACT_WORDS[content.act]}：${content.title}`;
  const proposal = { request_id, kind: PUBLIC_PROPOSAL, subject, region, content, reason };
  return propose(house.store, { ...proposal, checked_by: "disclosure.approve" }, caller, now);
}

const OPEN_MOST = 500;

/** What waits for a decision about this unit, year and kind, as far as the caller may see it. */
export async function openProposalOf(
  { house, caller }: Pick<Context, "house" | "caller">,
  { unit, year, kind }: Pick<PublicActContent, "unit" | "year" | "kind">,
): Promise<Proposal | null> {
  const search = { kind: PUBLIC_PROPOSAL, state: "open", offset: 0, limit: OPEN_MOST } as const;
  const { rows } = await listProposals(house.store, caller, search);
  const found = rows.find((one) => {
    const content = contentOf(one);
    return content.unit === unit && content.year === year && content.kind === kind;
  });
  return found ?? null;
}

export function contentOf({ content }: Proposal): PublicActContent {
  return content as PublicActContent;
}

/** What was approved is done. Whoever made the document does not approve that it is public. */
export async function actOnPublic(
  { house: { store }, caller, now }: Context,
  proposal: Proposal,
): Promise<{ readonly public_no: number | null }> {
  const { request_id, reason, maker: proposed_by_name } = proposal;
  const { act, publication_no, public_no, document_no, replied_on } = contentOf(proposal);
  if (act === "withdraw") {
    const withdrawn = public_no ?? 0;
    await withdrawPublic(store, { request_id, public_no: withdrawn, reason, now });
    return { public_no: withdrawn };
  }
  const made_no = publication_no ?? 0;
  const { made_by } = await readPublication(store, made_no);
  if (made_by === nameOf(caller)) {
    throw new YibaoError("ACCESS-OWN-PROPOSAL", { proposal_no: proposal.proposal_no });
  }
  const corrects = public_no === null ? null : { public_no, reason };
  const published = { request_id, publication_no: made_no, document_no, replied_on, corrects };
  return { public_no: await makePublic(store, { ...published, proposed_by_name, now }) };
}
