import { addDays, type CivilDate, type Fen, yuanFromFen } from "../../src/kernel/index.ts";
import { ACCOUNT_CODES, balanceOf, verifyLedger } from "../../src/ledger/index.ts";
import { loadPersonFacts } from "../../src/people/index.ts";
import type { Platform } from "../../src/server/index.ts";
import { verifySettlements } from "../../src/settlement/index.ts";
import type { Lane, Stage } from "./lane.ts";
import type { Message } from "./messages.ts";
import type { Moved } from "./model/books.ts";
import type { BureauModel } from "./model/bureau-model.ts";
import { Differences } from "./model/differences.ts";
import { type Chance, chanceOf } from "./random.ts";
import type { InstitutionPlan } from "./world.ts";
import { REGION } from "./world.ts";

/**
 * The audit of a day: every institution's totals over the wire (3201), some people's year (5206),
 * and what stands in the platform's books against the model, sum by sum.
 */
export interface Audit {
  /** The whole chain and every settlement is verified as well: its work grows with the run. */
  readonly thorough: boolean;
}

/** @throws Violation for the first thing that is not as it should be */
export async function auditDay(stage: Stage, desk: Lane, { thorough }: Audit): Promise<void> {
  const { calendar, auditor, world, tally, door } = stage;
  const { model } = auditor;
  const chance = chanceOf(world.seed, "audit", calendar.moment.day);
  await reconcile(model, desk, chance);
  const platform = await door.platform();
  const found = new Differences();
  await auditPeople(platform, model, found);
  await auditLedger(platform, model, found);
  await auditCounts(platform, model, found);
  if (thorough) await verifyAll(platform, found);
  if (found.list.length > 0) throw desk.violation("audit of the day", found.list);
  tally.audits += 1;
}

/** 3201 as each institution would ask: by scheme and clearing type, now and then a fen off. */
async function reconcile(model: BureauModel, desk: Lane, chance: Chance): Promise<void> {
  const { today } = model.calendar;
  const moved = model.books.days.get(today) ?? [];
  const groups = new Map<string, Moved>();
  for (const one of moved) {
    groups.set(`${one.institution_code} ${one.insutype} ${one.clearing_type}`, one);
  }
  const questions: Message[] = [];
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const institution = model.institutions.get(group.institution_code);
    if (institution === undefined) continue;
    const flag = chance.pick(["", "0", "1"]);
    const from = chance.percent(20) ? addDays(today, -chance.between(1, 5)) : today;
    const off_fen = chance.percent(20) ? 1 : 0;
    questions.push(totalsMessage(model, desk, institution, group, { flag, from, off_fen }));
  }
  await desk.deliverAll(questions);
}

interface Asked {
  readonly flag: string;
  readonly from: CivilDate;
  readonly off_fen: number;
}

function totalsMessage(
  model: BureauModel,
  desk: Lane,
  institution: InstitutionPlan,
  { insutype, clearing_type }: Moved,
  { flag, from, off_fen }: Asked,
): Message {
  const { today } = model.calendar;
  const days = [...model.books.days.keys()].filter((day) => day >= from && day <= today);
  const kinds = {
    "": ["settlement", "reversal", "adjustment"],
    "0": ["settlement", "adjustment"],
    "1": ["reversal"],
  }[flag];
  const sums = model.books.sums(
    (one) =>
      one.institution_code === institution.code &&
      one.insutype === insutype &&
      one.clearing_type === clearing_type &&
      (kinds ?? []).includes(one.kind),
    days,
  );
  const data = {
    insutype,
    clr_type: clearing_type,
    setl_optins: REGION,
    stmt_begndate: from,
    stmt_enddate: today,
    medfee_sumamt: yuanFromFen(sums.total_fen as Fen),
    fund_pay_sumamt: yuanFromFen((sums.fund_fen + off_fen) as Fen),
    acct_pay: yuanFromFen(sums.account_fen as Fen),
    fixmedins_setl_cnt: String(sums.count),
    refd_setl_flag: flag,
    fixmedins_refd_setl_flag: "0",
  };
  const msgid = `${institution.code}AUDIT${String(desk.nextSerial()).padStart(8, "0")}`;
  return { infno: "3201", msgid, institution, input: { data } };
}

/** Every account and every accumulator. */
async function auditPeople(
  { store }: Platform,
  model: BureauModel,
  found: Differences,
): Promise<void> {
  const facts = await loadPersonFacts(store.pool, [...model.people.keys()]);
  for (const [person_no, person] of model.people) {
    const state = facts.get(person_no)?.state;
    found.same(`${person_no} balance_fen`, person.balance_fen, state?.balance_fen);
    const expected = [...person.years].flatMap(([year, names]) =>
      [...names].map(([name, amount]) => `${year} ${name}=${amount}`),
    );
    const kept = Object.entries(state?.accumulators ?? {}).flatMap(([year, names]) =>
      Object.entries(names).map(([name, amount]) => `${year} ${name}=${amount}`),
    );
    found.same(`${person_no} accumulators`, expected.sort().join(" "), kept.sort().join(" "));
  }
}

/** What each pool and each institution is owed, and what came into the accounts. */
async function auditLedger(
  { store, region: { value: region } }: Platform,
  model: BureauModel,
  found: Differences,
): Promise<void> {
  const { today: day } = model.calendar;
  const owed = new Map<string, number>();
  for (const [code, fund] of region.funds) {
    const paid = model.books.paidByFund.get(code) ?? 0;
    owed.set(fund.pool, (owed.get(fund.pool) ?? 0) + paid);
  }
  const account = [...region.funds.values()].find((fund) => fund.national_field === "acct_pay");
  const account_pool = account?.pool ?? "";
  owed.set(account_pool, (owed.get(account_pool) ?? 0) + model.books.accounts_paid_fen);
  const balance = (pool: string, code: string) =>
    balanceOf(store.pool, { region: region.code, pool, code }, day);
  for (const [pool, expected] of owed) {
    const posted = await balance(pool, ACCOUNT_CODES.payableToInstitutions);
    found.same(`payable of ${pool} in fen`, expected, 0 - posted);
  }
  const deposited = await balance(account_pool, ACCOUNT_CODES.treasuryDeposit);
  found.same("deposited into accounts, in fen", model.books.depositsFen(), deposited);
  for (const { institution_code, owed_fen } of await owedToInstitutions(store)) {
    const expected = model.books.owedToInstitution.get(institution_code) ?? 0;
    found.same(`owed to ${institution_code} in fen`, expected, owed_fen);
  }
}

async function owedToInstitutions(
  store: Platform["store"],
): Promise<readonly { institution_code: string; owed_fen: number }[]> {
  const { rows } = await store.query<{ institution_code: string; owed_fen: number }>(
    `select e.institution_code, -sum(posting.amount_fen)::bigint as owed_fen
       from ledger.entry e
      cross join unnest(e.account_nos, e.amounts_fen) as posting (account_no, amount_fen)
       join ledger.account a using (account_no)
      where a.code = $1 and e.institution_code is not null
      group by e.institution_code order by 1`,
    [ACCOUNT_CODES.payableToInstitutions],
  );
  return rows;
}

/** Nothing more and nothing less than what was accepted has left a trace. */
async function auditCounts(
  { store }: Platform,
  model: BureauModel,
  found: Differences,
): Promise<void> {
  const { rows } = await store.query<Record<string, number>>(
    `select (select count(*) from settlement.settlement where kind = 'settlement') as settlements,
            (select count(*) from settlement.settlement where kind = 'reversal') as reversals,
            (select count(*) from settlement.settlement where kind = 'adjustment') as adjustments,
            (select count(*) from settlement.receipt) as receipts,
            (select count(*) from settlement.visit) as visits,
            (select count(*) from settlement.deposit) as deposits`,
  );
  const expected = {
    settlements: model.books.settlements,
    reversals: model.books.reversals,
    adjustments: model.books.adjustments,
    receipts: model.receipts.size,
    visits: model.visits.size,
    deposits: model.books.deposits.size,
  };
  for (const [name, count] of Object.entries(expected)) {
    found.same(`rows of ${name}`, count, rows[0]?.[name]);
  }
}

async function verifyAll(
  { store, region: { value: region } }: Platform,
  found: Differences,
): Promise<void> {
  const findings = [...(await verifyLedger(store)), ...(await verifySettlements(store, region))];
  for (const { code, where, message } of findings) found.add(`${code} ${where}：${message}`);
}
