import { type Static, Type } from "typebox";
import {
  decide,
  findProposal,
  listProposals,
  type Proposal,
  propose,
  type Right,
} from "../../access/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { findSettlementPerson } from "../../settlement/index.ts";
import { findFinding, judgeFinding, resultIdOf } from "../../supervision/index.ts";
import { Text, TextOrNull } from "../agency/fields.ts";
import { listRoute } from "../list-route.ts";
import { type Context, type Route, route } from "../route.ts";
import type { Waiting } from "../waiting.ts";
import { ownInstitution } from "./own.ts";

/**
 * Appeals of institutions (申诉): about a finding of an audit, which the supervision office
 * decides, or about a settlement, which the agency does. An appeal that is upheld against a finding
 * dismisses it; one about a settlement leads to a correction by the usual ways of the agency. All
 * accounts of an institution see its appeals, and nobody sees those of another.
 */

const KIND = "appeal";
const ABOUT = ["finding", "settlement"] as const;
const CHECKED_BY = { finding: "supervision.judge", settlement: "clearing.check" } as const;
const RIGHTS: readonly Right[] = ["appeals.own", "supervision.judge", "clearing.check"];
const STATES = ["open", "approved", "refused"] as const;
const REASON_MOST = 500;

interface AppealContent {
  readonly about: (typeof ABOUT)[number];
  readonly number: string;
  readonly institution_code: string;
  readonly institution: string;
}

const APPEAL = {
  proposal_no: Type.Integer(),
  about: Type.Enum([...ABOUT]),
  number: Text,
  institution_code: Text,
  institution: Text,
  reason: Text,
  maker: Text,
  made_at: Text,
  state: Type.Enum([...STATES]),
  decider: TextOrNull,
  decided_at: TextOrNull,
  decision_reason: TextOrNull,
};
const Appeal = Type.Object(APPEAL);

function appealOf(one: Proposal): Static<typeof Appeal> {
  const { about, number, institution_code, institution } = one.content as AppealContent;
  return {
    ...{ proposal_no: one.proposal_no, about, number, institution_code, institution },
    ...{ reason: one.reason, maker: one.maker, made_at: one.made_at.toISOString() },
    ...{ state: one.state, decider: one.decider, decision_reason: one.decision_reason },
    decided_at: one.decided_at?.toISOString() ?? null,
  };
}

const appeals = listRoute({
  path: "/api/v1/appeals",
  title: "机构申诉",
  right: RIGHTS,
  filters: {
    state: Type.Optional(Type.Enum([...STATES])),
    decidable: Type.Optional(Type.Boolean({ description: "只看等我处理的" })),
  },
  row: APPEAL,
  columns: [
    { key: "proposal_no", title: "编号", kind: "count" },
    { key: "institution", title: "机构", kind: "text" },
    { key: "about", title: "对象", kind: "text" },
    { key: "number", title: "对象编号", kind: "text" },
    { key: "reason", title: "申诉理由", kind: "text" },
    { key: "made_at", title: "提出时间", kind: "time" },
    { key: "state", title: "状态", kind: "text" },
    { key: "decision_reason", title: "处理意见", kind: "text" },
  ],
  rows: async ({ house, caller }, { state, decidable }, { offset, limit }) => {
    const search = { kind: KIND, state: state ?? null, decidable: decidable ?? false };
    const found = await listProposals(house.store, caller, { ...search, offset, limit });
    return { rows: found.rows.map(appealOf), total: found.total };
  },
});

const raised = route({
  method: "POST",
  path: "/api/v1/appeals",
  title: "提出申诉",
  right: "appeals.own",
  body: Type.Object({
    /** Made by the form: sent again, it is the same appeal. */
    request_id: Type.String({ minLength: 8, maxLength: 64 }),
    about: Type.Enum([...ABOUT]),
    number: Type.String({ minLength: 1, maxLength: 64 }),
    reason: Type.String({ minLength: 1, maxLength: REASON_MOST }),
  }),
  answer: Appeal,
  handle: async (context, { body }) => {
    const { institution_code, name } = ownInstitution(context);
    const number = body.number.trim();
    await assertOwn(context, body.about, number);
    const content: AppealContent = {
      ...{ about: body.about, number, institution_code, institution: name },
    };
    const { house, caller, now } = context;
    const proposal = await propose(
      house.store,
      {
        ...{ request_id: body.request_id, kind: KIND, region: house.region.value.code, content },
        subject: `${name} · ${body.about === "finding" ? "审核结果" : "结算"} ${number}`,
        checked_by: CHECKED_BY[body.about],
        reason: body.reason,
      },
      caller,
      now,
    );
    return appealOf(proposal);
  },
});

/**
 * What another institution was told is as unknown as nothing.
 * @throws YibaoError PORTAL-APPEAL-SUBJECT
 */
async function assertOwn(
  { read }: Context,
  about: AppealContent["about"],
  number: string,
): Promise<void> {
  const isOwn = await read(async (runner) => {
    if (about === "settlement") {
      return /^\d{1,15}$/.test(number) && (await findSettlementPerson(runner, Number(number)));
    }
    const key = resultIdOf(number);
    return key !== null && (await findFinding(runner, key));
  });
  if (!isOwn) {
    const title = about === "settlement" ? "结算" : "审核结果";
    throw new YibaoError("PORTAL-APPEAL-SUBJECT", { title, number }, "number");
  }
}

const Params = Type.Object({ proposal_no: Type.Integer({ minimum: 1 }) });

const appeal = route({
  method: "GET",
  path: "/api/v1/appeals/:proposal_no",
  title: "申诉详情",
  right: RIGHTS,
  params: Params,
  answer: Type.Object({ ...APPEAL, may_decide: Type.Boolean() }),
  handle: async ({ house, caller }, { params }) => {
    const found = await oneAppeal(await findProposal(house.store, caller, params.proposal_no));
    const mayDecide = found.maker_no !== caller.account_no && caller.rights.has(found.checked_by);
    return { ...appealOf(found), may_decide: found.state === "open" && mayDecide };
  },
});

/** A proposal of another kind is not decided here. */
function oneAppeal(found: Proposal): Proposal {
  if (found.kind === KIND) return found;
  throw new YibaoError("ACCESS-PROPOSAL-UNKNOWN", { proposal_no: found.proposal_no });
}

const decided = route({
  method: "POST",
  path: "/api/v1/appeals/:proposal_no/decision",
  title: "处理申诉",
  right: ["supervision.judge", "clearing.check"],
  params: Params,
  body: Type.Object({
    decision: Type.Enum(["approved", "refused"]),
    reason: Type.String({ minLength: 1, maxLength: REASON_MOST }),
  }),
  answer: Appeal,
  handle: async (context, { params, body }) => {
    const { house, caller, now } = context;
    oneAppeal(await findProposal(house.store, caller, params.proposal_no));
    const decision = { ...params, decision: body.decision, reason: body.reason };
    const done = await decide(house.store, decision, caller, now, (one) =>
      uphold(context, one.content as AppealContent, body.reason),
    );
    return appealOf(done);
  },
});

/** A finding that was upheld against is dismissed; dismissed already, it stays so. */
async function uphold(
  { house, caller, now }: Context,
  { about, number }: AppealContent,
  reason: string,
): Promise<unknown> {
  const result = about === "finding" ? resultIdOf(number) : null;
  if (result === null) return null;
  return house.store.transaction(async (transaction) => {
    const file = await findFinding(transaction, result);
    const last = file?.judgements.at(-1);
    if (file === null || last?.decision === "dismissed") return null;
    const judgement_no = await judgeFinding(transaction, {
      ...{ result, seen: file.judgements.length, decision: "dismissed", reason, at: now },
      ...{ officer: caller.account ?? "", officer_name: caller.name },
    });
    return { judgement_no };
  });
}

function waitingFor(right: Right, title: string, title_en: string): Waiting {
  return {
    ...{ right, title, title_en },
    path: "/appeals/inbox?decidable=true",
    count: async ({ house, caller }) => {
      const search = { kind: KIND, decidable: true, offset: 0, limit: 1 };
      return (await listProposals(house.store, caller, search)).total;
    },
  };
}

export const APPEAL_ROUTES: readonly Route[] = [appeals, raised, appeal, decided];

export const APPEAL_WAITING: readonly Waiting[] = [
  waitingFor("supervision.judge", "待处理的机构申诉", "Appeals to decide"),
  waitingFor("clearing.check", "待处理的机构申诉", "Appeals to decide"),
];
