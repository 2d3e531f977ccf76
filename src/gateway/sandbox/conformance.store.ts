import type { Store } from "../../store/index.ts";
import type { ConformanceState, ProblemKind } from "./observe.ts";

/** The SQL of `gateway.conformance_*`: counts are added to, the latest wording is kept. */

export interface CountRow {
  readonly institution_code: string;
  readonly infno: string;
  readonly state: ConformanceState | "unrecorded";
  readonly count: number;
  readonly first_at: Date;
  readonly last_at: Date;
}

export interface ProblemRow {
  readonly institution_code: string;
  readonly infno: string;
  readonly kind: ProblemKind;
  readonly code: string;
  readonly place: string;
  readonly came: string;
  readonly message: string;
  readonly count: number;
  readonly first_at: Date;
  readonly last_at: Date;
}

/** Adds both in one transaction. Rows come sorted, so that two processes do not deadlock. */
export async function addConformance(
  store: Store,
  counts: readonly CountRow[],
  problems: readonly ProblemRow[],
): Promise<void> {
  if (counts.length === 0 && problems.length === 0) return;
  await store.transaction(async (client) => {
    for (const some of portionsOf(counts)) await client.query(ADD_COUNTS, columns(some, COUNTED));
    for (const some of portionsOf(problems)) {
      await client.query(ADD_PROBLEMS, columns(some, PROBLEM_COLUMNS));
    }
  });
}

const ROWS_AT_ONCE = 1_000;

/** All of a flood in one statement would keep everybody waiting while it is written down. */
function* portionsOf<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    yield rows.slice(from, from + ROWS_AT_ONCE);
  }
}

const COUNTED = ["institution_code", "infno", "state", "count", "first_at", "last_at"] as const;

const ADD_COUNTS = `insert into gateway.conformance_count as known
  select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[],
                       $5::timestamptz[], $6::timestamptz[])
  on conflict (institution_code, infno, state) do update
     set count = known.count + excluded.count,
         last_at = greatest(known.last_at, excluded.last_at)`;

const PROBLEM_COLUMNS = [
  "institution_code",
  "infno",
  "kind",
  "code",
  "place",
  "came",
  "message",
  "count",
  "first_at",
  "last_at",
] as const;

const ADD_PROBLEMS = `insert into gateway.conformance_problem as known
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
         $6::text[], $7::text[], $8::bigint[], $9::timestamptz[], $10::timestamptz[])
  on conflict (institution_code, infno, kind, code, place) do update
     set count = known.count + excluded.count, came = excluded.came,
         message = excluded.message, last_at = greatest(known.last_at, excluded.last_at)`;

function columns<Row>(rows: readonly Row[], names: readonly (keyof Row)[]): unknown[] {
  return names.map((name) => rows.map((row) => row[name]));
}

export interface ConformanceRows {
  readonly counts: readonly CountRow[];
  readonly problems: readonly ProblemRow[];
}

const PROBLEMS_MAX = 500;

/** What is known of one institution; of its problems the latest 500. */
export async function readConformance(
  store: Store,
  institution_code: string,
): Promise<ConformanceRows> {
  const counts = await store.query<CountRow>(
    `select institution_code, infno, state, count, first_at, last_at
       from gateway.conformance_count where institution_code = $1 order by infno, state`,
    [institution_code],
  );
  const problems = await store.query<ProblemRow>(
    `select institution_code, infno, kind, code, place, came, message, count, first_at, last_at
       from gateway.conformance_problem where institution_code = $1
      order by last_at desc, infno, code, place limit ${PROBLEMS_MAX}`,
    [institution_code],
  );
  return { counts: counts.rows, problems: problems.rows };
}

/** Institutions of which anything is known, in order of code. */
export async function institutionsSeen(store: Store): Promise<readonly string[]> {
  const { rows } = await store.query<{ institution_code: string }>(
    `select distinct institution_code from gateway.conformance_count
      where institution_code <> '' order by 1`,
  );
  return rows.map((row) => row.institution_code);
}
