import {
  addDays,
  type CivilDate,
  contains,
  daysBetween,
  firstDayOfYear,
  ageOn as wholeYears,
  yearOf,
} from "../../kernel/index.ts";
import type { Enrolment, Person, PersonRecord } from "../../people/index.ts";
import type { Output1101 } from "../message-types.ts";
import { flag, IDENTITY_CODES, lastDay } from "./wire-codes.ts";

/** A person as the wire shows one: who, enrolled in what, with which identities. */

/** Members that every answer about a person repeats. */
export function personMembers(person: Person, day: CivilDate) {
  return {
    psn_no: person.person_no,
    psn_name: person.name,
    psn_cert_type: person.certificate_type,
    certno: person.certificate_no,
    gend: person.sex,
    naty: person.nation,
    brdy: person.born,
    age: ageOn(person.born, day),
  };
}

/** Members of an enrolment that settlement answers repeat. */
export function enrolmentMembers(enrolment: Enrolment) {
  return {
    psn_type: enrolment.person_type,
    cvlserv_flag: flag(enrolment.civil_servant_rank !== null),
  };
}

/** Age in years with one decimal, cut off: 43.9 until the birthday itself makes it 44.0. */
export function ageOn(born: CivilDate, day: CivilDate): number {
  const years = Math.max(0, wholeYears(born, day));
  const last = birthday(born, yearOf(born) + years);
  const next = birthday(born, yearOf(born) + years + 1);
  const tenths = Math.floor((10 * Math.max(0, daysBetween(last, day))) / daysBetween(last, next));
  return (years * 10 + Math.min(9, tenths)) / 10;
}

/** The birthday in a year; 29 February is celebrated on 1 March where there is none. */
function birthday(born: CivilDate, year: number): CivilDate {
  const first = firstDayOfYear(year);
  const same = `${first.slice(0, 4)}${born.slice(4)}` as CivilDate;
  const leapDay = born.slice(5) === "02-29";
  const march = `${first.slice(0, 4)}-03-01` as CivilDate;
  return leapDay && addDays(march, -1).slice(5) !== "02-29" ? march : same;
}

/**
 * One row a scheme: the enrolment in force on the day, or the last one before it, shown as paused
 * or ended. What begins later is not known on the day.
 */
export function enrolmentRows(record: PersonRecord, day: CivilDate): Output1101["insuinfo"] {
  const latest = new Map<string, { row: Enrolment; first: CivilDate }>();
  for (const row of record.enrolments) {
    if (row.period.from > day) continue;
    const known = latest.get(row.insutype);
    latest.set(row.insutype, { row, first: known?.first ?? row.period.from });
  }
  return [...latest.values()].map(({ row, first }) => {
    const ended = !contains(row.period, day);
    const state = ended && row.state === "1" ? "4" : row.state;
    return {
      balc: record.state.balance_fen,
      insutype: row.insutype,
      ...enrolmentMembers(row),
      psn_insu_stas: state,
      psn_insu_date: first,
      ...pausedSince(row, ended),
      insuplc_admdvs: row.insured_region,
      emp_name: row.employer_name,
    };
  });
}

function pausedSince({ state, period }: Enrolment, ended: boolean) {
  if (state !== "1") return { paus_insu_date: period.from };
  return ended && period.to !== null ? { paus_insu_date: period.to } : {};
}

/** Identities of medical assistance on the day. */
export function identityRows(record: PersonRecord, day: CivilDate): Output1101["idetinfo"] {
  return record.identities
    .filter(({ period }) => contains(period, day))
    .map(({ kind, period }) => {
      const { code, name } = IDENTITY_CODES[kind];
      const last = lastDay(period.to);
      return {
        psn_idet_type: code,
        memo: name,
        begntime: `${period.from} 00:00:00`,
        ...(last === undefined ? {} : { endtime: `${last} 23:59:59` }),
      };
    });
}
