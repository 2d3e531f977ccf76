import { type PlayedDepartment, playDepartment } from "../../src/demo/index.ts";
import type { Store } from "../../src/store/index.ts";
import { CHECKER, day, MAKER, UNIT } from "./department.ts";
import { sealAll } from "./ledger.ts";

/** What waits and what there is in a year of a bureau that does not exist. */
export type SmallDepartment = PlayedDepartment;

/** A year with budget, releases, a contract, payments in three months, and two that wait. */
export async function fillDepartment(store: Store, year: number): Promise<SmallDepartment> {
  const played = await playDepartment(store, {
    ...{ year, unit_code: UNIT, unit_name: "虚构市医疗保障局", region: "430400" },
    ...{ maker: MAKER, checker: CHECKER, last_month: 5 },
    ...{ waiting_on: day(`${year}-05-10`), knows: () => true },
  });
  await sealAll(store);
  return played;
}
