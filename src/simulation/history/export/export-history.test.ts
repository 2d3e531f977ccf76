import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSmallPlatform, type SmallPlatform } from "../../../../test/support/small-platform.ts";
import {
  LEVEL2,
  LEVEL3,
  ownCode,
  PEOPLE,
  type SmallPerson,
} from "../../../../test/support/small-region.ts";
import { type CivilDate, type Fen, fenFromYuan } from "../../../kernel/index.ts";
import { loadRegion, type Region, withOptions } from "../../../policy/index.ts";
import type { SettlementView } from "../../../settlement/index.ts";
import type { HistoryBatch, HistoryManifest } from "../history.ts";
import { openHistory } from "../read-history.ts";
import { resettle } from "../resettle.ts";
import { exportHistory } from "./export-history.store.ts";

// Goal: the exported rows are what was settled, to the fen, in an order and with facts from which
// anybody can settle them again; and nobody can be told from them. Method: a small region lives
// through what is hard to put into rows (interim settlements, cancellations under both rules, stays
// over New Year and over a change of identity), is exported, and settled again.

const KEY = Buffer.alloc(32, 7);
const shipped = loadRegion("430400");
let platform: SmallPlatform;
let root: string;
let serial = 0;
const settled: SettlementView[] = [];

beforeAll(async () => {
  platform = await openSmallPlatform();
  root = await mkdtemp(join(tmpdir(), "yibao-export-"));
});
afterAll(async () => {
  await platform?.close();
  await rm(root, { recursive: true, force: true });
});

/** From now on the platform settles by the shipped policy with these readings. */
function live(options: Readonly<Record<string, unknown>>): Region {
  platform.region.value = withOptions(shipped, options);
  return platform.region.value;
}

async function outcomeOf<Outcome>(answered: Promise<{ answer: string }>): Promise<Outcome> {
  return JSON.parse((await answered).answer) as Outcome;
}

function request(institution_code: string, day: string) {
  serial += 1;
  return {
    message: {
      institution_code,
      message_id: `M${serial}`,
      transaction_code: "0000",
      input_hash: "hash",
    },
    now: new Date(`${day}T10:00:00+08:00`),
    toAnswer: (outcome: unknown) => JSON.stringify(outcome),
  };
}

type Charge = readonly [item: string, yuan: string, day: string];

function lineOf([item, yuan, day]: Charge) {
  serial += 1;
  const price_fen = fenFromYuan(yuan);
  return {
    serial: String(serial),
    refunds_serial: null,
    item_code: item,
    own_code: ownCode(item),
    fee_at: `${day} 09:00:00`,
    amount_fen: price_fen,
    quantity_ten_thousandths: 10_000,
    price_micro_yuan: price_fen * 10_000,
    approval: "not-needed" as const,
    disease: null,
    details: {},
  };
}

function totalOf(charges: readonly Charge[]): Fen {
  return charges.reduce((sum, [, yuan]) => sum + fenFromYuan(yuan), 0) as Fen;
}

async function outpatient(
  { psn_no: person_no }: SmallPerson,
  insutype: string,
  day: string,
  charges: readonly Charge[],
  [visit_type, disease]: readonly [string, string | null] = ["11", null],
): Promise<SettlementView> {
  const { settlement } = platform;
  const begin_at = `${day} 08:00:00`;
  const { visit } = await outcomeOf<SettlementView>(
    settlement.register(
      { person_no, insutype, begin_at, own_number: `no ${serial}`, details: {} },
      request(LEVEL2, day),
    ),
  );
  const visit_id = String(visit.visit_id);
  const facts = { person_no, visit_id, details: {} };
  await settlement.recordVisit(
    { ...facts, visit_type, begin_at, emergency: false, disease, diagnoses: [] },
    request(LEVEL2, day),
  );
  await settlement.uploadLines(
    { person_no, visit_id, lines: charges.map((one) => ({ ...lineOf(one), batch_no: "b1" })) },
    request(LEVEL2, day),
  );
  const view = await outcomeOf<SettlementView>(
    settlement.settleOutpatient(
      {
        ...facts,
        insutype,
        visit_type,
        batch_no: "b1",
        account_use: "own",
        total_fen: totalOf(charges),
        sums: null,
      },
      request(LEVEL2, day),
    ),
  );
  settled.push(view);
  return view;
}

/** A stay; each list of charges is settled on its own, the last one at discharge. */
async function stay(
  { psn_no: person_no }: SmallPerson,
  insutype: string,
  begin: string,
  settlements: readonly (readonly [day: string, charges: readonly Charge[]])[],
): Promise<SettlementView[]> {
  const { settlement } = platform;
  const { visit } = await outcomeOf<SettlementView>(
    settlement.admit(
      {
        person_no,
        insutype,
        visit_type: "2101",
        begin_at: `${begin} 08:00:00`,
        own_number: `in ${serial}`,
        emergency: false,
        disease: null,
        details: {},
        diagnoses: [],
      },
      request(LEVEL3, begin),
    ),
  );
  const visit_id = String(visit.visit_id);
  const views: SettlementView[] = [];
  for (const [index, [day, charges]] of settlements.entries()) {
    const interim = index < settlements.length - 1;
    await settlement.uploadLines(
      { person_no, visit_id, lines: charges.map((one) => ({ ...lineOf(one), batch_no: null })) },
      request(LEVEL3, day),
    );
    const facts = { person_no, visit_id, insutype, details: {} };
    if (!interim) {
      await settlement.discharge(
        { ...facts, end_at: `${day} 09:30:00`, disease: null, diagnoses: [] },
        request(LEVEL3, day),
      );
    }
    const total_fen = totalOf(charges);
    const asked = { account_use: "none" as const, sums: null, discharge_on: null, interim };
    views.push(
      await outcomeOf<SettlementView>(
        settlement.settleInpatient({ ...facts, ...asked, total_fen }, request(LEVEL3, day)),
      ),
    );
  }
  settled.push(...views);
  return views;
}

async function cancel(view: SettlementView, day: string, kind: "outpatient" | "inpatient") {
  const { institution_code } = view.institution;
  await platform.settlement.cancelSettlement(
    {
      person_no: view.person.person_no,
      visit_id: String(view.visit.visit_id),
      settlement_id: String(view.settlement_id),
      kind,
    },
    request(institution_code, day),
  );
}

interface Exported {
  readonly manifest: HistoryManifest;
  readonly batch: HistoryBatch;
  readonly folder: string;
}

async function exported(name: string, region: Region, year: number, key = KEY): Promise<Exported> {
  const folder = join(root, name);
  const from = `${year}-01-01` as CivilDate;
  const to = `${year}-12-31` as CivilDate;
  const { store } = platform;
  const manifest = await exportHistory({ store, region, from, to, folder, key });
  const history = await openHistory(folder, { verify: true });
  const batch = await history.readBatch(0);
  await history.close();
  return { manifest, batch, folder };
}

/** Sums of what was settled and of what is in the rows, and rows that do not come out again. */
function proof({ manifest, batch }: Exported, region: Region) {
  const sum = (column: ArrayLike<number>) => Array.from(column).reduce((all, one) => all + one, 0);
  const paid = new Map(
    manifest.funds.map(({ fund }, at) => [fund, sum(batch.answers.funds[at] as Int32Array)]),
  );
  const differences = [...resettle(region, manifest, batch)].filter(
    ({ row }) => batch.columns.reproduced[row] === 1,
  );
  return { paid, total: sum(batch.bills.total_fen), differences };
}

/** What the funds have paid by the settlements themselves, reversals and adjustments added. */
async function booked(year: number): Promise<{ total: number; fund: number }> {
  const { rows } = await platform.store.query<{ total: number; fund: number }>(
    `select sum(total_fen)::bigint as total, sum(fund_fen)::bigint as fund
       from settlement.settlement where extract(year from care_date) = $1`,
    [year],
  );
  return rows[0] as { total: number; fund: number };
}

describe("under the rule that leaves later bills as they are", () => {
  let region: Region;
  let out: Exported;

  beforeAll(async () => {
    region = live({ void_rule: "leave" });
    const { worker, poor, destitute, chronic, diabetic, retiree } = PEOPLE;
    await outpatient(worker, "310", "2023-02-01", [["SRX0001", "180.00", "2023-02-01"]]);
    const wrong = await outpatient(worker, "310", "2023-02-03", [
      ["SRX0003", "900.00", "2023-02-03"],
      ["SRX0007", "35.20", "2023-02-03"],
    ]);
    await outpatient(worker, "310", "2023-02-05", [["SRX0001", "420.00", "2023-02-05"]]);
    await cancel(wrong, "2023-02-06", "outpatient");
    await outpatient(worker, "310", "2023-02-08", [["SRX0004", "700.55", "2023-02-08"]]);
    await stay(poor, "390", "2023-03-01", [
      ["2023-03-20", [["SRS0004", "30000.00", "2023-03-05"]]],
      ["2023-04-10", [["SRC0001", "26000.07", "2023-03-25"]]],
    ]);
    await stay(destitute, "390", "2023-02-20", [
      ["2023-03-10", [["SRX0003", "8123.45", "2023-03-02"]]],
    ]);
    await stay(destitute, "390", "2023-05-02", [
      ["2023-05-09", [["SRX0006", "61000.00", "2023-05-03"]]],
    ]);
    await outpatient(
      chronic,
      "310",
      "2023-06-01",
      [["SRX0003", "2600.00", "2023-06-01"]],
      ["14", "hypertension"],
    );
    await outpatient(
      diabetic,
      "390",
      "2023-06-02",
      [["SRX0001", "310.00", "2023-06-02"]],
      ["9901", "diabetes"],
    );
    // Settled in part last year: its deductible was charged there.
    await stay(retiree, "310", "2022-12-10", [
      ["2022-12-28", [["SRS0004", "5000.00", "2022-12-12"]]],
      ["2023-01-09", [["SRS0004", "7000.00", "2023-01-03"]]],
    ]);
    await outpatient(retiree, "310", "2023-03-03", [["SRX0001", "500.00", "2023-03-03"]]);
    out = await exported("leave", region, 2023);
  });

  test("each row settled again gives what was settled", () => {
    const { differences } = proof(out, region);
    expect(differences).toEqual([]);
    expect(out.manifest).toMatchObject({ bills: 13, cancellations: 1, source: "database" });
    expect(out.manifest.opening_balances).toBeNull();
    expect(out.manifest.settled_policy_versions).toEqual([region.version]);
  });

  test("each settlement is a row with its own answer", () => {
    const { manifest, batch } = out;
    const told = Array.from({ length: batch.bills.count }, (_, row) => {
      const funds = manifest.funds.map((_, at) => batch.answers.funds[at]?.[row]);
      const { deductible_fen, person_fen } = batch.answers;
      return [batch.bills.total_fen[row], deductible_fen[row], person_fen[row], ...funds].join(" ");
    });
    const views = settled.filter(({ care_date }) => care_date.startsWith("2023"));
    expect(views.length).toBe(12);
    for (const { split } of views) {
      const { total_fen, deductible_fen, person_fen, payments } = split;
      const funds = manifest.funds.map(({ fund }) => {
        return payments.find((payment) => payment.fund === fund)?.paid_fen ?? 0;
      });
      expect(told).toContain([total_fen, deductible_fen, person_fen, ...funds].join(" "));
    }
  });

  test("only what last year decided too is marked as not reproduced", () => {
    expect(out.manifest.bills_not_reproduced).toBe(1);
    const { bills, columns } = out.batch;
    const row = columns.reproduced.indexOf(0);
    expect([bills.total_fen[row], bills.first_of_stay[row]]).toEqual([700_000, 0]);
  });

  test("the rows add up to the settlements", async () => {
    const { paid, total } = proof(out, region);
    const books = await booked(2023);
    expect(total).toBe(books.total);
    expect([...paid.values()].reduce((sum, one) => sum + one, 0)).toBe(books.fund);
    expect(paid.get("610100")).toBeGreaterThan(0);
    expect(paid.get("390200")).toBeGreaterThan(0);
  });

  test("the cancelled bill and its cancellation stand where they were", () => {
    const { bills, columns } = out.batch;
    const row = bills.cancels_back.findIndex((back) => back > 0);
    expect(bills.cancels_back[row]).toBe(2);
    expect(bills.total_fen[row]).toBe(-93_520);
    expect(columns.settled_day[row]).toBeGreaterThan(columns.end_day[row] as number);
  });

  test("everybody enrolled is there, also who had no bill", async () => {
    const history = await openHistory(out.folder);
    const { count, columns } = await history.readPeople();
    await history.close();
    // One is enrolled only a year later.
    expect(count).toBe(Object.keys(PEOPLE).length - 1);
    expect(columns.bills.filter((bills) => bills === 0).length).toBeGreaterThan(4);
    expect([...columns.income_fen].every((income) => income === -1)).toBe(true);
    expect(columns.diseases).toContain("dialysis+hypertension");
  });

  test("nobody can be told from it; pseudonyms are those of the key", async () => {
    const same = await exported("same-key", region, 2023);
    const other = await exported("other-key", region, 2023, Buffer.alloc(32, 8));
    expect(same.manifest.sha256).toEqual(out.manifest.sha256);
    expect(other.manifest.sha256["people.arrow"]).not.toBe(out.manifest.sha256["people.arrow"]);
    for (const file of await readdir(out.folder)) {
      const text = (await readFile(join(out.folder, file))).toString("utf8");
      for (const { psn_no, psn_name, certno } of Object.values(PEOPLE)) {
        for (const secret of [psn_no, psn_name, certno]) expect(text).not.toContain(secret);
      }
    }
  });
});

test("what is registered afterwards changes no answer, and the row says so", async () => {
  const region = live({ void_rule: "leave" });
  const before = await exported("before-late", region, 2023);
  await platform.store.query(
    "insert into people.identity (person_no, kind, valid_from) values ($1, 'low-income', $2)",
    [PEOPLE.chronic.psn_no, "2023-01-01"],
  );
  const after = await exported("after-late", region, 2023);
  const { answers, columns } = after.batch;
  expect(answers.person_fen).toEqual(before.batch.answers.person_fen);
  expect(after.manifest.bills_not_reproduced).toBe(before.manifest.bills_not_reproduced + 1);
  const row = after.batch.bills.total_fen.indexOf(260_000);
  expect([before.batch.columns.reproduced[row], columns.reproduced[row]]).toEqual([1, 0]);
});

describe("under the rule that settles later bills anew", () => {
  test("the cancelled bill is left out and the later ones are what they became", async () => {
    const region = live({ void_rule: "replay" });
    const { official } = PEOPLE;
    const first = await outpatient(official, "310", "2024-02-01", [
      ["SRX0001", "800.00", "2024-02-01"],
    ]);
    await outpatient(official, "310", "2024-02-02", [["SRX0001", "1500.00", "2024-02-02"]]);
    const [stayed] = await stay(official, "310", "2024-03-01", [
      ["2024-03-09", [["SRS0004", "12000.00", "2024-03-02"]]],
    ]);
    await stay(official, "310", "2024-04-01", [
      ["2024-04-09", [["SRS0004", "9000.00", "2024-04-02"]]],
    ]);
    await cancel(first, "2024-04-20", "outpatient");
    await cancel(stayed as SettlementView, "2024-04-21", "inpatient");
    const out = await exported("replay", region, 2024);
    expect(out.manifest).toMatchObject({ bills: 2, cancellations: 0, bills_not_reproduced: 0 });
    const { paid, total, differences } = proof(out, region);
    expect(differences).toEqual([]);
    const books = await booked(2024);
    expect(total).toBe(books.total);
    expect([...paid.values()].reduce((sum, one) => sum + one, 0)).toBe(books.fund);
  });
});

describe("where a stay is settled in parts", () => {
  test("each part is a row, and a stay over New Year gives each year its own", async () => {
    const region = live({ void_rule: "leave", stay_year: "split", stay_person: "split" });
    const { poor } = PEOPLE;
    await outpatient(poor, "390", "2025-03-03", [["SRX0001", "90.00", "2025-03-03"]]);
    await stay(poor, "390", "2025-12-20", [
      [
        "2026-01-10",
        [
          ["SRS0004", "20000.00", "2025-12-22"],
          ["SRX0003", "6100.10", "2026-01-05"],
        ],
      ],
    ]);
    const before = await exported("split-2025", region, 2025);
    const after = await exported("split-2026", region, 2026);
    expect([before.manifest.bills, after.manifest.bills]).toEqual([2, 1]);
    expect([...after.batch.bills.year]).toEqual([2026]);
    expect([...before.batch.bills.total_fen, ...after.batch.bills.total_fen].sort()).toEqual(
      [9_000, 2_000_000, 610_010].sort(),
    );
    expect(proof(before, region).differences).toEqual([]);
    expect(before.manifest.bills_not_reproduced).toBe(0);
    // Its deductible was charged in the other year.
    expect(after.manifest.bills_not_reproduced).toBe(1);
    const both = await exportHistory({
      store: platform.store,
      region,
      from: "2025-01-01" as CivilDate,
      to: "2026-12-31" as CivilDate,
      folder: join(root, "split-both"),
      key: KEY,
    });
    expect(both).toMatchObject({ bills: 3, years: [2025, 2026] });
  });
});

test.each([
  ["2023-01-01", "2023-11-30"],
  ["2023-02-01", "2023-12-31"],
  ["2024-01-01", "2023-12-31"],
])("%s to %s is not a history of whole years", async (from, to) => {
  const { store } = platform;
  const folder = join(root, "refused");
  const asked = { from: from as CivilDate, to: to as CivilDate, folder, key: KEY };
  await expect(exportHistory({ store, region: shipped, ...asked })).rejects.toMatchObject({
    code: "HISTORY-NOT-WHOLE-YEARS",
  });
  expect(await readdir(root)).not.toContain("refused");
});
