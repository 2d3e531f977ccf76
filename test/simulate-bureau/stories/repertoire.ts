import type { Moment } from "../calendar.ts";
import { SLOTS } from "../calendar.ts";
import type { Lane, Story } from "../lane.ts";
import { sceneOf } from "../line.ts";
import { chanceOf } from "../random.ts";
import type { PersonPlan } from "../world.ts";
import { type Part, someHospital } from "./cast.ts";
import { inpatientStory } from "./inpatient.ts";
import { outpatientStory } from "./outpatient.ts";
import { atOnceStory, pharmacyStory } from "./pharmacy.ts";

/** What can happen to a person on a day, and how often. A new story is one more line here. */
const REPERTOIRE: readonly (readonly [weight: number, (part: Part) => Story])[] = [
  [40, outpatientStory],
  [30, pharmacyStory],
  [12, inpatientStory],
  [5, atOnceStory],
  [8, inquiryStory],
];

/** Of a hundred people, so many do something on a day. */
const BUSY_PERCENT = 45;

/**
 * Lets the stories of a day begin. Each has a name (day.number) and chance of its own, so that a
 * run may leave stories out and the others stay what they were.
 */
export function beginStories(lane: Lane, day: number, isPlayed: (name: string) => boolean): void {
  const { seed } = lane.stage.world;
  const { number, people } = lane.household;
  const chance = chanceOf(seed, "day", number, day);
  let count = 0;
  for (const plan of people) {
    const busy = chance.percent(BUSY_PERCENT);
    const play = chance.weighted(REPERTOIRE);
    const at: Moment = { day, slot: chance.below(SLOTS.length) };
    if (!busy) continue;
    const name = `${day}.${count}`;
    count += 1;
    if (isPlayed(name)) lane.add(at, name, begun(lane, name, plan, play));
  }
}

function begun(lane: Lane, name: string, plan: PersonPlan, play: (part: Part) => Story): Story {
  const chance = chanceOf(lane.stage.world.seed, "story", lane.household.number, name);
  return play({ scene: sceneOf(lane, chance), plan });
}

/** Who is this, and what has been used of the year? */
async function* inquiryStory({ scene, plan }: Part): Story {
  const { lane } = scene;
  const hospital = someHospital(scene);
  const { certificate_no, person_no: psn_no, name } = plan;
  const data = {
    mdtrt_cert_type: "02",
    mdtrt_cert_no: certificate_no,
    psn_cert_type: "01",
    certno: certificate_no,
    psn_name: name,
  };
  await lane.deliver(scene.message(hospital, "1101", { data }));
  yield scene.after(1);
  await lane.deliver(scene.message(hospital, "5206", { data: { psn_no } }));
}
