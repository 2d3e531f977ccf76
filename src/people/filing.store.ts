import type { CivilDate, Period } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import {
  type AskedWithdrawal,
  assertFilable,
  endOfWithdrawal,
  type Filing,
  type FilingKind,
  type FilingLimits,
  type NewFiling,
  subjectOf,
} from "./filing.ts";
import { loadPersonFile } from "./people.store.ts";
import type { PersonRecord } from "./person.ts";

/**
 * The SQL of filings. Everything that changes what a settlement may decide by moves the person's
 * version under the row's lock: a settlement that was decided without it loses its compare-and-set
 * and is decided again, so the two come one after the other.
 */

/** The person, held until the transaction ends; null when there is none. */
export async function lockPerson(
  transaction: Runner,
  person_no: string,
): Promise<PersonRecord | null> {
  await transaction.query(
    "select version from people.person_state where person_no = $1 for update",
    [person_no],
  );
  return loadPersonFile(transaction, person_no);
}

/**
 * Enters a filing of a person held by `lockPerson`, and returns its number.
 * @throws YibaoError PEOPLE-FILING-… when it cannot stand beside those there; nothing is written
 */
export async function enterFiling(
  transaction: Runner,
  filing: NewFiling,
  limits: FilingLimits,
): Promise<number> {
  const { person_no, period, institution_code, filed_at, terms, details } = filing;
  assertFilable(filing, await listFilings(transaction, person_no, terms.kind), limits);
  const { rows } = await transaction.query<{ filing_no: number }>(
    `insert into people.filing (person_no, filing_no, kind, subject, valid_from, valid_to,
       institution_code, filed_at, terms, details)
     values ($1, nextval('people.filing_no'), $2, $3, $4, $5, $6, $7, $8, $9) returning filing_no`,
    [
      person_no,
      terms.kind,
      subjectOf(terms),
      period.from,
      period.to,
      institution_code,
      filed_at,
      JSON.stringify(terms),
      JSON.stringify(details),
    ],
  );
  await moveVersion(transaction, person_no);
  return (rows[0] as { filing_no: number }).filing_no;
}

export interface Withdrawal extends AskedWithdrawal {
  readonly withdrawn_at: string;
  readonly reason: string;
}

/**
 * Withdraws a filing of a person held by `lockPerson`; returns the first day it holds no more.
 * @throws YibaoError PEOPLE-FILING-… ; nothing is written
 */
export async function withdrawFiling(
  transaction: Runner,
  withdrawal: Withdrawal,
): Promise<CivilDate> {
  const { person_no, filing_no, institution_code, withdrawn_at, reason } = withdrawal;
  const known = await listFilings(transaction, person_no);
  const filing = known.find((one) => String(one.filing_no) === filing_no) ?? null;
  const ends_on = endOfWithdrawal(filing, withdrawal);
  await transaction.query(
    `insert into people.filing_withdrawal (person_no, filing_no, ends_on, institution_code,
       withdrawn_at, reason) values ($1, $2, $3, $4, $5, $6)`,
    [person_no, filing_no, ends_on, institution_code, withdrawn_at, reason],
  );
  await moveVersion(transaction, person_no);
  return ends_on;
}

async function moveVersion(transaction: Runner, person_no: string): Promise<void> {
  await transaction.query(
    "update people.person_state set version = version + 1 where person_no = $1",
    [person_no],
  );
}

interface FilingRow extends Omit<Filing, "period"> {
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
}

/** A person files a few times a year; nobody comes near. */
const FILINGS_MAX = 1_000;

/** A person's filings, withdrawn ones too, in the order in which they were made. */
export async function listFilings(
  from: Runner,
  person_no: string,
  kind: FilingKind | null = null,
): Promise<Filing[]> {
  const { rows } = await from.query<FilingRow>(
    `select f.person_no, f.filing_no, f.valid_from, f.valid_to, f.institution_code,
            f.filed_at::text as filed_at, f.terms, f.details, w.ends_on
       from people.filing f left join people.filing_withdrawal w using (person_no, filing_no)
      where f.person_no = $1 and ($2::text is null or f.kind = $2)
      order by f.filing_no limit ${FILINGS_MAX}`,
    [person_no, kind],
  );
  return rows.map(({ valid_from, valid_to, ...row }) => {
    const period: Period = { from: valid_from, to: valid_to };
    return { ...row, period };
  });
}
