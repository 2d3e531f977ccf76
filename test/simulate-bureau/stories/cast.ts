import { chinaTime } from "../../../src/kernel/index.ts";
import type { Scene } from "../line.ts";
import type { PersonModel } from "../model/bureau-model.ts";
import type { VisitModel } from "../model/visit-model.ts";
import type { InstitutionPlan, PersonPlan } from "../world.ts";

/** Who plays in a story, where, and at what time, as the hospital sees it. */

export interface Part {
  readonly scene: Scene;
  readonly plan: PersonPlan;
}

/** The time of the counter's clock. */
export function timeNow({ lane }: Scene): string {
  return chinaTime(lane.stage.calendar.now());
}

/** A place of a kind; the one elsewhere now and then. */
export function someHospital({ lane, chance }: Scene): InstitutionPlan {
  const { institutions } = lane.stage.world;
  return chance.pick(institutions.filter(({ code }) => code.startsWith("H")));
}

export function somePharmacy({ lane, chance }: Scene): InstitutionPlan {
  const { institutions } = lane.stage.world;
  return chance.pick(institutions.filter(({ code }) => code.startsWith("P")));
}

/** The scheme on the person's card; now and then the wrong one is keyed in. */
export function schemeOf({ scene, plan }: Part): string {
  const own = plan.enrolments.at(-1)?.insutype ?? "310";
  const other = own === "310" ? "390" : "310";
  return scene.chance.percent(2) ? other : own;
}

export function accountUse({ chance, lane }: Scene): string {
  const use = chance.weighted([
    [3, "0"],
    [4, "1"],
    [3, "2"],
  ]);
  // What an account would have held at the time is beyond the auditor where bills are replayed.
  return lane.stage.world.void_rule === "replay" ? "0" : use;
}

export function personIn({ scene, plan }: Part): PersonModel | undefined {
  return scene.lane.stage.auditor.model.people.get(plan.person_no);
}

export function visitById(scene: Scene, mdtrt_id: unknown): VisitModel | undefined {
  return scene.lane.stage.auditor.model.visits.get(String(mdtrt_id));
}

/** What may be sold: everything that the institution has mapped, and seldom what it has not. */
export function stock(scene: Scene) {
  const { items } = scene.lane.stage.world;
  return scene.chance.percent(2) ? items : items.filter((item) => item.mapped);
}
