import { type Caller, propose } from "../access/index.ts";
import { addFen, type CivilDate, type Fen, fenFromYuan, type Ppm } from "../kernel/index.ts";
import { loadPersonFile } from "../people/index.ts";
import { type ClaimFacts, owedToPerson, reckonClaim } from "../settlement/index.ts";
import type { Store } from "../store/index.ts";
import { DESK_DAY, type DeskPerson, momentOf } from "./desk-day.ts";

/** People who fell ill elsewhere bring their papers; the clerk has put their claims up. */
const BEGIN = "2026-09-10" as CivilDate;
const END = "2026-09-16" as CivilDate;
const ELSEWHERE = { name: "演示省城医院", region: "430100", level: "level3" } as const;
const LINES = [
  { name: "床位费（演示）", class: "A", first_share_ppm: 0, amount_fen: fenFromYuan("1260") },
  { name: "手术费（演示）", class: "A", first_share_ppm: 0, amount_fen: fenFromYuan("5800") },
  {
    name: "注射剂（演示）",
    class: "B",
    first_share_ppm: 100_000,
    amount_fen: fenFromYuan("3145.6"),
  },
  { name: "营养品（演示）", class: "C", first_share_ppm: 0, amount_fen: fenFromYuan("320") },
] as const;
const QUANTITY_UNIT = 10_000;

export async function playClaims(
  store: Store,
  house: Parameters<typeof reckonClaim>[0],
  people: readonly DeskPerson[],
  clerk: Caller,
): Promise<void> {
  for (const one of people) {
    const { insutype } = one;
    const { person_no } = one.person;
    const record = await loadPersonFile(store, person_no);
    if (record === null) continue;
    const reckoned = reckonClaim(house, record, factsOf(insutype), DESK_DAY);
    const content = {
      ...{ person_no, claim: bodyOf(insutype), institution: ELSEWHERE.name },
      ...{ begin: BEGIN, end: END, total_fen: addFen(...LINES.map((line) => line.amount_fen)) },
      payable_fen: owedToPerson(reckoned.settled),
      policy_version: reckoned.settled.policy_version,
    };
    const proposal = {
      ...{ request_id: `demo-claim-${person_no}`, kind: "manual-claim", person_no, content },
      subject: `${person_no} 在${ELSEWHERE.name} ${BEGIN} 的费用`,
      ...({ region: one.insured_region, checked_by: "claims.check" } as const),
      reason: "演示：外地急诊入院，未能直接结算，票据原件已核",
    };
    await propose(store, proposal, clerk, momentOf(DESK_DAY, "15:00"));
  }
}

/** As the form of the desk holds it. */
function bodyOf(insutype: string) {
  return {
    ...{ insutype, visit_type: "2101", begin: BEGIN, end: END, emergency: true },
    elsewhere: ELSEWHERE,
    lines: LINES.map((line) => ({ ...line, date: BEGIN, quantity: 1 })),
  };
}

/** As the engine takes it. */
function factsOf(insutype: string): ClaimFacts {
  return {
    ...{ insutype, visit_type: "2101", begin: BEGIN, end: END, emergency: true, disease: null },
    institution: { institution_code: "", ...ELSEWHERE },
    lines: LINES.map(({ name, amount_fen, first_share_ppm, ...line }) => ({
      ...{ item_code: "", name, class: line.class, first_share_ppm: first_share_ppm as Ppm },
      ...{ date: BEGIN, amount_fen: amount_fen as Fen, quantity_ten_thousandths: QUANTITY_UNIT },
    })),
  };
}
