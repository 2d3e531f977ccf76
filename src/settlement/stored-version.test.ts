import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { publishText, withNotice } from "../../test/support/pack-notice.ts";
import type { CivilDate } from "../kernel/index.ts";
import { loadPersonFacts } from "../people/index.ts";
import { type PackText, type Region, readPackTexts } from "../policy/index.ts";
import { recordShipped, regionOfVersion, regionToSettleBy } from "../policy-library/index.ts";
import type { Bill } from "./bill.ts";
import { timelineOf } from "./entitlement.ts";
import {
  LEVEL2,
  LEVEL3,
  line,
  NOON,
  openOutpatient,
  outcomeOf,
  outpatientBill,
  request,
  smallTown,
  sumOf,
} from "./fixtures/small-town.ts";
import { loadHistory } from "./load.store.ts";
import { movedYears, type Years } from "./person-state.ts";
import type { SettlementView } from "./request.ts";
import { createSettlementService, type SettlementService } from "./service.ts";
import { settleBill } from "./settle-bill.ts";
import type { SettlementRecord } from "./settlement-record.ts";
import { splitText } from "./stored-json.ts";

// Goal: a settlement can be decided again, to the fen, from the version it stores, whatever has
// been published since, even for its own day.

const TEXTS = readPackTexts("430400");
const PROVINCE = TEXTS[1] as PackText;

let database: FreshDatabase;
let service: SettlementService;
/** What a server would hold: what is published now. */
let current: Region;

async function takeOver(): Promise<void> {
  current = (await regionToSettleBy(database.store, "430400", NOON)) as Region;
}

beforeAll(async () => {
  database = await freshDatabase();
  await recordShipped(database.store, TEXTS, NOON);
  await takeOver();
  await smallTown(database.store, current, [{ person_no: "V1" }, { person_no: "V2" }]);
  service = await createSettlementService({
    store: database.store,
    get region() {
      return current;
    },
  });
});
afterAll(async () => {
  await service?.close();
  await database?.drop();
});

async function settle(person_no: string, institution: string): Promise<string> {
  const lines = [line("A01", "331.17"), line("B01", "77.70")];
  const visit_id = await openOutpatient(service, institution, person_no, lines);
  const bill = outpatientBill(person_no, visit_id, sumOf(lines));
  const settled = service.settleOutpatient(bill, request(institution));
  const { settlement_id } = await outcomeOf<SettlementView>(settled);
  return String(settlement_id);
}

/** Every settlement of a person decided again, in order: by what it stores, or by now's rules. */
async function decidedAgain(
  person_no: string,
  regionFor: (record: SettlementRecord) => Promise<Region>,
): Promise<{ readonly stored: string; readonly again: string }[]> {
  const facts = (await loadPersonFacts(database.store.pool, [person_no])).get(person_no);
  if (facts === undefined) throw new Error(`${person_no} is not there`);
  const timeline = timelineOf(facts);
  const records = await loadHistory(database.store.pool, person_no, 0);
  const [first] = records;
  const whole = await loadHistory(database.store.pool, person_no, first?.settlement_id ?? 0);
  let years: Years = {};
  const decided: { stored: string; again: string }[] = [];
  for (const record of whole) {
    const { bill, split } = record;
    if (bill === null || split === null) throw new Error("a settlement without its bill");
    const region = await regionFor(record);
    const again = settleBill(region, timeline, bill as Bill, { years, accounts: [] });
    decided.push({ stored: splitText(split), again: splitText(again.split) });
    years = movedYears(years, record.moves);
  }
  return decided;
}

test("before and after a publication that changes its own day", async () => {
  await settle("V1", LEVEL2);
  const old = current.version;
  const notice = withNotice(PROVINCE, {
    parameter: "employee_outpatient_ratio",
    from: "2023-05-01",
    says: "values: { level2: 0.75, level3: 0.75, other: 0.75 }",
  });
  const reason = { retroactive_reason: "省局要求自五月起执行" };
  const from = "2023-05-01" as CivilDate;
  await publishText(database.store, notice, { now: NOON, from, ...reason });
  await takeOver();
  expect(current.version).not.toBe(old);
  await settle("V1", LEVEL3);
  await settle("V1", LEVEL2);
  const stored = await decidedAgain("V1", async ({ policy_version }) => {
    return (await regionOfVersion(database.store, policy_version)).region;
  });
  expect(stored).toHaveLength(3);
  for (const { stored: kept, again } of stored) expect(again).toBe(kept);
  // By the rules of now the first would come out otherwise: the version is what decides.
  const [first, second] = await decidedAgain("V1", async () => current);
  expect(first?.again).not.toBe(first?.stored);
  expect(second?.again).toBe(second?.stored);
});
