import { addDays, type CivilDate, type RandomSource, randomSource } from "../kernel/index.ts";
import type { DemoInstitution } from "./demo-institutions.ts";
import type { DemoPerson } from "./demo-person.ts";
import { demoPractitioners } from "./demo-practitioners.ts";
import { HISTORY_TO } from "./generate-history.ts";
import { DEMO_SEED, type DemoRegion } from "./generate-region.ts";

/** When and by whom the desks of the demo are filled: a few days after the made-up year ends. */
export const DESK_DAY = addDays(HISTORY_TO, 3);

/** A moment of a day, `10:00` in China. */
export function momentOf(day: CivilDate, time = "10:00"): Date {
  return new Date(`${day}T${time}:00+08:00`);
}

export function deskRandom(purpose: string): RandomSource {
  return randomSource(DEMO_SEED, `desk ${purpose}`);
}

/** The institution and the person that the demo accounts of their kinds belong to. */
export function demoPlaces({ institutions, people }: DemoRegion) {
  return {
    institution_code: institutions.find(({ type }) => type === "1")?.institution_code ?? null,
    person_no: people.find(({ reserved }) => reserved)?.person_no ?? null,
  };
}

/** Hospitals with an agreement throughout, that of the demo account first. */
export function deskHospitals({ institutions }: DemoRegion): readonly DemoInstitution[] {
  return institutions.filter(
    ({ type, agreements }) => type === "1" && agreements.every(({ state }) => state === "active"),
  );
}

/** The first physician of a hospital, as the register of practitioners has them. */
export function physicianOf(made: DemoRegion, institution: DemoInstitution) {
  const [first] = demoPractitioners(institution, made.institutions.indexOf(institution));
  return { code: first?.practitioner_code ?? "", name: first?.name ?? "" };
}

/** Somebody who was insured all along in one scheme; whoever plays hospital has others. */
export interface DeskPerson {
  readonly person: DemoPerson;
  readonly insutype: string;
  readonly insured_region: string;
}

export function deskPeople({ people }: DemoRegion): readonly DeskPerson[] {
  return people.flatMap((person): DeskPerson[] => {
    const [first, ...more] = person.enrolments;
    if (person.reserved || first === undefined || more.length > 0) return [];
    if (first.state !== "1" || first.valid_to !== null) return [];
    const { insutype, insured_region } = first;
    return [{ person, insutype, insured_region }];
  });
}
