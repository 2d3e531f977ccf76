import { Type } from "typebox";
import { decide, findProposal, listProposals, type Proposal } from "../../access/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { listRoute } from "../list-route.ts";
import { route } from "../route.ts";
import type { Waiting } from "../waiting.ts";
import { actOnPublic, contentOf, PUBLIC_PROPOSAL } from "./public-act.ts";

/** What is to be public, to be put right or taken back: what waits, and the decision. */

const Text = Type.String();
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const CountOrNull = Type.Union([Type.Integer(), Type.Null()]);
const STATES = ["open", "approved", "refused"] as const;
const RIGHTS = ["disclosure.propose", "disclosure.approve"] as const;

const PROPOSAL = {
  proposal_no: Type.Integer(),
  act: Type.Enum(["publish", "correct", "withdraw"]),
  ...{ subject: Text, title: Text, unit: Text, year: Type.Integer() },
  kind: Type.Enum(["budget", "final"]),
  ...{ reason: Text, maker: Text, made_at: Text },
  state: Type.Enum([...STATES]),
  ...{ decider: TextOrNull, decided_at: TextOrNull, decision_reason: TextOrNull },
};

const proposals = listRoute({
  path: "/api/v1/disclosures/proposals",
  title: "预决算公开审批",
  right: [...RIGHTS],
  filters: {
    state: Type.Optional(Type.Enum([...STATES])),
    mine: Type.Optional(Type.Boolean({ description: "只看我提请的" })),
    decidable: Type.Optional(Type.Boolean({ description: "只看等我审批的" })),
  },
  row: PROPOSAL,
  columns: [
    { key: "proposal_no", title: "编号", kind: "count" },
    { key: "subject", title: "事项", kind: "text" },
    { key: "unit", title: "单位", kind: "text" },
    { key: "year", title: "年度", kind: "count" },
    { key: "reason", title: "理由", kind: "text" },
    { key: "maker", title: "提请人", kind: "text" },
    { key: "made_at", title: "提请时间", kind: "time" },
    { key: "state", title: "状态", kind: "text" },
    { key: "decider", title: "审批人", kind: "text" },
    { key: "decided_at", title: "审批时间", kind: "time" },
  ],
  rows: async ({ house, caller }, { state, mine, decidable }, { offset, limit }) => {
    const found = await listProposals(house.store, caller, {
      ...{ state: state ?? null, mine: mine ?? false, decidable: decidable ?? false },
      ...{ kind: PUBLIC_PROPOSAL, offset, limit },
    });
    return { rows: found.rows.map(rowOf), total: found.total };
  },
});

function rowOf(one: Proposal) {
  const { act, title, unit, year, kind } = contentOf(one);
  return {
    ...{ proposal_no: one.proposal_no, act, subject: one.subject, title, unit, year, kind },
    ...{ reason: one.reason, maker: one.maker, made_at: one.made_at.toISOString() },
    ...{ state: one.state, decider: one.decider, decision_reason: one.decision_reason },
    decided_at: one.decided_at?.toISOString() ?? null,
  };
}

const Params = Type.Object({ proposal_no: Type.Integer({ minimum: 1 }) });

const OPENED = {
  ...PROPOSAL,
  publication_no: CountOrNull,
  public_no: CountOrNull,
  document_no: Text,
  replied_on: TextOrNull,
  /** Where it is public since it was approved. */
  done_public_no: CountOrNull,
  /** Whether the caller put it up: then another decides. */
  is_mine: Type.Boolean(),
  may_decide: Type.Boolean(),
};

const proposal = route({
  method: "GET",
  path: "/api/v1/disclosures/proposals/:proposal_no",
  title: "预决算公开审批事项",
  right: [...RIGHTS],
  params: Params,
  answer: Type.Object(OPENED),
  handle: async ({ house, caller }, { params }) => {
    const found = await findProposal(house.store, caller, params.proposal_no);
    if (found.kind !== PUBLIC_PROPOSAL) throw new YibaoError("ACCESS-PROPOSAL-UNKNOWN", params);
    const { publication_no, public_no, document_no, replied_on } = contentOf(found);
    const is_mine = found.maker_no === caller.account_no;
    const result = found.result as { readonly public_no?: number | null } | null;
    return {
      ...{ ...rowOf(found), publication_no, public_no, document_no, replied_on, is_mine },
      done_public_no: result?.public_no ?? null,
      may_decide: found.state === "open" && !is_mine && caller.rights.has(found.checked_by),
    };
  },
});

const decided = route({
  method: "POST",
  path: "/api/v1/disclosures/proposals/:proposal_no/decision",
  title: "审批预决算公开",
  right: "disclosure.approve",
  params: Params,
  body: Type.Object({
    decision: Type.Enum(["approved", "refused"]),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
  }),
  answer: Type.Object(PROPOSAL),
  handle: async (context, { params, body }) => {
    const { house, caller, now } = context;
    const asked = { ...params, ...body };
    const done = await decide(house.store, asked, caller, now, async (one) => {
      if (one.kind !== PUBLIC_PROPOSAL) throw new YibaoError("ACCESS-PROPOSAL-UNKNOWN", params);
      return actOnPublic(context, one);
    });
    return rowOf(done);
  },
});

export const DISCLOSURE_WAITING: readonly Waiting[] = [
  {
    right: "disclosure.approve",
    title: "待审批的预决算公开",
    title_en: "Disclosures to approve",
    path: "/disclosures/proposals?decidable=true",
    count: async ({ house, caller }) => {
      const search = { kind: PUBLIC_PROPOSAL, decidable: true, offset: 0, limit: 1 };
      return (await listProposals(house.store, caller, search)).total;
    },
  },
];

export const PROPOSALS_ROUTES = [proposals, proposal, decided];
