import { Type } from "typebox";
import { findProposal, propose } from "../../access/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { SettlementPage } from "../explained/settlement-page.ts";
import { route } from "../route.ts";
import { ClaimBody, type ClaimContent, claimPage, reckoned } from "./claim.ts";
import { Fen, PersonParams } from "./fields.ts";
import { seenPerson } from "./seen-person.ts";

/**
 * Manual claims (零星报销): tried by the engine that settles, put up by a clerk, and settled when a
 * reviewer approves: the person's year moves, and the funds owe the person what they pay.
 */
export const MANUAL_CLAIM = "manual-claim";

const trial = route({
  method: "POST",
  path: "/api/v1/people/:person_no/claim-trials",
  title: "零星报销试算",
  right: "claims.make",
  params: PersonParams,
  body: ClaimBody,
  subject: ({ params }) => params.person_no,
  answer: SettlementPage,
  handle: async (context, { params, body }) => {
    const record = await seenPerson(context, params.person_no);
    const isUnmasked = await context.isUnmasked(params.person_no);
    return claimPage(reckoned(context.house, record, body, context.now), context.house, isUnmasked);
  },
});

const proposed = route({
  method: "POST",
  path: "/api/v1/people/:person_no/claims",
  title: "提请复核零星报销",
  right: "claims.make",
  params: PersonParams,
  body: Type.Object({
    request_id: Type.String({ minLength: 8, maxLength: 64 }),
    claim: ClaimBody,
    reason: Type.String({ minLength: 1, maxLength: 500 }),
  }),
  subject: ({ params }) => params.person_no,
  answer: Type.Object({ proposal_no: Type.Integer() }),
  handle: async (context, { params, body }) => {
    const { house, caller, now } = context;
    const { person_no } = params;
    const found = reckoned(house, await seenPerson(context, person_no), body.claim, now);
    const { bill, settled, institution, payable_fen } = found;
    const content: ClaimContent = {
      ...{ person_no, claim: body.claim, institution: institution.name },
      ...{ begin: bill.begin, end: bill.end, payable_fen },
      total_fen: settled.split.total_fen,
      policy_version: settled.policy_version,
    };
    const { proposal_no } = await propose(
      house.store,
      {
        ...{ request_id: body.request_id, kind: MANUAL_CLAIM, person_no, content },
        subject: `${person_no} 在${institution.name} ${bill.begin} 的费用`,
        region: found.enrolment.insured_region,
        checked_by: "claims.check",
        reason: body.reason,
      },
      caller,
      now,
    );
    return { proposal_no };
  },
});

const claim = route({
  method: "GET",
  path: "/api/v1/people/:person_no/claims/:proposal_no",
  title: "零星报销说明",
  right: ["claims.make", "claims.check"],
  params: Type.Object({
    person_no: Type.String({ maxLength: 64 }),
    proposal_no: Type.Integer({ minimum: 1 }),
  }),
  subject: ({ params }) => params.person_no,
  answer: Type.Object({
    /** As it comes to now; once it is settled, the settlement's own page tells. */
    page: SettlementPage,
    proposed_fen: Fen,
    payable_fen: Fen,
  }),
  handle: async (context, { params }) => {
    const { house, caller } = context;
    const { person_no, proposal_no } = params;
    const found = await findProposal(house.store, caller, proposal_no);
    if (found.kind !== MANUAL_CLAIM || found.person_no !== person_no) {
      throw new YibaoError("ACCESS-PROPOSAL-UNKNOWN", { proposal_no });
    }
    const content = found.content as ClaimContent;
    const record = await seenPerson(context, person_no);
    const now = reckoned(house, record, content.claim, context.now);
    return {
      page: claimPage(now, house, await context.isUnmasked(person_no)),
      proposed_fen: content.payable_fen,
      payable_fen: now.payable_fen,
    };
  },
});

export const CLAIM_ROUTES = [trial, proposed, claim];
