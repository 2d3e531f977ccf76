import { addDays } from "../../../src/kernel/index.ts";
import {
  lineOf,
  outpatientBill,
  registration,
  settlementKey,
  someItems,
  sumOf,
  visitKey,
  visitRecord,
} from "../compose.ts";
import type { Story } from "../lane.ts";
import type { Upload } from "../messages.ts";
import { node } from "../model/answer-check.ts";
import type { VisitModel } from "../model/visit-model.ts";
import type { InstitutionPlan } from "../world.ts";
import {
  accountUse,
  type Part,
  personIn,
  schemeOf,
  someHospital,
  stock,
  timeNow,
  visitById,
} from "./cast.ts";

/** A visit to the outpatient department, from the desk to the till and sometimes back. */
export async function* outpatientStory(part: Part): Story {
  const { scene } = part;
  const { chance } = scene;
  const hospital = someHospital(scene);
  const visit = await register(part, hospital);
  if (visit === undefined) return;
  const [med_type, disease] = purposeOf(part, visit.insutype);
  await scene.call(hospital, "2203", visitRecord(visit, med_type, disease));
  const batches = chance.percent(20) ? ["B1", "B2"] : ["B1"];
  for (const batch_no of batches) {
    if (chance.percent(15)) yield scene.after(chance.between(1, 3));
    await playBatch(part, hospital, visit, batch_no);
  }
  if (chance.percent(4)) await scene.call(hospital, "2202", visitKey(visit));
  const settled = visit.settlements.filter((one) => !one.reversed);
  for (const settlement of settled) {
    if (!chance.percent(18)) continue;
    yield scene.after(chance.between(1, 20));
    await cancelAndPerhapsAnew(part, hospital, visit, settlement.id);
  }
}

async function register(part: Part, hospital: InstitutionPlan): Promise<VisitModel | undefined> {
  const { scene, plan } = part;
  const scheme = schemeOf(part);
  if (hospital.skew_minutes >= 1_440 && scene.chance.percent(20)) {
    // By the hospital's own clock it is tomorrow already.
    const { today } = scene.lane.stage.calendar;
    const tomorrow = `${addDays(today, 1)} 08:00:00`;
    await scene.call(hospital, "2201", registration(plan, scheme, tomorrow));
  }
  const answer = await scene.call(hospital, "2201", registration(plan, scheme, timeNow(scene)));
  return answer.accepted ? visitById(scene, node(answer.output, "data").mdtrt_id) : undefined;
}

/** What the visit is for: by certificate where there is one, else general or an emergency. */
function purposeOf(part: Part, insutype: string): readonly [med_type: string, disease: string] {
  const { chance } = part.scene;
  const held = personIn(part)?.certificates.at(-1)?.disease;
  const by_disease = chance.percent(60);
  const emergency = chance.percent(15);
  const as_two_diseases = chance.percent(50);
  const without = chance.percent(3);
  if ((held !== undefined && by_disease) || without) {
    const disease = held ?? "copd";
    const two = ["hypertension", "diabetes"].includes(disease) && insutype === "390";
    return [two && as_two_diseases ? "9901" : "14", disease];
  }
  return [emergency ? "13" : "11", "J06.900"];
}

async function playBatch(
  part: Part,
  hospital: InstitutionPlan,
  visit: VisitModel,
  batch_no: string,
): Promise<void> {
  const { scene, plan } = part;
  const { lane, chance } = scene;
  const account = accountUse(scene);
  const upload = scene.message(hospital, "2204", uploadOf(part, visit, batch_no));
  const wrongly = chance.percent(5) && lane.stage.with_faults;
  if (wrongly) {
    // The till was faster than the ward: the bill arrives before what it is for.
    const { feedetail } = upload.input as Upload;
    const early = outpatientBill(plan, visit, batch_no, [], account);
    const input = { data: { ...early.data, medfee_sumamt: sumOf(feedetail) } };
    await scene.reordered(upload, scene.message(hospital, "2207", input));
    return;
  }
  await scene.call(hospital, "2204", upload.input);
  if (chance.percent(8)) {
    // Something was wrong with it: taken back and sent again.
    await scene.call(hospital, "2205", visitKey(visit, chance.pick([batch_no, "0000"])));
    await scene.call(hospital, "2204", uploadOf(part, visit, batch_no));
  }
  const lines = visit.batches.find((one) => one.batch_no === batch_no)?.lines ?? [];
  const bill = outpatientBill(plan, visit, batch_no, lines, account);
  if (chance.percent(60)) await lane.deliver(scene.message(hospital, "2206", bill));
  if (chance.percent(4)) {
    const wrong = { data: { ...bill.data, medfee_sumamt: "1.23" } };
    await scene.call(hospital, "2207", wrong);
  }
  await scene.call(hospital, "2207", bill);
  if (chance.percent(5)) await lane.deliver(scene.message(hospital, "2207", bill));
}

function uploadOf({ scene }: Part, visit: VisitModel, chrg_bchno: string): Upload {
  const key = { psn_no: visit.person_no, mdtrt_id: visit.id, chrg_bchno };
  const day = visit.begin_at.slice(0, 10);
  const feedetail = someItems(scene.chance, stock(scene), 6).map((sold) => ({
    ...lineOf(scene.lane.nextSerial(), sold, `${day} 09:00:00`),
    ...key,
  }));
  return { feedetail };
}

async function cancelAndPerhapsAnew(
  { scene, plan }: Part,
  hospital: InstitutionPlan,
  visit: VisitModel,
  setl_id: string,
): Promise<void> {
  const { lane, chance } = scene;
  const key = settlementKey(visit, setl_id);
  await scene.call(hospital, "2208", key);
  if (chance.percent(25)) await lane.deliver(scene.message(hospital, "2208", key));
  if (chance.percent(25)) await lane.deliver(scene.message(hospital, "5203", key));
  if (!chance.percent(60)) return;
  const free = visit.batches.find((batch) => batch.settlement === null);
  if (free === undefined) return;
  const bill = outpatientBill(plan, visit, free.batch_no, free.lines, accountUse(scene));
  const answer = await scene.call(hospital, "2207", bill);
  if (!answer.accepted) return;
  const { setl_id: anew } = node(answer.output, "setlinfo");
  await lane.deliver(scene.message(hospital, "5204", settlementKey(visit, String(anew))));
}
