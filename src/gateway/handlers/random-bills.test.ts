import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  dischargeInput,
  inpatientBill,
  keyOf,
  openStay,
  openVisit,
  outpatientBill,
  purchaseInput,
  type Sold,
} from "../../../test/support/hospital-day.ts";
import { runs } from "../../../test/support/random.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import {
  LEVEL1,
  LEVEL2,
  LEVEL3,
  PEOPLE,
  PHARMACY,
  type SmallPerson,
} from "../../../test/support/small-region.ts";
import type { HospitalClient } from "../client/hospital-client.ts";
import {
  assertIdentities,
  assertStrictNumbers,
  type SentAnswer,
  sameAmounts,
} from "./fixtures/identities.ts";

// Goal: on the wire, too, identities 1–13 hold for any bill, a trial is the settlement, and a
// settlement taken back leaves no trace in account and accumulators. Method: random bills of random
// people, through the dispatcher, each tried, settled, and often cancelled.

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterAll(async () => {
  await platform.coherent();
  await platform.close();
});

const PERSONS: readonly (readonly [SmallPerson, string])[] = [
  [PEOPLE.worker, "310"],
  [PEOPLE.retiree, "310"],
  [PEOPLE.official, "310"],
  [PEOPLE.relative, "310"],
  [PEOPLE.resident, "390"],
  [PEOPLE.poor, "390"],
  [PEOPLE.destitute, "390"],
];
const ITEMS = ["SRX0001", "SRX0002", "SRX0003", "SRX0004", "SRX0005", "SRX0007", "SRC0001"];

const sold: fc.Arbitrary<Sold> = fc
  .tuple(
    fc.constantFrom(...ITEMS),
    fc.integer({ min: 1, max: 300_000 }),
    fc.integer({ min: 1, max: 9 }),
    fc.constantFrom("0", "1", "2"),
  )
  .map(([item, price_fen, quantity, hosp_appr_flag]) => {
    return [item, price_fen / 100, quantity, { hosp_appr_flag }];
  });

const bill = fc.record({
  kind: fc.constantFrom("purchase", "visit", "stay"),
  person: fc.constantFrom(...PERSONS),
  institution: fc.constantFrom(LEVEL1, LEVEL2, LEVEL3),
  acct_used_flag: fc.constantFrom("0", "1", "2"),
  lines: fc.array(sold, { minLength: 1, maxLength: 6 }),
  cancels: fc.boolean(),
});
type RandomBill = typeof bill extends fc.Arbitrary<infer Value> ? Value : never;

interface Answers {
  readonly trial: SentAnswer;
  readonly final: SentAnswer & Parameters<typeof keyOf>[0];
  readonly cancelling: "2103" | "2208" | "2305";
}

function settled(hospital: HospitalClient, asked: RandomBill): Promise<Answers> {
  const ways = { purchase: settledPurchase, visit: settledVisit, stay: settledStay };
  return ways[asked.kind as keyof typeof ways](hospital, asked);
}

async function settledPurchase(shop: HospitalClient, asked: RandomBill): Promise<Answers> {
  const [person, insutype] = asked.person;
  const { acct_used_flag, lines } = asked;
  const input = purchaseInput(person, lines, { insutype, acct_used_flag });
  const trial = await shop.call("2101", input);
  return { trial, final: await shop.call("2102", input), cancelling: "2103" };
}

async function settledVisit(hospital: HospitalClient, asked: RandomBill): Promise<Answers> {
  const [person, insutype] = asked.person;
  const { acct_used_flag, lines } = asked;
  const visit = await openVisit(hospital, person, lines, { insutype });
  const input = outpatientBill(visit, { acct_used_flag });
  const trial = await hospital.call("2206", input as never);
  return { trial, final: await hospital.call("2207", input), cancelling: "2208" };
}

async function settledStay(hospital: HospitalClient, asked: RandomBill): Promise<Answers> {
  const [person, insutype] = asked.person;
  const { acct_used_flag, lines } = asked;
  const stay = await openStay(hospital, person, lines, { insutype });
  await hospital.call("2402", dischargeInput(stay));
  const input = inpatientBill(stay, { acct_used_flag });
  const trial = await hospital.call("2303", input as never);
  return { trial, final: await hospital.call("2304", input), cancelling: "2305" };
}

async function stateOf(psn_no: string): Promise<unknown> {
  const { rows } = await platform.store.query(
    "select balance_fen, accumulators from people.person_state where person_no = $1",
    [psn_no],
  );
  return rows[0];
}

test("any bill", async () => {
  await fc.assert(
    fc.asyncProperty(bill, async (asked) => {
      const place = asked.kind === "purchase" ? PHARMACY : asked.institution;
      const hospital = platform.hospital(place);
      const before = await stateOf(asked.person[0].psn_no);
      const { trial, final, cancelling } = await settled(hospital, asked);
      assertIdentities(final);
      sameAmounts(trial.setlinfo, final.setlinfo);
      expect(trial.setldetail).toEqual(final.setldetail);
      if (asked.cancels) {
        const back = await hospital.call(cancelling, keyOf(final));
        assertIdentities(back);
        expect(await stateOf(asked.person[0].psn_no)).toEqual(before);
      }
      for (const text of platform.answers.splice(0)) assertStrictNumbers(text);
    }),
    runs(60),
  );
}, 120_000);
