import type { CivilDate } from "../kernel/index.ts";
import type { EmploymentStatus, IdentityKind } from "../policy/index.ts";
import type { DemoFiling } from "./demo-person.ts";

/**
 * People of every kind whom the made history leaves alone, numbered from 1, so that whoever plays
 * hospital finds them with nothing used up. Their facts hold from the first day on.
 */
export interface ReservedPerson {
  readonly status: EmploymentStatus;
  /** On 2022-01-01. */
  readonly age: number;
  readonly rank?: "section" | "county" | "department";
  readonly identities?: readonly IdentityKind[];
  readonly diseases?: readonly string[];
  readonly filing?: Pick<DemoFiling, "place" | "region">;
  /** Number of the reserved person whose account may pay. */
  readonly relative?: number;
  /** The enrolment is paused (2) or ended (4) from a day on. */
  readonly state?: { readonly code: "2" | "4"; readonly from: CivilDate };
}

const PAUSED = { code: "2", from: "2024-01-01" as CivilDate } as const;
const ENDED = { code: "4", from: "2024-01-01" as CivilDate } as const;
const CHANGSHA = "430100";
const GUANGZHOU = "440100";

const working = (age: number, more: Partial<ReservedPerson> = {}): ReservedPerson => {
  return { status: "working", age, ...more };
};
const retired = (age: number, more: Partial<ReservedPerson> = {}): ReservedPerson => {
  return { status: "retired", age, ...more };
};
const resident = (age: number, more: Partial<ReservedPerson> = {}): ReservedPerson => {
  return { status: "resident", age, ...more };
};

export const RESERVED_PEOPLE: readonly ReservedPerson[] = [
  // 1–16: working employees.
  working(30),
  working(35),
  working(42),
  working(45, { rank: "section" }),
  working(38, { rank: "section", diseases: ["hypertension"] }),
  working(44, { rank: "county" }),
  working(46, { rank: "department" }),
  working(40, { identities: ["low-income"] }),
  working(41, { identities: ["illness-poverty"] }),
  working(43, { identities: ["monitored", "low-income-edge"] }),
  working(47, { diseases: ["hypertension", "diabetes"] }),
  working(39, { diseases: ["dialysis"] }),
  working(45, { diseases: ["cancer-therapy"] }),
  working(33, { filing: { place: "filed-resident", region: CHANGSHA } }),
  working(36, { filing: { place: "referred", region: GUANGZHOU } }),
  working(37, { filing: { place: "emergency", region: GUANGZHOU } }),
  // 17–26: retired employees.
  retired(61),
  retired(66),
  retired(72),
  retired(63, { rank: "section" }),
  retired(68, { rank: "county", diseases: ["coronary-disease"] }),
  retired(75, { rank: "department" }),
  retired(70, { diseases: ["hypertension"] }),
  retired(69, { diseases: ["diabetes", "stroke-sequelae"] }),
  retired(78, { identities: ["low-income"] }),
  retired(65, { filing: { place: "filed-resident", region: GUANGZHOU } }),
  // 27–34: residents of every age, two of them with a relative who pays.
  resident(2, { relative: 1 }),
  resident(10, { relative: 2 }),
  resident(19),
  resident(31),
  resident(44),
  resident(55),
  resident(67, { relative: 3 }),
  resident(81),
  // 35–48: each special identity twice.
  resident(34, { identities: ["extreme-poverty"] }),
  resident(71, { identities: ["extreme-poverty"] }),
  resident(8, { identities: ["orphan"] }),
  resident(14, { identities: ["orphan"] }),
  resident(48, { identities: ["low-income"] }),
  resident(74, { identities: ["low-income"], diseases: ["hypertension"] }),
  resident(39, { identities: ["low-income-edge"] }),
  resident(62, { identities: ["low-income-edge"] }),
  resident(51, { identities: ["returned-to-poverty"] }),
  resident(66, { identities: ["returned-to-poverty"] }),
  resident(45, { identities: ["monitored"] }),
  resident(58, { identities: ["monitored"] }),
  resident(53, { identities: ["illness-poverty"], diseases: ["cancer-therapy"] }),
  resident(64, { identities: ["illness-poverty"], diseases: ["dialysis"] }),
  // 49–56: residents with certificates and filings.
  resident(59, { diseases: ["hypertension"] }),
  resident(60, { diseases: ["diabetes"] }),
  resident(65, { diseases: ["hypertension", "diabetes"] }),
  resident(68, { diseases: ["coronary-disease"] }),
  resident(57, { diseases: ["dialysis"] }),
  resident(40, { filing: { place: "filed-resident", region: CHANGSHA } }),
  resident(42, { filing: { place: "referred", region: GUANGZHOU } }),
  resident(43, { filing: { place: "emergency", region: GUANGZHOU } }),
  // 57–60: nobody may settle for these on a day after the change.
  working(45, { state: PAUSED }),
  resident(46, { state: PAUSED }),
  working(48, { state: ENDED }),
  resident(50, { state: ENDED }),
];
