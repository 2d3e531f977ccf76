/** The providers room: institutions, the agreements with them, and their own item codes. */
export {
  type DepartmentActor,
  enterDepartments,
  listDepartments,
  withdrawDepartment,
} from "./department.store.ts";
export type { DepartmentFacts, DepartmentVersion, DepartmentWithdrawal } from "./department.ts";
export type { KnownItem } from "./institution.import.ts";
export {
  type Agreement,
  type AgreementState,
  agreementOn,
  buildInstitutions,
  type Institution,
  type InstitutionRecord,
  type Institutions,
  type InstitutionType,
  levelOn,
} from "./institution.ts";
export {
  enterMappings,
  type MappingActor,
  type NewMapping,
  type WithdrawnMapping,
  withdrawMappings,
} from "./mapping.store.ts";
export { type MappingFilter, type MappingRow, queryMappings } from "./mapping-query.store.ts";
export {
  countMappings,
  findMapping,
  listMappingReviews,
  type MappingSearch,
  type MappingState,
  type PastReview,
  type ReviewedMapping,
  reviewMapping,
  searchMappings,
} from "./mapping-review.store.ts";
export {
  listPractitioners,
  type Practitioner,
  type PractitionerFilter,
} from "./practitioner.store.ts";
export {
  importProviders,
  PROVIDERS_KINDS,
  type ProvidersImportOptions,
  type ProvidersKind,
} from "./providers.import.ts";
export { createInstitutionsCache, createMappings, type Mappings } from "./providers.store.ts";
