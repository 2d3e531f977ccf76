import { createHash } from "node:crypto";
import type pg from "pg";
import { YibaoError } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import type { Caller } from "./caller.ts";
import { accountOf, assertRight } from "./holder.ts";
import type { Page, PageRequest } from "./page.ts";
import type { Decision, NewProposal, Proposal, ProposalState } from "./proposal.ts";
import { coversRegion, regionPrefix } from "./region-limit.ts";

const REASON_MOST = 500;
const PAGE_MAX = 1_000;

const PROPOSAL = `
  select proposal.proposal_no, request_id, proposal.kind, subject, proposal.person_no, region,
         content, checked_by, proposal.reason, proposal.maker_no, maker.name as maker, made_at,
         coalesce(decision.decision, 'open') as state, decider.name as decider,
         decision.decided_at, decision.reason as decision_reason, decision.result, content_hash,
         maker.institution_code as maker_institution
    from access.proposal
    join access.account as maker on maker.account_no = proposal.maker_no
    left join access.proposal_decision as decision
      on decision.proposal_no = proposal.proposal_no
    left join access.account as decider on decider.account_no = decision.decider_no`;

type ProposalRow = Proposal & {
  readonly content_hash: string;
  readonly maker_institution: string | null;
};

/**
 * Puts something up for another to decide. The same request again answers the same proposal.
 * Whether the caller may make it is for the route to say.
 * @throws YibaoError ACCESS-NO-ACCOUNT | ACCESS-REGION | ACCESS-PROPOSAL-REASON |
 *   ACCESS-PROPOSAL-OTHER-CONTENT
 */
export async function propose(
  store: Store,
  proposal: NewProposal,
  caller: Caller,
  now: Date,
): Promise<Proposal> {
  const maker_no = accountOf(caller);
  const { request_id, kind, subject, person_no = null, region, content, checked_by } = proposal;
  if (caller.kind === "staff") assertCovers(caller, region);
  const reason = checkedReason(proposal.reason);
  const content_hash = hashOf([kind, subject, person_no, region, content, checked_by, maker_no]);
  await store.query(
    `insert into access.proposal (request_id, content_hash, kind, subject, person_no, region,
                                  content, checked_by, reason, maker_no, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (request_id) do nothing`,
    [
      request_id,
      content_hash,
      ...[kind, subject, person_no, region, JSON.stringify(content), checked_by, reason],
      maker_no,
      now,
    ],
  );
  const { rows } = await store.query<ProposalRow>(`${PROPOSAL} where request_id = $1`, [
    request_id,
  ]);
  const row = rows[0] as ProposalRow;
  if (row.content_hash !== content_hash) {
    throw new YibaoError("ACCESS-PROPOSAL-OTHER-CONTENT", { request_id });
  }
  return shown(row);
}

function shown({ content_hash: _, maker_institution: __, ...proposal }: ProposalRow): Proposal {
  return proposal;
}

/** @throws YibaoError ACCESS-REGION */
function assertCovers({ regions }: Caller, region: string): void {
  if (!coversRegion(regions, region)) throw new YibaoError("ACCESS-REGION", { region }, "region");
}

/** @throws YibaoError ACCESS-PROPOSAL-REASON */
function checkedReason(text: string): string {
  const reason = text.trim();
  if (reason === "" || [...reason].length > REASON_MOST) {
    throw new YibaoError("ACCESS-PROPOSAL-REASON", { most: REASON_MOST }, "reason");
  }
  return reason;
}

/** The same for the same values, in whatever order an object names them. */
function hashOf(values: unknown): string {
  const ordered = JSON.stringify(values, (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return createHash("sha256").update(ordered).digest("hex");
}

/**
 * Decides a proposal of somebody else. When it is approved, `act` does it, before the decision is
 * kept: if it throws, nothing was decided. Two deciders wait for each other. Should the decision be
 * lost after the act, deciding again acts again: so `act` goes by the proposal's `request_id` and
 * does the same only once. What it answers is kept as the result.
 * @throws YibaoError ACCESS-PROPOSAL-UNKNOWN | ACCESS-OWN-PROPOSAL | ACCESS-NO-RIGHT |
 *   ACCESS-REGION | ACCESS-PROPOSAL-DECIDED | ACCESS-PROPOSAL-REASON
 */
export async function decide(
  store: Store,
  { proposal_no, decision, reason: given }: Decision,
  caller: Caller,
  now: Date,
  act: (proposal: Proposal) => Promise<unknown>,
): Promise<Proposal> {
  const decider_no = accountOf(caller);
  const reason = checkedReason(given);
  await store.transaction(async (client) => {
    const proposal = await lockedProposal(client, proposal_no);
    assertDecidable(proposal, caller);
    const result = decision === "approved" ? await act(proposal) : null;
    await client.query(
      `insert into access.proposal_decision
         (proposal_no, maker_no, decider_no, decision, reason, decided_at, result)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        proposal_no,
        proposal.maker_no,
        decider_no,
        decision,
        reason,
        now,
        result === null || result === undefined ? null : JSON.stringify(result),
      ],
    );
  });
  return oneProposal(store, proposal_no);
}

async function lockedProposal(client: pg.PoolClient, proposal_no: number): Promise<Proposal> {
  await client.query("select from access.proposal where proposal_no = $1 for update", [
    proposal_no,
  ]);
  return oneProposal(client, proposal_no);
}

async function oneProposal(runner: Runner, proposal_no: number): Promise<Proposal> {
  return shown(await proposalRow(runner, proposal_no));
}

async function proposalRow(runner: Runner, proposal_no: number): Promise<ProposalRow> {
  const { rows } = await runner.query<ProposalRow>(`${PROPOSAL} where proposal.proposal_no = $1`, [
    proposal_no,
  ]);
  if (rows[0] === undefined) throw new YibaoError("ACCESS-PROPOSAL-UNKNOWN", { proposal_no });
  return rows[0];
}

function assertDecidable(proposal: Proposal, caller: Caller): void {
  const { proposal_no, maker_no, checked_by, region, decider } = proposal;
  if (maker_no === caller.account_no) throw new YibaoError("ACCESS-OWN-PROPOSAL", { proposal_no });
  assertRight(caller, checked_by);
  assertCovers(caller, region);
  if (proposal.state !== "open") {
    const details = { proposal_no, decider: decider ?? "" };
    throw new YibaoError("ACCESS-PROPOSAL-DECIDED", details);
  }
}

/** Whose people see each other's proposals: those of one institution; null for all others. */
function institutionOf({ kind, institution_code }: Caller): string | null {
  return kind === "institution" ? institution_code : null;
}

/**
 * One proposal, for who made it, a colleague in the same institution, or who may decide it.
 * @throws YibaoError ACCESS-PROPOSAL-UNKNOWN
 */
export async function findProposal(
  runner: Runner,
  caller: Caller,
  proposal_no: number,
): Promise<Proposal> {
  const row = await proposalRow(runner, proposal_no);
  const proposal = shown(row);
  const isMaker = proposal.maker_no === caller.account_no;
  const institution = institutionOf(caller);
  const isColleague = institution !== null && row.maker_institution === institution;
  const mayDecide =
    caller.rights.has(proposal.checked_by) && coversRegion(caller.regions, proposal.region);
  if (!isMaker && !isColleague && !mayDecide)
    throw new YibaoError("ACCESS-PROPOSAL-UNKNOWN", { proposal_no });
  return proposal;
}

export interface ProposalSearch extends PageRequest {
  readonly state?: ProposalState | null;
  readonly kind?: string | null;
  /** Only those of the caller. */
  readonly mine?: boolean;
  /** Only those that the caller may decide now. */
  readonly decidable?: boolean;
}

/** Proposals that the caller or the caller's institution made or may decide, the latest first. */
export async function listProposals(
  runner: Runner,
  caller: Caller,
  { state = null, kind = null, mine = false, decidable = false, limit, offset }: ProposalSearch,
): Promise<Page<Proposal>> {
  const where = `
   where (proposal.maker_no = $1 and not $5
          or maker.institution_code = $8::text and not $4 and not $5
          or checked_by = any ($2) and region like any ($3) and not $4
             and (proposal.maker_no <> $1 or not $5))
     and ($6::text is null or coalesce(decision.decision, 'open') = $6)
     and (not $5 or decision.decision is null)
     and ($7::text is null or proposal.kind = $7)`;
  const patterns = caller.regions.map((region) => `${regionPrefix(region)}%`);
  const institution = institutionOf(caller);
  const rights = [...caller.rights];
  const who = [caller.account_no, rights, patterns];
  const wanted = [...who, mine, decidable, state, kind, institution];
  const { rows } = await runner.query<ProposalRow>(
    `${PROPOSAL} ${where} order by proposal.proposal_no desc limit $9 offset $10`,
    [...wanted, Math.min(limit, PAGE_MAX), offset],
  );
  const counted = await runner.query<{ total: number }>(
    `select count(*) as total from (${PROPOSAL} ${where}) as found`,
    wanted,
  );
  return { rows: rows.map(shown), total: counted.rows[0]?.total ?? 0 };
}
