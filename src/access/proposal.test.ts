import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import type { Caller } from "./caller.ts";
import { insured, later, NOON, staff, staffAccount } from "./fixtures/callers.ts";
import { decide, findProposal, listProposals, propose } from "./proposal.store.ts";
import type { NewProposal } from "./proposal.ts";

let database: FreshDatabase;
let clerk: Caller;
let reviewer: Caller;
beforeAll(async () => {
  database = await freshDatabase();
  const account = async (name: string, role: "agency-clerk" | "agency-reviewer") => {
    return staff([role], { account_no: await staffAccount(database.store, name, [role]), name });
  };
  clerk = await account("clerk", "agency-clerk");
  reviewer = await account("reviewer", "agency-reviewer");
});
afterAll(() => database.drop());

let requests = 0;

function claim(overrides: Partial<NewProposal> = {}): NewProposal {
  requests += 1;
  return {
    request_id: `request-${requests}`,
    kind: "manual-claim",
    subject: "虚构者的零星报销",
    person_no: "P1",
    region: "430405",
    content: { amount_fen: 12_345, lines: [{ item: "A01" }] },
    checked_by: "claims.check",
    reason: "急诊垫付",
    ...overrides,
  };
}

const approved = (proposal_no: number) => {
  return { proposal_no, decision: "approved", reason: "材料齐全" } as const;
};
const nothing = async (): Promise<null> => null;

test("one proposes, another approves, and the act is done once", async () => {
  const { store } = database;
  const made = await propose(store, claim(), clerk, NOON);
  expect(made).toMatchObject({
    state: "open",
    maker: "虚构·clerk",
    content: { amount_fen: 12_345 },
  });
  const acts: number[] = [];
  const outcomes = await Promise.allSettled(
    [1, 2, 3].map(() =>
      decide(store, approved(made.proposal_no), reviewer, later(1), async ({ proposal_no }) => {
        acts.push(proposal_no);
        return { settlement_id: 7 };
      }),
    ),
  );
  expect(acts).toEqual([made.proposal_no]);
  const reasons = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  expect(reasons).toEqual(["ACCESS-PROPOSAL-DECIDED", "ACCESS-PROPOSAL-DECIDED"]);
  expect(await findProposal(store, clerk, made.proposal_no)).toMatchObject({
    ...{ state: "approved", decider: "虚构·reviewer", result: { settlement_id: 7 } },
    ...{ decided_at: later(1), decision_reason: "材料齐全" },
  });
});

test("nobody decides their own, in code and in the database", async () => {
  const { store } = database;
  const both = staff(["agency-reviewer"], { account_no: clerk.account_no });
  const { proposal_no } = await propose(store, claim(), clerk, NOON);
  await expect(decide(store, approved(proposal_no), both, NOON, nothing)).rejects.toMatchObject({
    code: "ACCESS-OWN-PROPOSAL",
  });
  const insert = store.query(
    `insert into access.proposal_decision
       (proposal_no, maker_no, decider_no, decision, reason, decided_at)
     values ($1, $2, $2, 'approved', '', $3)`,
    [proposal_no, clerk.account_no, NOON],
  );
  await expect(insert).rejects.toMatchObject({ constraint: "proposal_decided_by_another" });
});

test("who lacks the right or the region decides nothing", async () => {
  const { store } = database;
  const { proposal_no } = await propose(store, claim(), clerk, NOON);
  const refusals: [Caller, string][] = [
    [staff(["finance-officer"], { account_no: reviewer.account_no }), "ACCESS-NO-RIGHT"],
    [{ ...reviewer, regions: ["431000"] }, "ACCESS-REGION"],
    [insured("P1"), "ACCESS-NO-ACCOUNT"],
  ];
  for (const [caller, code] of refusals) {
    const deciding = decide(store, approved(proposal_no), caller, NOON, nothing);
    await expect(deciding).rejects.toMatchObject({ code });
  }
  const far = claim({ region: "431002" });
  await expect(propose(store, far, clerk, NOON)).rejects.toMatchObject({ code: "ACCESS-REGION" });
});

test("an act that fails decides nothing; a refusal acts on nothing", async () => {
  const { store } = database;
  const { proposal_no } = await propose(store, claim(), clerk, NOON);
  const failing = decide(store, approved(proposal_no), reviewer, NOON, async () => {
    throw new Error("the fund is empty");
  });
  await expect(failing).rejects.toThrow("the fund is empty");
  expect((await findProposal(store, reviewer, proposal_no)).state).toBe("open");
  const refused = { proposal_no, decision: "refused", reason: "发票不清" } as const;
  const acts: unknown[] = [];
  const decided = await decide(store, refused, reviewer, NOON, async (one) => acts.push(one));
  expect(decided).toMatchObject({ state: "refused", decision_reason: "发票不清", result: null });
  expect(acts).toEqual([]);
});

test("the same request is the same proposal; with other content it is refused", async () => {
  const { store } = database;
  const request = claim();
  const first = await propose(store, request, clerk, NOON);
  const content = { lines: [{ item: "A01" }], amount_fen: 12_345 };
  const again = await propose(store, { ...request, content }, clerk, later(1));
  expect(again).toEqual(first);
  const other = { ...request, content: { amount_fen: 1 } };
  await expect(propose(store, other, clerk, NOON)).rejects.toMatchObject({
    code: "ACCESS-PROPOSAL-OTHER-CONTENT",
  });
});

test("a reason is needed, and no longer than a page", async () => {
  const { store } = database;
  const reasonless = { code: "ACCESS-PROPOSAL-REASON" };
  for (const reason of ["  ", "长".repeat(501)]) {
    await expect(propose(store, claim({ reason }), clerk, NOON)).rejects.toMatchObject(reasonless);
  }
  const { proposal_no } = await propose(store, claim(), clerk, NOON);
  const unsaid = { proposal_no, decision: "refused", reason: "" } as const;
  await expect(decide(store, unsaid, reviewer, NOON, nothing)).rejects.toMatchObject(reasonless);
});

test("lists hold what one made or may decide", async () => {
  const fresh = await freshDatabase();
  try {
    const { store } = fresh;
    const account_no = await staffAccount(store, "maker", ["agency-clerk"]);
    const maker = staff(["agency-clerk"], { account_no });
    const checker_no = await staffAccount(store, "checker", ["agency-reviewer"]);
    const checker = staff(["agency-reviewer"], { account_no: checker_no });
    for (const region of ["430405", "430406", "430407"]) {
      await propose(store, claim({ region }), maker, NOON);
    }
    const list = (caller: Caller, search = {}) => {
      return listProposals(store, caller, { limit: 2, offset: 0, ...search });
    };
    expect((await list(maker)).total).toBe(3);
    expect((await list(maker)).rows.map(({ region }) => region)).toEqual(["430407", "430406"]);
    expect((await list(maker, { decidable: true })).total).toBe(0);
    expect((await list(checker, { decidable: true })).total).toBe(3);
    expect((await list(checker, { mine: true })).total).toBe(0);
    const ofDistrict = { ...checker, regions: ["430405"] };
    const { rows, total } = await list(ofDistrict, { decidable: true });
    expect([rows.map(({ region }) => region), total]).toEqual([["430405"], 1]);
    const [first] = rows;
    await decide(store, approved(first?.proposal_no ?? 0), ofDistrict, NOON, nothing);
    expect((await list(checker, { decidable: true })).total).toBe(2);
    expect((await list(checker, { state: "approved" })).total).toBe(1);
    expect((await list(checker, { kind: "other" })).total).toBe(0);
    const stranger = staff(["finance-officer"], { account_no: checker_no });
    expect((await list(stranger)).total).toBe(0);
    const unknown = { code: "ACCESS-PROPOSAL-UNKNOWN" };
    await expect(findProposal(store, stranger, 1)).rejects.toMatchObject(unknown);
    await expect(findProposal(store, checker, 999)).rejects.toMatchObject(unknown);
  } finally {
    await fresh.drop();
  }
});
