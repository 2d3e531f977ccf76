import type pg from "pg";
import type { CivilDate, Fen, Period } from "../kernel/index.ts";
import type { Accumulators, EmploymentStatus, IdentityKind } from "../policy/index.ts";
import type { Runner } from "../store/index.ts";
import type { FilingTerms } from "./filing.ts";
import type {
  Designation,
  DiseaseCertificate,
  EnrolmentState,
  FiledPlace,
  InjuryFiling,
  Person,
  PersonRecord,
  PersonStateRow,
  PlaceFiling,
} from "./person.ts";

/** The SQL of schema `people`. */

/** A pool or a client: reading needs no transaction of its own. */
export type Queryable = Pick<pg.Pool, "query"> | Pick<pg.ClientBase, "query">;

/** What a person's state row becomes, if it is still at `version`. */
export interface StateMove {
  readonly person_no: string;
  /** The version that was read; the row's next one is this plus one. */
  readonly version: number;
  readonly balance_fen: Fen;
  readonly accumulators: PersonStateRow["accumulators"];
}

/** Run after an import of persons, over the rows that are new. */
export const REGISTER_NEW_PEOPLE: readonly string[] = [
  `insert into people.certificate (certificate_type, certificate_no, person_no)
   select certificate_type, certificate_no, person_no from csv_staged`,
  `insert into people.person_state (person_no) select person_no from csv_staged
   order by person_no`,
];

const PERSON_COLUMNS =
  "p.person_no, p.certificate_type, p.certificate_no, p.name, p.sex, p.nation, p.born";

/** A person by number, or null. */
export async function findPerson(from: Queryable, person_no: string): Promise<Person | null> {
  const { rows } = await from.query<Person>({
    name: "people-find-person",
    text: `select ${PERSON_COLUMNS} from people.person p where p.person_no = $1`,
    values: [person_no],
  });
  return rows[0] ?? null;
}

/** Whether anybody is registered whose certificate number does not begin with the prefix. */
export async function hasPeopleBeyond(from: Queryable, prefix: string): Promise<boolean> {
  const { rows } = await from.query<{ found: boolean }>(
    `select exists (select from people.person where not starts_with(certificate_no, $1)) as found`,
    [prefix],
  );
  return rows[0]?.found === true;
}

/** The holder of a certificate (dictionary psn_cert_type and its number), or null. */
export async function findByCertificate(
  from: Queryable,
  certificate_type: string,
  certificate_no: string,
): Promise<Person | null> {
  const { rows } = await from.query<Person>({
    name: "people-find-by-certificate",
    text: `select ${PERSON_COLUMNS}
      from people.certificate c join people.person p on p.person_no = c.person_no
      where c.certificate_type = $1 and c.certificate_no = $2`,
    values: [certificate_type, certificate_no],
  });
  return rows[0] ?? null;
}

/** Filings that hold on some day, by number, with the end that a withdrawal gave them. */
const FILED_TERMS = `(select json_agg(json_build_array(f.filing_no, f.valid_from,
        least(f.valid_to, w.ends_on), f.terms) order by f.filing_no)
      from people.filing f
      left join people.filing_withdrawal w using (person_no, filing_no)
      where f.person_no = p.person_no and (w.ends_on is null or w.ends_on > f.valid_from))`;

const LOAD_FACTS = `select ${PERSON_COLUMNS}, s.version, s.balance_fen, s.accumulators,
    (select json_agg(json_build_array(e.insutype, e.valid_from, e.valid_to, e.person_type,
        e.employment_status, e.civil_servant_rank, e.state, e.insured_region, e.employer_name)
        order by e.valid_from, e.insutype)
      from people.enrolment e where e.person_no = p.person_no) as enrolments,
    (select json_agg(json_build_array(i.kind, i.valid_from, i.valid_to)
        order by i.valid_from, i.kind)
      from people.identity i where i.person_no = p.person_no) as identities,
    (select json_agg(json_build_array(d.disease, d.valid_from, d.valid_to)
        order by d.valid_from, d.disease)
      from people.disease_certificate d where d.person_no = p.person_no) as certificates,
    (select json_agg(json_build_array(f.place, f.region, f.valid_from, f.valid_to)
        order by f.valid_from, f.place, f.region)
      from people.place_filing f where f.person_no = p.person_no) as filings,
    (select json_agg(json_build_array(l.relative_person_no, l.valid_from, l.valid_to)
        order by l.valid_from, l.relative_person_no)
      from people.family_link l where l.person_no = p.person_no) as links,
    ${FILED_TERMS} as filed
  from people.person p join people.person_state s on s.person_no = p.person_no
  where p.person_no = any($1::text[])`;

type From = CivilDate;
type To = CivilDate | null;

interface FactsRow extends Person {
  readonly version: number;
  readonly balance_fen: Fen;
  readonly accumulators: Readonly<Record<string, Accumulators>>;
  readonly enrolments: readonly EnrolmentCells[] | null;
  readonly identities: readonly [IdentityKind, From, To][] | null;
  readonly certificates: readonly [string, From, To][] | null;
  readonly filings: readonly [FiledPlace, string, From, To][] | null;
  readonly links: readonly [string, From, To][] | null;
  readonly filed: readonly [number, From, To, FilingTerms][] | null;
}

type EnrolmentCells = readonly [
  insutype: string,
  from: From,
  to: To,
  person_type: string,
  employment_status: EmploymentStatus,
  civil_servant_rank: string | null,
  state: EnrolmentState,
  insured_region: string,
  employer_name: string,
];

/**
 * All that is known of several people, in one statement and so in one snapshot: what is decided
 * on it holds as long as `state.version` does. People who are not registered are absent.
 */
export async function loadPersonFacts(
  from: Queryable,
  person_nos: readonly string[],
): Promise<Map<string, PersonRecord>> {
  const { rows } = await from.query<FactsRow>({
    name: "people-load-facts",
    text: LOAD_FACTS,
    values: [person_nos],
  });
  return new Map(rows.map((row) => [row.person_no, personRecord(row)]));
}

/** All that is known of one person, as whoever asks may see it; null when there is nobody. */
export async function loadPersonFile(
  from: Runner,
  person_no: string,
): Promise<PersonRecord | null> {
  const { rows } = await from.query<FactsRow>(LOAD_FACTS, [[person_no]]);
  return rows[0] === undefined ? null : personRecord(rows[0]);
}

function personRecord(row: FactsRow): PersonRecord {
  const filed = filedFacts(row.filed ?? []);
  const { person_no, certificate_type, certificate_no, name, sex, nation, born } = row;
  return {
    person: { person_no, certificate_type, certificate_no, name, sex, nation, born },
    enrolments: (row.enrolments ?? []).map((cells) => ({
      insutype: cells[0],
      period: period(cells[1], cells[2]),
      person_type: cells[3],
      employment_status: cells[4],
      civil_servant_rank: cells[5],
      state: cells[6],
      insured_region: cells[7],
      employer_name: cells[8],
    })),
    identities: (row.identities ?? []).map(([kind, since, until]) => ({
      kind,
      period: period(since, until),
    })),
    disease_certificates: [
      ...(row.certificates ?? []).map(([disease, since, until]) => ({
        disease,
        filing_no: null,
        period: period(since, until),
      })),
      ...filed.disease_certificates,
    ],
    place_filings: [
      ...(row.filings ?? []).map(([place, region, since, until]) => ({
        place,
        region,
        institution_code: null,
        period: period(since, until),
      })),
      ...filed.place_filings,
    ],
    designations: filed.designations,
    injury_filings: filed.injury_filings,
    family_links: (row.links ?? []).map(([relative_person_no, since, until]) => ({
      relative_person_no,
      period: period(since, until),
    })),
    state: {
      version: row.version,
      balance_fen: row.balance_fen,
      accumulators: row.accumulators,
    },
  };
}

type Filed = Pick<
  PersonRecord,
  "disease_certificates" | "place_filings" | "designations" | "injury_filings"
>;

/** What institutions filed, beside what the bureau imported. */
function filedFacts(rows: NonNullable<FactsRow["filed"]>): Filed {
  const disease_certificates: DiseaseCertificate[] = [];
  const place_filings: PlaceFiling[] = [];
  const designations: Designation[] = [];
  const injury_filings: InjuryFiling[] = [];
  for (const [filing_no, since, until, terms] of rows) {
    const held = period(since, until);
    if (terms.kind === "chronic-disease") {
      disease_certificates.push({ disease: terms.disease, filing_no, period: held });
    } else if (terms.kind === "transfer") {
      const { region, institution_code } = terms;
      place_filings.push({ place: "referred", region, institution_code, period: held });
    } else if (terms.kind === "designation") {
      const { purpose, institution_code } = terms;
      designations.push({ purpose, institution_code, period: held });
    } else if (terms.kind === "residence") {
      const { region } = terms;
      place_filings.push({ place: "filed-resident", region, institution_code: null, period: held });
    } else injury_filings.push({ payable: terms.payable, period: held });
  }
  return { disease_certificates, place_filings, designations, injury_filings };
}

function period(from: From, to: To): Period {
  return { from, to };
}

const MOVES_MAX = 1_000;

/**
 * Compare-and-set of several people's state rows in one statement: a row moves to the given
 * balance and accumulators, and its version by one, where it still has the version that was read.
 * Returns who moved; whoever is absent was changed by somebody else meanwhile (or is unknown) and
 * must be decided again. Rows are locked in order of person first, so two batches cannot deadlock.
 */
export async function moveStates(
  client: pg.ClientBase,
  moves: readonly StateMove[],
): Promise<Set<string>> {
  if (moves.length === 0) return new Set();
  if (moves.length > MOVES_MAX) throw new RangeError(`moveStates: at most ${MOVES_MAX} at once`);
  if (new Set(moves.map(({ person_no }) => person_no)).size !== moves.length) {
    throw new RangeError("moveStates: a person may be moved only once in a call");
  }
  const { rows } = await client.query<{ person_no: string }>({
    name: "people-move-states",
    text: `with read as materialized (
        select * from jsonb_to_recordset($1::jsonb)
          as r(person_no text, version bigint, balance_fen bigint, accumulators jsonb)),
      locked as materialized (
        select s.person_no, s.version from people.person_state s
        where s.person_no = any($2::text[])
        order by s.person_no collate "C" for update)
      update people.person_state s
      set version = s.version + 1, balance_fen = r.balance_fen, accumulators = r.accumulators
      from read r join locked l on l.person_no = r.person_no
      where s.person_no = l.person_no and l.version = r.version and s.version = r.version
      returning s.person_no`,
    // The array lets the planner expect few people; of the records it would expect a hundred, and
    // read the whole table for them.
    values: [JSON.stringify(moves), moves.map(({ person_no }) => person_no)],
  });
  return new Set(rows.map(({ person_no }) => person_no));
}
