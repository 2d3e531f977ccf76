import {
  admission,
  discharge,
  inpatientBill,
  lineOf,
  refundOf,
  settlementKey,
  someItems,
  visitKey,
} from "../compose.ts";
import type { Story } from "../lane.ts";
import type { SentLine } from "../messages.ts";
import { node } from "../model/answer-check.ts";
import { inForce, unsettledLines, type VisitModel } from "../model/visit-model.ts";
import type { InstitutionPlan } from "../world.ts";
import {
  accountUse,
  type Part,
  schemeOf,
  someHospital,
  stock,
  timeNow,
  visitById,
} from "./cast.ts";

/** A stay: lines by the day, refunds, interim settlements, discharge, and what is taken back. */

interface Stay extends Part {
  readonly hospital: InstitutionPlan;
  readonly visit: VisitModel;
  /** As the hospital keeps them, those not refunded. */
  readonly lines: SentLine[];
}

export async function* inpatientStory(part: Part): Story {
  const { scene } = part;
  const { chance } = scene;
  const stay = await admit(part);
  if (stay === undefined) return;
  if (chance.percent(4)) {
    await scene.call(stay.hospital, "2404", visitKey(stay.visit));
    return;
  }
  for (let nights = chance.between(1, 6); nights > 0; nights -= 1) {
    await dayOnWard(stay);
    yield scene.inDays(1);
    if (chance.percent(12)) yield* interim(stay);
  }
  await leave(stay);
  if (chance.percent(8)) {
    // Not well enough after all.
    await scene.call(stay.hospital, "2405", visitKey(stay.visit));
    await dayOnWard(stay);
    yield scene.inDays(1);
    await leave(stay);
  }
  await settle(stay, false);
  yield* afterwards(stay);
}

async function admit(part: Part): Promise<Stay | undefined> {
  const { scene, plan } = part;
  const { chance } = scene;
  const hospital = someHospital(scene);
  const emergency = chance.percent(15);
  const input = admission(plan, schemeOf(part), timeNow(scene), emergency);
  const answer = await scene.call(hospital, "2401", input);
  if (!answer.accepted) return undefined;
  const visit = visitById(scene, node(answer.output, "result").mdtrt_id);
  return visit === undefined ? undefined : { ...part, hospital, visit, lines: [] };
}

async function dayOnWard(stay: Stay): Promise<void> {
  const { scene, hospital, visit, lines } = stay;
  const { lane, chance } = scene;
  const key = { psn_no: visit.person_no, mdtrt_id: visit.id, med_type: "2101" };
  const feedetail = someItems(chance, stock(scene), 6).map((sold) => ({
    ...lineOf(lane.nextSerial(), sold, timeNow(scene)),
    ...key,
  }));
  if ((await scene.call(hospital, "2301", { feedetail })).accepted) lines.push(...feedetail);
  if (lines.length > 0 && chance.percent(25)) {
    const original = chance.pick(lines);
    const refund = refundOf(lane.nextSerial(), original, chance.percent(50));
    await scene.call(hospital, "2301", { feedetail: [refund] });
  }
  if (lines.length > 0 && chance.percent(8)) {
    const feedetl_sn = chance.percent(30) ? "0000" : chance.pick(lines).feedetl_sn;
    const { psn_no, mdtrt_id } = key;
    const data = [{ psn_no, mdtrt_id, feedetl_sn }];
    await scene.call(hospital, "2302", { data });
    const left = new Set(visit.batches.flatMap((batch) => batch.lines.map(({ serial }) => serial)));
    lines.splice(0, lines.length, ...lines.filter((line) => left.has(line.feedetl_sn)));
  }
}

async function* interim(stay: Stay): Story {
  const { scene, hospital, visit } = stay;
  await settle(stay, true);
  if (!scene.chance.percent(20)) return;
  yield scene.after(2);
  const first = visit.settlements[0];
  if (first === undefined) return;
  await scene.call(hospital, "2305", settlementKey(visit, first.id));
}

async function leave({ scene, hospital, visit }: Stay): Promise<void> {
  await scene.call(hospital, "2402", discharge(visit, timeNow(scene)));
}

async function settle(stay: Stay, is_interim: boolean): Promise<void> {
  const { scene, plan, hospital, visit } = stay;
  const { lane, chance } = scene;
  const account = accountUse(scene);
  const bill = inpatientBill(plan, visit, unsettledLines(visit), account, is_interim);
  if (chance.percent(50)) await lane.deliver(scene.message(hospital, "2303", bill));
  const answer = await scene.call(hospital, "2304", bill);
  if (!answer.accepted || !chance.percent(15)) return;
  const { setl_id } = node(answer.output, "setlinfo");
  await lane.deliver(scene.message(hospital, "5204", settlementKey(visit, String(setl_id))));
}

/** Days later: found wrong, taken back, perhaps settled anew; or asked for in the wrong order. */
async function* afterwards(stay: Stay): Story {
  const { scene, hospital, visit } = stay;
  const { lane, chance } = scene;
  if (!chance.percent(25)) return;
  yield scene.inDays(chance.between(0, 3));
  const [first] = visit.settlements;
  if (first !== undefined && chance.percent(30)) {
    await scene.call(hospital, "2305", settlementKey(visit, first.id));
  }
  const last = inForce(visit).at(-1);
  if (last === undefined) return;
  const key = settlementKey(visit, last.id);
  await scene.call(hospital, "2305", key);
  if (chance.percent(25)) await lane.deliver(scene.message(hospital, "5203", key));
  if (chance.percent(70)) await settle(stay, false);
}
