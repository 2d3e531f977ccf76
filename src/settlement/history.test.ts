import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { checkHistory } from "../../test/support/history/check-history.ts";
import type {
  AccountState,
  Call,
  Heard,
  History,
  WitnessRow,
} from "../../test/support/history/history.ts";
import { type RandomStream, randomStream } from "../../test/support/random.ts";
import { type CivilDate, type Fen, type Ppm, YibaoError } from "../kernel/index.ts";
import { loadPersonFacts } from "../people/index.ts";
import { loadRegion } from "../policy/index.ts";
import type { Bill, PersonTimeline } from "./bill.ts";
import {
  LEVEL2,
  line,
  openOutpatient,
  outcomeOf,
  outpatientBill,
  PHARMACY,
  purchase,
  request,
  smallTown,
} from "./fixtures/small-town.ts";
import type { CancelOutcome, SettlementView } from "./request.ts";
import { createSettlementService, type SettlementService } from "./service.ts";
import { settleBill } from "./settle-bill.ts";

// Goal: what callers hear while they act on one person at once can be explained by some serial
// order (R4). Method: record histories through two services on one database, as two processes would
// be, and check them; then spoil recordings, the database and a service, and see it noticed.

const region = loadRegion("430400");
const PEOPLE = ["R1", "R2", "R3"];
const MUTANTS = ["M1", "M2", "M3"];
const VISITS = 8;
const DAY = "2023-06-01" as CivilDate;

let database: FreshDatabase;
let services: readonly SettlementService[];
let ticks = 0;

beforeAll(async () => {
  database = await freshDatabase({ maximumConnections: 20 });
  await smallTown(
    database.store,
    region,
    [...PEOPLE, ...MUTANTS].map((person_no) => ({ person_no, balance: "900.00" })),
  );
  const { store } = database;
  services = await Promise.all([1, 2].map(() => createSettlementService({ store, region })));
});
afterAll(async () => {
  for (const service of services ?? []) await service.close();
  await database?.drop();
});

describe("what callers hear at once", () => {
  it.each(PEOPLE)(
    "of %s has a serial explanation, and a spoilt recording has none",
    async (one) => {
      const random = randomStream();
      const history = await recorded(one, random);
      expect(checkHistory(history), `seed ${random.seed}`).toEqual([]);
      expect(history.witness.length).toBeGreaterThan(15);
      for (const [name, [spoil, says]] of Object.entries(SPOILT)) {
        const problems = checkHistory(spoil(history)).join("\n");
        expect(problems, `${name}, seed ${random.seed}`).toMatch(says);
      }
    },
  );

  it("shows a database that loses an update", async () => {
    await database.store.query(
      `create function people.test_lose() returns trigger language plpgsql as $$
       begin
         if new.person_no = 'M1' then
           new.accumulators = old.accumulators;
         end if;
         return new;
       end $$;
       create trigger test_lose before update on people.person_state
         for each row execute function people.test_lose();`,
    );
    const history = await recorded("M1", randomStream());
    await database.store.query("drop function people.test_lose cascade");
    expect(checkHistory(history)).not.toEqual([]);
  });

  it("shows an accumulator that is used twice", async () => {
    // Each bill is decided on the state before all of them, as without compare-and-set.
    const stale = await createSettlementService({
      store: database.store,
      region,
      settleBill: (of, person, bill, state) =>
        settleBill(of, person, bill, { ...state, years: {} }),
    });
    try {
      const history = await recorded("M2", randomStream(), [stale]);
      expect(checkHistory(history)).not.toEqual([]);
    } finally {
      await stale.close();
    }
  });

  it("shows a read that is behind", async () => {
    let remembered: AccountState | null = null;
    const history = await recorded("M3", randomStream(), services, async (person_no) => {
      remembered ??= await stateOf(person_no);
      return remembered;
    });
    expect(checkHistory(history)).not.toEqual([]);
  });
});

type Ask = (person_no: string) => Promise<AccountState>;

/** What one client may do next; the bill is what the pure engine is to be given. */
interface Recording {
  readonly person_no: string;
  readonly random: RandomStream;
  readonly services: readonly SettlementService[];
  readonly query: Ask;
  readonly calls: Call[];
  /** Visits ready to be settled. */
  readonly visits: { readonly visit_id: string; readonly bill: Bill }[];
  /** What may be taken back; each perhaps by two at once. */
  readonly settled: {
    readonly settlement_id: number;
    readonly visit_id: string;
    readonly kind: "pharmacy" | "outpatient";
  }[];
}

const CLIENTS = 6;
const CALLS_EACH = 12;

async function recorded(
  person_no: string,
  random: RandomStream,
  through: readonly SettlementService[] = services,
  query: Ask = stateOf,
): Promise<History> {
  const calls: Call[] = [];
  const recording: Recording = {
    ...{ person_no, random, query, calls, services: through },
    visits: [],
    settled: [],
  };
  for (let index = 0; index < VISITS; index += 1) {
    const amount = 20_000 + random.below(40_000);
    const lines = [line("B01", yuan(amount))];
    const visit_id = await openOutpatient(
      through[0] as SettlementService,
      LEVEL2,
      person_no,
      lines,
    );
    recording.visits.push({ visit_id, bill: billOf("11", "level2", "B", amount) });
  }
  const before = await stateOf(person_no);
  await Promise.all(Array.from({ length: CLIENTS }, () => client(recording)));
  const { rows: witness } = await database.store.query<WitnessRow>(
    `select settlement_id, kind, corrects_settlement_id, person_version
       from settlement.settlement where person_no = $1`,
    [person_no],
  );
  const timeline = timelineOf(person_no);
  return {
    ...{ calls, witness, before, after: await stateOf(person_no) },
    settle: (bill, { balance_fen, years }) => {
      const own = { account_id: person_no, relation: "own" as const };
      const accounts = [{ ...own, balance_fen: balance_fen as Fen }];
      return settleBill(region, timeline, bill, { years, accounts });
    },
  };
}

async function client(recording: Recording): Promise<void> {
  const { random } = recording;
  for (let index = 0; index < CALLS_EACH; index += 1) {
    const service = random.pick(recording.services);
    const act = random.pick([buy, buy, settleVisit, tryPurchase, takeBack, takeBack, ask, ask]);
    await act(recording, service);
    if (random.once(3)) await new Promise((resolve) => setTimeout(resolve, random.below(4)));
  }
}

/** Notes one call: asked now, heard when the answer is there. */
async function noted(
  { calls }: Recording,
  asked: Call["asked"],
  hear: () => Promise<Heard>,
): Promise<Heard> {
  ticks += 1;
  const invoked = ticks;
  const heard = await hear().catch((error: unknown): Heard => {
    if (error instanceof YibaoError) return { outcome: "refused", code: error.code };
    throw error;
  });
  ticks += 1;
  calls.push({ invoked, completed: ticks, asked, heard });
  return heard;
}

async function buy(recording: Recording, service: SettlementService): Promise<void> {
  const amount = 100 + recording.random.below(3_000);
  const facts = purchase(recording.person_no, [line("A01", yuan(amount))]);
  const bill = billOf("41", "pharmacy", "A", amount);
  await noted(recording, { act: "settle", bill }, async () => {
    const view = await outcomeOf<SettlementView>(service.settlePharmacy(facts, request(PHARMACY)));
    return settledAs(recording, view, "pharmacy");
  });
}

async function settleVisit(recording: Recording, service: SettlementService): Promise<void> {
  const visit = recording.visits.pop();
  if (visit === undefined) return buy(recording, service);
  const total = visit.bill.lines[0]?.amount_fen as Fen;
  const facts = outpatientBill(recording.person_no, visit.visit_id, total, { account_use: "own" });
  await noted(recording, { act: "settle", bill: visit.bill }, async () => {
    const view = await outcomeOf<SettlementView>(service.settleOutpatient(facts, request(LEVEL2)));
    return settledAs(recording, view, "outpatient");
  });
}

function settledAs(
  recording: Recording,
  view: SettlementView,
  kind: "pharmacy" | "outpatient",
): Heard {
  const settlement_id = view.settlement_id as number;
  recording.settled.push({ settlement_id, visit_id: String(view.visit.visit_id), kind });
  const { split, balance_fen } = view;
  return { outcome: "settled", settlement_id, split, balance_fen };
}

async function tryPurchase(recording: Recording, service: SettlementService): Promise<void> {
  const amount = 100 + recording.random.below(3_000);
  const facts = purchase(recording.person_no, [line("A01", yuan(amount))]);
  const bill = billOf("41", "pharmacy", "A", amount);
  await noted(recording, { act: "trial", bill }, async () => {
    const { split, balance_fen } = await service.trialPharmacy(facts, {
      institution_code: PHARMACY,
      message_id: "trial",
      now: new Date("2023-06-01T02:00:00Z"),
    });
    return { outcome: "tried", split, balance_fen };
  });
}

/** Often what another client is taking back at the same moment. */
async function takeBack(recording: Recording, service: SettlementService): Promise<void> {
  const one = recording.settled[Math.max(0, recording.settled.length - 1)];
  if (one === undefined) return buy(recording, service);
  if (recording.random.once(2)) recording.settled.pop();
  const { settlement_id, visit_id, kind } = one;
  const facts = {
    ...{ person_no: recording.person_no, visit_id, kind },
    settlement_id: String(settlement_id),
  };
  await noted(recording, { act: "cancel", settlement_id }, async () => {
    const institution = kind === "pharmacy" ? PHARMACY : LEVEL2;
    const answered = service.cancelSettlement(facts, request(institution));
    const { reversal_id, balance_fen } = await outcomeOf<CancelOutcome>(answered);
    return { outcome: "cancelled", reversal_id, balance_fen };
  });
}

async function ask(recording: Recording): Promise<void> {
  await noted(recording, { act: "query" }, async () => {
    const { balance_fen, years } = await recording.query(recording.person_no);
    return { outcome: "state", state: { balance_fen, years } };
  });
}

async function stateOf(person_no: string): Promise<AccountState & { readonly version: number }> {
  const record = (await loadPersonFacts(database.store.pool, [person_no])).get(person_no);
  if (record === undefined) throw new Error(`${person_no} is not there`);
  const { balance_fen, accumulators, version } = record.state;
  return { balance_fen, years: accumulators, version };
}

function billOf(
  visit_type: string,
  hospital_level: "level2" | "pharmacy",
  itemClass: "A" | "B",
  amount: number,
): Bill {
  const one = {
    date: DAY,
    amount_fen: amount as Fen,
    class: itemClass,
    first_share_ppm: (itemClass === "A" ? 0 : 100_000) as Ppm,
    over_limit_fen: 0 as Fen,
    paid_alone: false,
  };
  return {
    ...{ insutype: "310", visit_type, begin: DAY, end: DAY, hospital_level, place: "local" },
    ...{ disease: null, account_use: "own", lines: [one], stay: null },
  };
}

function timelineOf(person_no: string): PersonTimeline {
  const enrolment = {
    insutype: "310",
    period: { from: "2020-01-01" as CivilDate, to: null },
    employment_status: "working" as const,
    civil_servant_rank: null,
  };
  return { person_no, enrolments: [enrolment], identities: [] };
}

function yuan(amount_fen: number): string {
  return `${Math.floor(amount_fen / 100)}.${String(amount_fen % 100).padStart(2, "0")}`;
}

type Spoil = (history: History) => History;

/** Each is one way of going wrong, worked into a good recording, and what is to be said of it. */
const SPOILT: Readonly<Record<string, readonly [Spoil, RegExp]>> = {
  "two changes in the other order": [
    (history) => {
      const versions = history.witness.map((row) => row.person_version).toSorted((a, b) => a - b);
      const [first, last] = [versions[0], versions.at(-1)];
      const witness = history.witness.map((row) => {
        if (row.person_version === first) return { ...row, person_version: last as number };
        return row.person_version === last ? { ...row, person_version: first as number } : row;
      });
      return { ...history, witness };
    },
    /is ordered after it/,
  ],
  "an update that is lost": [
    (history) => {
      const lost = history.witness.find(({ kind }) => kind === "settlement");
      return { ...history, witness: history.witness.filter((row) => row !== lost) };
    },
    /has no row of its own/,
  ],
  "a settlement that nobody was told": [
    (history) => {
      const told = history.calls.find(({ heard }) => heard.outcome === "settled");
      return { ...history, calls: history.calls.filter((call) => call !== told) };
    },
    /nobody was told/,
  ],
  "a settlement that is there twice": [
    (history) => {
      const [one] = history.witness;
      return { ...history, witness: [...history.witness, one as WitnessRow] };
    },
    /is there twice/,
  ],
  "an answer off by a fen": [
    (history) =>
      withHeard(history, "settled", (heard) => {
        if (heard.outcome !== "settled") return heard;
        const split = heard.split as { cash_fen: number };
        return { ...heard, split: { ...split, cash_fen: split.cash_fen + 1 } };
      }),
    /a split that is not that of the state before it/,
  ],
  "an accumulator moved twice": [
    (history) => {
      const years = structuredClone(history.after.years) as Record<string, Record<string, number>>;
      const year = years["2023"] as Record<string, number>;
      const [name] = Object.keys(year);
      year[name as string] = (year[name as string] ?? 0) * 2;
      return { ...history, after: { ...history.after, years } };
    },
    /the accumulators end otherwise/,
  ],
  "a balance that ends off by a fen": [
    (history) => {
      const balance_fen = history.after.balance_fen + 1;
      return { ...history, after: { ...history.after, balance_fen } };
    },
    /the balance ends at/,
  ],
  "a change that moved no version": [
    (history) => {
      return { ...history, after: { ...history.after, version: history.after.version - 1 } };
    },
    /changes were told, the versions are/,
  ],
  "a read of what was before everything, at the end": [
    (history) => {
      const { balance_fen, years } = history.before;
      const end = Math.max(...history.calls.map(({ completed }) => completed));
      const stale: Call = {
        ...{ invoked: end + 1, completed: end + 2, asked: { act: "query" } },
        heard: { outcome: "state", state: { balance_fen, years } },
      };
      return { ...history, calls: [...history.calls, stale] };
    },
    /true at no moment/,
  ],
  "a read of the end, before everything": [
    (history) => {
      const { balance_fen, years } = history.after;
      const early: Call = {
        ...{ invoked: -2, completed: -1, asked: { act: "query" } },
        heard: { outcome: "state", state: { balance_fen, years } },
      };
      return { ...history, calls: [early, ...history.calls] };
    },
    /true at no moment/,
  ],
  "two reads that go back in time": [
    (history) => {
      const { balance_fen, years } = history.after;
      const end = Math.max(...history.calls.map(({ completed }) => completed));
      // Everything happens while both read, one after the other.
      const calls = history.calls.map((call) => ({ ...call, completed: end + 10 }));
      const query = { act: "query" as const };
      const late = { outcome: "state" as const, state: { balance_fen, years } };
      const early = { outcome: "state" as const, state: history.before };
      return {
        ...history,
        calls: [
          ...calls,
          { invoked: -4, completed: -3, asked: query, heard: late },
          { invoked: -2, completed: -1, asked: query, heard: early },
        ].map((call) => (call.invoked < 0 ? { ...call, ...around(call, end) } : call)),
      };
    },
    /true at no moment/,
  ],
  "a refusal of what was in force": [
    (history) =>
      withHeard(history, "cancelled", () => ({
        outcome: "refused",
        code: "SETTLEMENT-CANCELLED-ALREADY",
      })),
    /nobody was told/,
  ],
};

/** The two reads lie one after the other, both within all the other calls. */
function around({ invoked }: Call, end: number): Pick<Call, "invoked" | "completed"> {
  return { invoked: end + 5 + invoked, completed: end + 6 + invoked };
}

function withHeard(
  history: History,
  outcome: Heard["outcome"],
  change: (heard: Heard) => Heard,
): History {
  const at = history.calls.findIndex(({ heard }) => heard.outcome === outcome);
  const calls = history.calls.map((call, index) =>
    index === at ? { ...call, heard: change(call.heard) } : call,
  );
  return { ...history, calls };
}
