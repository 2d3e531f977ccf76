/** The people room: who is insured, since when, with which identity, and their state row. */
export { ACCOUNT_DEPOSIT_FORM, type AccountDeposit } from "./account-deposit.ts";
export { importPeople, PEOPLE_KINDS, type PeopleKind } from "./people.import.ts";
export {
  findByCertificate,
  findPerson,
  hasPeopleBeyond,
  loadPersonFacts,
  moveStates,
  type StateMove,
} from "./people.store.ts";
export type {
  DiseaseCertificate,
  Enrolment,
  EnrolmentState,
  FamilyLink,
  FiledPlace,
  Identity,
  Person,
  PersonRecord,
  PersonStateRow,
  PlaceFiling,
} from "./person.ts";
