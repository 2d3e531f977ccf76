/** The demo region: made-up institutions, catalogue and people of Hengyang, from a seed. */
export type { DemoItem } from "./demo-catalogue.ts";
export { DEMO_REGION, type DemoDistrict } from "./demo-districts.ts";
export { accountDepositFile, type DemoFile, demoFiles } from "./demo-files.ts";
export type { DemoInstitution } from "./demo-institutions.ts";
export {
  type DemoManifest,
  demoManifest,
  type ManifestInstitution,
  type ManifestItem,
  type ManifestPerson,
} from "./demo-manifest.ts";
export type { DemoPerson } from "./demo-person.ts";
export { areDesksFilled, fillDesks } from "./fill-desks.ts";
export {
  type DemoHouse,
  type DemoProgress,
  type DemoSize,
  fillDemo,
  isDemoFilled,
  mayFillDemo,
} from "./fill-region.ts";
export { type DemoVisit, generateHistory } from "./generate-history.ts";
export {
  DEMO_SEED,
  type DemoRegion,
  type DemoRegionOptions,
  generateRegion,
} from "./generate-region.ts";
export {
  type DepartmentPlan,
  type PlayedDepartment,
  playDepartment,
} from "./play-department.ts";
export { type HospitalPlay, type PlayOptions, playHospital } from "./play-hospital.ts";
export type { Played } from "./play-visits.ts";
