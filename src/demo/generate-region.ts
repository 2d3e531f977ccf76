import { type DemoItem, demoItems } from "./demo-catalogue.ts";
import { DEMO_REGION, type DemoDistrict, demoDistricts } from "./demo-districts.ts";
import { type DemoInstitution, demoInstitutions } from "./demo-institutions.ts";
import { demoPeople } from "./demo-people.ts";
import type { DemoPerson } from "./demo-person.ts";
import { type DemoTerm, demoDiseases, demoOperations } from "./demo-terms.ts";

/**
 * The made-up region: Hengyang's real counties with institutions, catalogue and people that do
 * not exist. Pure: the same seed gives the same region on every machine, in every time zone.
 */
export interface DemoRegion {
  readonly seed: string;
  readonly region: string;
  readonly districts: readonly DemoDistrict[];
  readonly institutions: readonly DemoInstitution[];
  readonly items: readonly DemoItem[];
  readonly diseases: readonly DemoTerm[];
  readonly operations: readonly DemoTerm[];
  readonly people: readonly DemoPerson[];
}

export interface DemoRegionOptions {
  readonly seed?: string;
  /** All people, the 60 reserved ones among them. */
  readonly people?: number;
  readonly deposit_years?: readonly number[];
}

export const DEMO_SEED = "hengyang-1";
const PEOPLE = 20_000;
const DEPOSIT_YEARS: readonly number[] = [2022, 2023, 2024, 2025, 2026];

export function generateRegion(options: DemoRegionOptions = {}): DemoRegion {
  const { seed = DEMO_SEED, people = PEOPLE, deposit_years = DEPOSIT_YEARS } = options;
  const districts = demoDistricts();
  return {
    seed,
    region: DEMO_REGION,
    districts,
    institutions: demoInstitutions(seed, districts),
    items: demoItems(seed),
    diseases: demoDiseases(),
    operations: demoOperations(),
    people: demoPeople(seed, districts, { count: people, deposit_years }),
  };
}
