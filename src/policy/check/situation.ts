import {
  type CivilDate,
  decimalFromPpm,
  type Fen,
  type Ppm,
  yuanFromFen,
  ZERO_FEN,
  ZERO_PPM,
} from "../../kernel/index.ts";
import type {
  BillFacts,
  CatalogueClass,
  ChargeLineFacts,
  EmploymentStatus,
  HospitalLevel,
  IdentityKind,
  Place,
  StayFacts,
} from "../adjudication.ts";
import type { Coordinates } from "../parameter.ts";
import { visitTypeWords } from "../read/row-words.ts";
import type { Region } from "../region.ts";
import { rowTitle } from "../row-titles.ts";
import type { ExampleBill, ExampleCase, ExampleLine, ExampleVoid } from "./finding.ts";

/** Everything of a case but the money: who, when, where, and for what. */
export interface Situation {
  readonly day: CivilDate;
  readonly insutype: string;
  readonly visit_type: string;
  readonly disease: string | null;
  readonly hospital_level: HospitalLevel;
  readonly place: Place;
  readonly employment_status: EmploymentStatus;
  readonly civil_servant_rank: string | null;
  readonly identity: string;
}

/** One line of a bill that is tried. */
export interface TrialLine {
  readonly class: CatalogueClass;
  readonly amount_fen: Fen;
  readonly first_share_ppm: Ppm;
  readonly paid_alone: boolean;
}

/** One bill that is tried. */
export interface TrialBill {
  readonly situation: Situation;
  readonly lines: readonly TrialLine[];
  /** A later settlement of the stay that the bill before it settled a part of. */
  readonly continues: boolean;
}

/** The plainest case of a scheme and visit type on a day. */
export function plainSituation(
  day: CivilDate,
  insutype: string,
  visit_type: string,
  disease: string | null,
): Situation {
  return {
    day,
    insutype,
    visit_type,
    disease,
    hospital_level: "level3",
    place: "local",
    employment_status: insutype === "390" ? "resident" : "working",
    civil_servant_rank: null,
    identity: "none",
  };
}

/** The case with some of its coordinates replaced, as tables name them. */
export function atCoordinates(situation: Situation, rows: Partial<Coordinates>): Situation {
  const { civil_servant_rank: rank, disease, ...others } = rows;
  return {
    ...situation,
    ...(others as Partial<Situation>),
    ...(rank === undefined ? {} : { civil_servant_rank: rank === "none" ? null : rank }),
    ...(disease === undefined ? {} : { disease: disease === "none" ? null : disease }),
  };
}

export function coordinatesOf(situation: Situation): Coordinates {
  const { hospital_level, employment_status, place, identity, insutype } = situation;
  return {
    hospital_level,
    employment_status,
    place,
    identity,
    insutype,
    civil_servant_rank: situation.civil_servant_rank ?? "none",
    disease: situation.disease ?? "none",
  };
}

export function factsOf(
  situation: Situation,
  lines: readonly TrialLine[],
  stay: StayFacts | null,
): BillFacts {
  const { identity } = situation;
  return {
    insutype: situation.insutype,
    visit_type: situation.visit_type,
    care_date: situation.day,
    hospital_level: situation.hospital_level,
    place: situation.place,
    disease: situation.disease,
    employment_status: situation.employment_status,
    civil_servant_rank: situation.civil_servant_rank,
    identities: identity === "none" ? [] : [identity as IdentityKind],
    lines: lines.map(chargeLine),
    stay,
    account_use: "none",
    accounts: [],
  };
}

function chargeLine(line: TrialLine): ChargeLineFacts {
  return {
    amount_fen: line.amount_fen,
    class: line.class,
    first_share_ppm: line.first_share_ppm,
    over_limit_fen: ZERO_FEN,
    paid_alone: line.paid_alone,
  };
}

export function plainLine(amount_fen: Fen): TrialLine {
  return { class: "A", amount_fen, first_share_ppm: ZERO_PPM, paid_alone: false };
}

/** A case file for bills of one person; `compared` is settled and voided before the last bill. */
export function exampleCase(
  region: Region,
  bills: readonly TrialBill[],
  compared: TrialBill | null = null,
): ExampleCase {
  const last = bills[bills.length - 1] as TrialBill;
  const { insutype, employment_status, civil_servant_rank, identity } = last.situation;
  const all: (ExampleBill | ExampleVoid)[] = bills.map((bill, index) =>
    exampleBill(`b${index + 1}`, bill, index === 0 ? null : `b${index}`),
  );
  if (compared !== null) {
    const before = bills.length === 1 ? null : `b${bills.length - 1}`;
    all.splice(-1, 0, exampleBill("less", compared, before), { id: "undone", void: "less" });
  }
  return {
    region: region.code,
    name: situationText(region, last.situation),
    person: {
      psn_no: "P1",
      insutype,
      status: employment_status,
      civil_servant: civil_servant_rank,
      identities: identity === "none" ? [] : [{ kind: identity }],
    },
    bills: all,
  };
}

function exampleBill(id: string, bill: TrialBill, before: string | null): ExampleBill {
  const { day, visit_type, hospital_level, place, disease } = bill.situation;
  return {
    id,
    date: day,
    med_type: visit_type,
    hospital_level,
    place,
    disease,
    ...(bill.continues && before !== null ? { continues: before } : {}),
    lines: bill.lines.map(exampleLine),
  };
}

function exampleLine(line: TrialLine): ExampleLine {
  const share = line.first_share_ppm;
  return {
    class: line.class,
    amount: yuanFromFen(line.amount_fen),
    ...(share === 0 ? {} : { first_share: decimalFromPpm(share, 2) }),
    ...(line.paid_alone ? { paid_alone: true } : {}),
  };
}

/** What a fund is called in the pack. */
export function fundName({ funds }: Region, fund: string): string {
  return funds.get(fund)?.name ?? fund;
}

/** The case in a few words: "2023-01-01 职工 普通住院 三级（市级） 本地 …"; codes are in the case. */
export function situationText(region: Region, situation: Situation): string {
  const { day, insutype, visit_type, disease, identity, civil_servant_rank } = situation;
  const row = (name: string) => rowTitle(name, region.diseases);
  const parts = [
    day,
    row(insutype),
    visitTypeWords(visit_type, region, "zh"),
    row(situation.hospital_level),
    row(situation.place),
    ...(insutype === "390" ? [] : [row(situation.employment_status)]),
    ...(disease === null ? [] : [row(disease)]),
    ...(identity === "none" ? [] : [row(identity)]),
    ...(civil_servant_rank === null ? [] : [`公务员 ${row(civil_servant_rank)}`]),
  ];
  return parts.join(" ");
}
