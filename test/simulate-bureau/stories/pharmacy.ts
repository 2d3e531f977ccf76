import { lineOf, purchase, settlementKey, someItems } from "../compose.ts";
import type { Story } from "../lane.ts";
import { node } from "../model/answer-check.ts";
import {
  accountUse,
  type Part,
  schemeOf,
  somePharmacy,
  stock,
  timeNow,
  visitById,
} from "./cast.ts";

/** A purchase: perhaps asked what it would cost, paid, perhaps brought back. */
export async function* pharmacyStory(part: Part): Story {
  const { scene, plan } = part;
  const { lane, chance } = scene;
  const pharmacy = somePharmacy(scene);
  const input = basket(part);
  if (chance.percent(30)) await lane.deliver(scene.message(pharmacy, "2101", input));
  const answer = await scene.call(pharmacy, "2102", input);
  if (!answer.accepted) return;
  const { setl_id, mdtrt_id } = node(answer.output, "setlinfo");
  const visit = visitById(scene, mdtrt_id);
  if (visit === undefined) return;
  const key = settlementKey(visit, String(setl_id));
  if (chance.percent(15)) await lane.deliver(scene.message(pharmacy, "5203", key));
  if (!chance.percent(18)) return;
  yield scene.after(chance.between(1, 12));
  await scene.call(pharmacy, "2103", key);
  // Pressed a second time: it is gone already.
  if (chance.percent(30)) await lane.deliver(scene.message(pharmacy, "2103", key));
  if (chance.percent(20)) await lane.deliver(scene.message(pharmacy, "5203", key));
  if (chance.percent(10)) {
    const { person_no: psn_no } = plan;
    await lane.deliver(scene.message(pharmacy, "5206", { data: { psn_no } }));
  }
}

/**
 * Two purchases at the same moment, of one person or of two whose accounts hang together: each
 * must see what the other used.
 */
export async function* atOnceStory(part: Part): Story {
  const { scene } = part;
  const { household } = scene.lane;
  const other: Part = { scene, plan: scene.chance.pick(household.people) };
  // A relative, who comes first in the household, may be drawn upon by those behind.
  const [a, b] = [part, other].sort((x, y) => placeOf(x) - placeOf(y)) as [Part, Part];
  const first = scene.message(somePharmacy(scene), "2102", basket(a));
  const second = scene.message(somePharmacy(scene), "2102", basket(b));
  scene.lane.fault(a.plan === b.plan ? "two bills at once" : "two of a family at once");
  const [, answer] = await scene.lane.deliverBoth(first, second);
  if (!answer.accepted) return;
  yield scene.after(1);
  const data = { psn_no: b.plan.person_no };
  await scene.lane.deliver(scene.message(second.institution, "5206", { data }));
}

function placeOf({ scene, plan }: Part): number {
  return scene.lane.household.people.indexOf(plan);
}

function basket(part: Part) {
  const { scene, plan } = part;
  const time = timeNow(scene);
  const lines = someItems(scene.chance, stock(scene), 4).map((sold) =>
    lineOf(scene.lane.nextSerial(), sold, time),
  );
  return purchase(plan, schemeOf(part), lines, time, accountUse(scene));
}
