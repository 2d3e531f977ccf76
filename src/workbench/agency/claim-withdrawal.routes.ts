import { Type } from "typebox";
import { type Proposal, propose } from "../../access/index.ts";
import { type Fen, YibaoError } from "../../kernel/index.ts";
import {
  isAgencyCode,
  owedToPerson,
  readSettlementFile,
  type SettlementFile,
} from "../../settlement/index.ts";
import type { House } from "../house.ts";
import { route } from "../route.ts";
import { agencyMessage } from "./claim.ts";
import { seenPerson } from "./seen-person.ts";

/** Taking a settled manual claim back: put up by a clerk, done when a reviewer approves. */
export const CLAIM_WITHDRAWAL = "claim-withdrawal";

interface WithdrawalContent {
  readonly person_no: string;
  readonly settlement_id: string;
  readonly visit_id: string;
  readonly institution: string;
  readonly begin: string;
  readonly end: string;
  readonly total_fen: Fen;
  readonly payable_fen: Fen;
}

const withdrawal = route({
  method: "POST",
  path: "/api/v1/people/:person_no/settlements/:settlement_id/withdrawal",
  title: "提请撤销零星报销结算",
  right: "claims.make",
  params: Type.Object({
    person_no: Type.String({ maxLength: 64 }),
    settlement_id: Type.String({ maxLength: 20 }),
  }),
  body: Type.Object({
    request_id: Type.String({ minLength: 8, maxLength: 64 }),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
  }),
  subject: ({ params }) => params.person_no,
  answer: Type.Object({ proposal_no: Type.Integer() }),
  handle: async (context, { params, body }) => {
    const { house, caller, now } = context;
    const { person_no } = params;
    await seenPerson(context, person_no);
    const file = await context.read((runner) => readSettlementFile(runner, params));
    if (file === null) throw new YibaoError("AGENCY-SETTLEMENT-UNKNOWN", params);
    const { content, insured_region } = withdrawalOf(file);
    const { settlement_id, institution, begin } = content;
    const { proposal_no } = await propose(
      house.store,
      {
        ...{ request_id: body.request_id, kind: CLAIM_WITHDRAWAL, person_no, content },
        subject: `撤销结算 ${settlement_id}：${person_no} 在${institution} ${begin} 的费用`,
        region: insured_region,
        checked_by: "claims.check",
        reason: body.reason,
      },
      caller,
      now,
    );
    return { proposal_no };
  },
});

/**
 * @throws YibaoError SETTLEMENT-VISIT-OTHER-INSTITUTION | SETTLEMENT-CANCELLED-ALREADY |
 * SETTLEMENT-CLAIM-PAID
 */
function withdrawalOf({ explainable, person, records, visit }: SettlementFile) {
  const { settlement_id, visit_id, bill, split, reversed_by } = explainable;
  if (!isAgencyCode(explainable.institution_code)) {
    throw new YibaoError("SETTLEMENT-VISIT-OTHER-INSTITUTION", { visit_id });
  }
  if (reversed_by !== null) {
    const details = { settlement_id, reversal_id: reversed_by };
    throw new YibaoError("SETTLEMENT-CANCELLED-ALREADY", details);
  }
  if (visit.state === "paid") {
    throw new YibaoError("SETTLEMENT-CLAIM-PAID", { visit_id, action: "撤销结算" });
  }
  const [{ request } = { request: null }] = records;
  const content: WithdrawalContent = {
    ...{ person_no: person.person.person_no, settlement_id: String(settlement_id) },
    ...{ visit_id: String(visit_id), institution: request?.institution.name ?? "" },
    ...{ begin: bill.begin, end: bill.end, total_fen: split.total_fen },
    payable_fen: owedToPerson({ split }),
  };
  return { content, insured_region: request?.enrolment.insured_region ?? "" };
}

/** Takes the settlement back; under the proposal's number, so that it happens once. */
export async function approveWithdrawal(
  { settlement, region }: House,
  { proposal_no, content }: Pick<Proposal, "proposal_no" | "content">,
  now: Date,
): Promise<unknown> {
  const { person_no, visit_id, settlement_id } = content as WithdrawalContent;
  const { answer } = await settlement.cancelSettlement(
    { person_no, visit_id, settlement_id, kind: "claim" },
    {
      message: agencyMessage(region.value.code, CLAIM_WITHDRAWAL, proposal_no, content),
      now,
      toAnswer: ({ reversal_id }) =>
        JSON.stringify({ settlement_id, reversal_id: String(reversal_id) }),
    },
  );
  return JSON.parse(answer);
}

export const CLAIM_WITHDRAWAL_ROUTES = [withdrawal];
