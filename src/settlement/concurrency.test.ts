import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import type { CivilDate, Fen } from "../kernel/index.ts";
import { verifyLedger } from "../ledger/index.ts";
import { type Accumulators, loadRegion } from "../policy/index.ts";
import type { Store } from "../store/index.ts";
import type { PersonTimeline } from "./bill.ts";
import {
  LEVEL2,
  line,
  NOON,
  openOutpatient,
  outcomeOf,
  outpatientBill,
  PHARMACY,
  purchase,
  request,
  smallTown,
  sumOf,
} from "./fixtures/small-town.ts";
import { movedYears } from "./person-state.ts";
import type { SettlementView } from "./request.ts";
import { createSettlementService, type SettlementService } from "./service.ts";
import { settleBill } from "./settle-bill.ts";
import type { AccountMovement } from "./settlement-record.ts";
import { billFrom, type StoredBill, type StoredSplit, splitFrom } from "./stored-json.ts";
import { verifySettlements } from "./verify.store.ts";

const region = loadRegion("430400");
const seed = Number(process.env.YIBAO_SEED ?? Date.now() % 1e9);
let database: FreshDatabase;
/** Two services on one database, as two processes would be. */
let here: SettlementService;
let there: SettlementService;

const FAMILY = ["F1", "F2", "F3", "F4"];

beforeAll(async () => {
  database = await freshDatabase({ maximumConnections: 20 });
  const crowd = Array.from({ length: 60 }, (_, index) => `C${index}`);
  await smallTown(database.store, region, [
    { person_no: "ONE", balance: "200.00" },
    ...FAMILY.map((person_no) => ({ person_no, relatives: ["PURSE"], balance: "1.00" })),
    { person_no: "PURSE", balance: "50.00" },
    // People of the tests that make a commit fail, whom no random order of bills touches.
    ...["B50", "B51", "B52", "B53", "B54", "B55", "B56"].map((person_no) => ({ person_no })),
    ...crowd.map((person_no) => ({ person_no, balance: "30.00" })),
  ]);
  here = await createSettlementService({ store: database.store, region });
  there = await createSettlementService({ store: database.store, region });
});

afterAll(async () => {
  try {
    expect(await verifySettlements(database.store, region)).toEqual([]);
    expect(await verifyLedger(database.store)).toEqual([]);
  } finally {
    await here?.close();
    await there?.close();
    await database?.drop();
  }
});

interface Answer {
  readonly answer: string;
  readonly repeated: boolean;
}

/** A store that has read receipts, and reads the people beside them only when it is released. */
function holdingPeople(store: Store) {
  let release: () => void = () => undefined;
  let held: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const isHeld = new Promise<void>((resolve) => {
    held = resolve;
  });
  const query = async (statement: { readonly name?: string }): Promise<unknown> => {
    if (statement.name === "people-load-facts") {
      held();
      await released;
    }
    return store.pool.query(statement as pg.QueryConfig);
  };
  const pool = new Proxy(store.pool, {
    get: (target, key) => (key === "query" ? query : Reflect.get(target, key)),
  });
  return { store: { ...store, pool }, isHeld, release };
}

const TIMELINE: PersonTimeline = {
  person_no: "ONE",
  enrolments: [
    {
      insutype: "310",
      period: { from: "2020-01-01" as CivilDate, to: null },
      employment_status: "working",
      civil_servant_rank: null,
    },
  ],
  identities: [],
};

describe("simultaneous bills of one person (R4)", () => {
  it("come out as some serial order would have them", async () => {
    const visits: (readonly [string, Fen])[] = [];
    for (let index = 0; index < 12; index += 1) {
      const lines = [line("A01", "37.00", index + 1), line("B01", "11.11")];
      visits.push([await openOutpatient(here, LEVEL2, "ONE", lines), sumOf(lines)]);
    }
    await Promise.all([
      ...visits.map(([visit_id, total], index) => {
        const service = index % 2 === 0 ? here : there;
        const facts = outpatientBill("ONE", visit_id, total, { account_use: "own" });
        return service.settleOutpatient(facts, request(LEVEL2));
      }),
      ...Array.from({ length: 12 }, (_, index) => {
        const service = index % 2 === 0 ? here : there;
        return service.settlePharmacy(purchase("ONE", [line("C01", "9.50")]), request(PHARMACY));
      }),
    ]);
    const { rows } = await database.store.query<{
      bill: StoredBill;
      split: StoredSplit;
      movements: AccountMovement[];
      person_version: number;
    }>(
      `select bill, split, movements, person_version from settlement.settlement
        where person_no = 'ONE' order by person_version`,
    );
    expect(new Set(rows.map((row) => row.person_version)).size).toBe(24);
    let years: Readonly<Record<string, Accumulators>> = {};
    let balance = 20_000;
    for (const { bill, split, movements } of rows) {
      expect(movements[0]?.balance_before_fen).toBe(balance);
      const accounts = [
        { account_id: "ONE", relation: "own" as const, balance_fen: balance as Fen },
      ];
      const settled = settleBill(region, TIMELINE, billFrom(bill), { years, accounts });
      expect(splitFrom(split)).toEqual({ ...settled.split, moves: [] });
      years = movedYears(years, settled.moves);
      balance -= settled.split.account_fen;
    }
  });

  it("never spend a family's account twice", async () => {
    const bought = FAMILY.flatMap((person_no) =>
      Array.from({ length: 4 }, () =>
        purchase(person_no, [line("C01", "6.00")], { account_use: "family" }),
      ),
    );
    const views = await Promise.all(
      bought.map((facts, index) =>
        outcomeOf<SettlementView>(
          (index % 2 === 0 ? here : there).settlePharmacy(facts, request(PHARMACY)),
        ),
      ),
    );
    const mutual = views.reduce((sum, view) => sum + view.split.mutual_fen, 0);
    const own = views.reduce((sum, view) => sum + view.split.account_fen, 0) - mutual;
    expect([own, mutual]).toEqual([400, 5000]);
  });
});

describe("the same message", () => {
  it("again, at once and through another process, has one answer", async () => {
    const facts = purchase("C0", [line("A01", "5.00")]);
    const sent = request<SettlementView>(PHARMACY);
    const answers = await Promise.all(
      [here, there, here, there].map((service) => service.settlePharmacy(facts, sent)),
    );
    expect(new Set(answers.map(({ answer }) => answer)).size).toBe(1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    const later = await here.settlePharmacy(facts, {
      ...sent,
      now: new Date(NOON.getTime() + 1e6),
    });
    expect(later).toEqual({ answer: answers[0]?.answer, repeated: true });
    const receipt = await here.findReceipt(sent.message);
    expect(receipt).toMatchObject({ person_no: "C0", operation: "settle-pharmacy" });
    expect(await here.findReceipt({ ...sent.message, message_id: "?" })).toBeNull();
  });

  it("answered elsewhere between the reading of receipt and person, has that answer", async () => {
    const opened = await openOutpatient(here, LEVEL2, "C1", [line("A01", "37.00")]);
    const bill = outpatientBill("C1", opened, 3_700 as Fen, {});
    const bought = purchase("C1", [line("A01", "5.00")]);
    const atPharmacy = request<SettlementView>(PHARMACY);
    const atHospital = request<SettlementView>(LEVEL2);
    const acts: ((service: SettlementService) => Promise<Answer>)[] = [
      // Would write its receipt a second time.
      (service) => service.settlePharmacy(bought, atPharmacy),
      // Would be refused: the visit is settled already.
      (service) => service.settleOutpatient(bill, atHospital),
    ];
    for (const act of acts) {
      const { store, isHeld, release } = holdingPeople(database.store);
      const late = await createSettlementService({ store, region });
      const second = act(late);
      await isHeld;
      const first = await act(here);
      release();
      expect(first.repeated).toBe(false);
      expect(await second).toEqual({ answer: first.answer, repeated: true });
      await late.close();
    }
  });

  it("doubled, delayed and out of order, counts once (R2)", async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 24 }),
        fc.integer({ min: 1, max: 59 }),
        async (order, person) => {
          round += 1;
          const person_no = `C${person}`;
          const messages = Array.from({ length: 6 }, (_, index) => ({
            facts: purchase(person_no, [line("C01", `${index + 1}.00`)], { account_use: "none" }),
            sent: request<SettlementView>(PHARMACY, { message_id: `r${round} ${index}` }),
          }));
          const answers = await Promise.all(
            order.map(async (index) => {
              const { facts, sent } = messages[index] as (typeof messages)[0];
              const service = index % 3 === 0 ? there : here;
              return [index, (await service.settlePharmacy(facts, sent)).answer] as const;
            }),
          );
          for (const [index, answer] of answers) {
            expect(answers.every(([other, text]) => other !== index || text === answer)).toBe(true);
          }
          const { rows } = await database.store.query<{ count: number }>(
            "select count(*) as count from settlement.settlement where message_id like $1",
            [`r${round} %`],
          );
          expect(rows[0]?.count).toBe(new Set(order).size);
        },
      ),
      { seed, numRuns: 12, endOnFailure: true },
    );
  });
});

describe("a failing commit", () => {
  it("with 40001 is tried again until it holds (R12)", async () => {
    await failCommits("40001", 7);
    const views = await purchases(["B50", "B51", "B52"]);
    expect(views.map((view) => view.split.total_fen)).toEqual([700, 700, 700]);
    await healCommits();
  });

  it("for one bad bill harms that bill only", async () => {
    await database.store.query(
      `create function settlement.test_refuse() returns trigger language plpgsql as $$
       begin
         if new.person_no = 'B54' then raise exception 'no' using errcode = '23514'; end if;
         return new;
       end $$;
       create trigger test_refuse before insert on settlement.settlement
         for each row execute function settlement.test_refuse();`,
    );
    const answers = await Promise.allSettled(
      ["B53", "B54", "B55"].map((person) => purchases([person])),
    );
    await database.store.query("drop function settlement.test_refuse cascade");
    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const { rows } = await database.store.query(
      "select 1 from settlement.visit where person_no = 'B54'",
    );
    expect(rows).toEqual([]);
    await purchases(["B54"]);
  });

  it("whose outcome is unknown is found out by its receipt", async () => {
    let lost = 0;
    const flaky: Store = {
      ...database.store,
      pool: database.store.pool,
      transaction: async (work) => {
        const value = await database.store.transaction(work);
        lost += 1;
        if (lost === 1) throw new Error("Connection terminated unexpectedly");
        return value;
      },
    };
    const service = await createSettlementService({ store: flaky, region });
    try {
      const facts = purchase("B56", [line("C01", "8.00")]);
      const { answer, repeated } = await service.settlePharmacy(facts, request(PHARMACY));
      expect(repeated).toBe(true);
      expect((JSON.parse(answer) as SettlementView).split.total_fen).toBe(800);
      expect(lost).toBe(1);
    } finally {
      await service.close();
    }
  });

  it("in the middle of which connections are cut leaves all or nothing (R1)", async () => {
    const answers = Array.from({ length: 60 }, (_, index) => {
      const facts = purchase(`C${index}`, [line("A01", "7.00")]);
      const sent = request<SettlementView>(PHARMACY);
      return here.settlePharmacy(facts, sent).then(
        () => sent.message,
        () => null,
      );
    });
    for (let cut = 0; cut < 3; cut += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await database.store.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()
            and query not like 'listen%'`,
      );
    }
    const kept = (await Promise.all(answers)).flatMap((message) => message ?? []);
    for (const message of kept) expect(await here.findReceipt(message)).not.toBeNull();
    expect(await verifySettlements(database.store, region)).toEqual([]);
  });

  function purchases(people: readonly string[]): Promise<SettlementView[]> {
    return Promise.all(
      people.map((person_no) => {
        const facts = purchase(person_no, [line("A01", "7.00")]);
        return outcomeOf<SettlementView>(here.settlePharmacy(facts, request(PHARMACY)));
      }),
    );
  }

  /** The next `count` commits of a receipt fail at the commit itself. */
  async function failCommits(code: string, count: number): Promise<void> {
    await database.store.query(
      `create sequence settlement.test_failures;
       create function settlement.test_fail() returns trigger language plpgsql as $$
       begin
         if nextval('settlement.test_failures') <= ${count} then
           raise exception 'made to fail' using errcode = '${code}';
         end if;
         return null;
       end $$;
       create constraint trigger test_fail after insert on settlement.receipt
         deferrable initially deferred for each row execute function settlement.test_fail();`,
    );
  }

  async function healCommits(): Promise<void> {
    await database.store.query(
      "drop function settlement.test_fail cascade; drop sequence settlement.test_failures",
    );
  }
});
