import { checkAmounts } from "./check-amounts.ts";
import { checkStay } from "./check-stay.ts";
import { checkTreatment } from "./check-treatment.ts";
import type { ListContent, ListedSettlement } from "./list-content.ts";
import type { QualityFinding } from "./quality-finding.ts";

/** Quality control of a list against its settlement, as the agency does it. */
export function checkList(list: ListContent, settled: ListedSettlement): QualityFinding[] {
  return [
    ...checkAmounts(list, settled),
    ...checkStay(list, settled.view),
    ...checkTreatment(list, settled.view),
  ];
}
