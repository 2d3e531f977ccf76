import { type CivilDate, type Fen, YibaoError } from "../kernel/index.ts";
import { loadPersonFacts, type PersonRecord } from "../people/index.ts";
import type { Store } from "../store/index.ts";
import type { ChargeLine } from "./charge-line.ts";
import type { VisitFile } from "./command.ts";
import { effectiveView } from "./decide-cancel.ts";
import { loadVisitFiles, recordColumns, visitKey } from "./load.store.ts";
import type { SettlementView } from "./request.ts";
import {
  type EffectiveSettlement,
  inForce,
  type ReadRow,
  recordFrom,
  type SettlementKind,
  type SettlementRecord,
} from "./settlement-record.ts";
import { givenNumber } from "./standing.ts";
import { linesFrom, type StoredRows } from "./stored-json.ts";
import type { CivilTime, Visit } from "./visit.ts";

/** The SQL behind queries about visits and settlements. */

/** A visit by its id and person, with its lines. @throws YibaoError SETTLEMENT-VISIT-UNKNOWN */
export async function readVisit(
  store: Store,
  key: { readonly person_no: string; readonly visit_id: string },
): Promise<Pick<VisitFile, "visit" | "batches">> {
  const { person_no } = key;
  const visit_id = givenNumber(key.visit_id);
  const numbers = visit_id === null ? [] : [{ person_no, visit_id }];
  const files = await loadVisitFiles(store.pool, numbers);
  const file = visit_id === null ? undefined : files.get(visitKey({ person_no, visit_id }));
  if (file === undefined) {
    throw new YibaoError("SETTLEMENT-VISIT-UNKNOWN", { person_no, visit_id: key.visit_id });
  }
  return file;
}

export interface VisitFilter {
  readonly person_no: string;
  readonly institution_code?: string;
  /** Days on which the visit began, both included. */
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  readonly visit_type?: string;
}

/** A person's visits that were not cancelled, the latest first, at most 1,000. */
export async function listVisits(store: Store, filter: VisitFilter): Promise<Visit[]> {
  const { rows } = await store.query<Visit>(
    `select person_no, visit_id, institution_code, own_number, kind, insutype, visit_type, state,
            begin_at::text as begin_at, end_at::text as end_at, emergency, disease, details,
            diagnoses
       from settlement.visit
      where person_no = $1 and state <> 'cancelled'
        and ($2::text is null or institution_code = $2)
        and ($3::date is null or begin_at >= $3::date)
        and ($4::date is null or begin_at < $4::date + 1)
        and ($5::text is null or visit_type = $5)
      order by begin_at desc, visit_id desc limit 1000`,
    [
      filter.person_no,
      filter.institution_code ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.visit_type ?? null,
    ],
  );
  return rows;
}

export interface StayFilter {
  readonly institution_code: string;
  readonly person_no?: string | undefined;
  /** Days of admission, both included. */
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** Stays of an institution that are still open, the earliest first, at most 1,000. */
export async function listOpenStays(store: Store, filter: StayFilter): Promise<Visit[]> {
  const { rows } = await store.query<Visit>(
    `select person_no, visit_id, institution_code, own_number, kind, insutype, visit_type, state,
            begin_at::text as begin_at, end_at::text as end_at, emergency, disease, details,
            diagnoses
       from settlement.visit
      where institution_code = $1 and kind = 'inpatient' and state = 'admitted'
        and ($2::text is null or person_no = $2)
        and begin_at >= $3::date and begin_at < $4::date + 1
      order by begin_at, visit_id limit 1000`,
    [filter.institution_code, filter.person_no ?? null, filter.from, filter.to],
  );
  return rows;
}

/** A line, and the visit that it was settled in. */
export interface VisitLine {
  readonly visit: Pick<Visit, "visit_id" | "institution_code" | "visit_type">;
  readonly line: ChargeLine;
}

export interface CertifiedLineFilter {
  readonly person_no: string;
  /** Times of the fee, both included. */
  readonly from: CivilTime;
  readonly to: CivilTime | null;
}

/** Visits of a certified disease: their lines are what a person took for it. */
const BY_DISEASE_TYPES = "('14', '9901')";
const CERTIFIED_BATCHES_MAX = 1_000;

/**
 * Lines of a person that were settled for a certified disease, anywhere, the latest visits first;
 * of the latest 1,000 batches. Lines taken back are not among them.
 */
export async function listCertifiedLines(
  store: Store,
  { person_no, from, to }: CertifiedLineFilter,
): Promise<VisitLine[]> {
  const { rows } = await store.query<VisitLine["visit"] & { lines: StoredRows }>(
    `select v.visit_id, s.visit_type, b.lines,
            case when v.kind = 'claim' then s.request->'institution'->>'institution_code'
                 else v.institution_code end as institution_code
       from settlement.charge_batch b
       join settlement.visit v using (person_no, visit_id)
       join settlement.settlement s using (person_no, settlement_id)
      where b.person_no = $1 and v.state <> 'cancelled' and s.visit_type in ${BY_DISEASE_TYPES}
      order by v.begin_at desc, v.visit_id desc, b.batch_no limit ${CERTIFIED_BATCHES_MAX}`,
    [person_no],
  );
  return rows.flatMap(({ lines, ...visit }) =>
    linesFrom(lines)
      .filter(({ fee_at }) => fee_at >= from && (to === null || fee_at <= to))
      .map((line) => ({ visit, line })),
  );
}

/** The person of a visit, for those who know only its id; null when there is none. */
export async function personOfVisit(store: Store, visit_id: string): Promise<string | null> {
  const number = givenNumber(visit_id);
  if (number === null) return null;
  const { rows } = await store.query<{ person_no: string }>(
    "select person_no from settlement.visit where visit_id = $1",
    [number],
  );
  return rows[0]?.person_no ?? null;
}

export interface SettlementKey {
  readonly person_no: string;
  readonly visit_id: string;
  readonly settlement_id: string;
}

/**
 * A settlement as it stands now (adjustments folded in), with its lines; `reversed_by` names the
 * reversal when it is no longer in force. The id of a reversal or an adjustment gives what it
 * corrects. @throws YibaoError SETTLEMENT-UNKNOWN
 */
export async function readSettlement(store: Store, key: SettlementKey): Promise<SettlementView> {
  const { person_no } = key;
  const visit_id = givenNumber(key.visit_id);
  const settlement_id = givenNumber(key.settlement_id);
  const unknown = (): YibaoError =>
    new YibaoError("SETTLEMENT-UNKNOWN", {
      person_no,
      visit_id: key.visit_id,
      settlement_id: key.settlement_id,
    });
  if (visit_id === null || settlement_id === null) throw unknown();
  const [files, people, rows] = await Promise.all([
    loadVisitFiles(store.pool, [{ person_no, visit_id }]),
    loadPersonFacts(store.pool, [person_no]),
    rowsOfVisit(store, person_no, visit_id),
  ]);
  const asked = rows.find((row) => row.settlement_id === settlement_id);
  const file = files.get(visitKey({ person_no, visit_id }));
  const person = people.get(person_no);
  if (asked === undefined || file === undefined || person === undefined) throw unknown();
  return viewOf(person, file, rows, asked);
}

function viewOf(
  person: PersonRecord,
  file: VisitFile,
  rows: readonly SettlementRecord[],
  asked: SettlementRecord,
): SettlementView {
  const id = asked.corrects_settlement_id ?? asked.settlement_id;
  const about = rows.filter((row) => row.settlement_id === id || row.corrects_settlement_id === id);
  const reversal = about.find((row) => row.kind === "reversal");
  const [effective] = inForce(about.filter((row) => row.kind !== "reversal"));
  const view = effectiveView(person, file, effective as EffectiveSettlement);
  const { kind, corrects_settlement_id } = asked;
  const reversed_by = reversal?.settlement_id ?? null;
  return { ...view, kind, corrects_settlement_id, reversed_by };
}

async function rowsOfVisit(
  store: Store,
  person_no: string,
  visit_id: number,
): Promise<SettlementRecord[]> {
  const { rows } = await store.query<ReadRow>(
    `select ${recordColumns("true")} from settlement.settlement s
      where s.person_no = $1 and s.visit_id = $2 order by s.person_version, s.settlement_id`,
    [person_no, visit_id],
  );
  return rows.map(recordFrom);
}

/** Whether a person's settlement is in force; null when there is none of that number. */
export async function isInForce(
  store: Store,
  key: { readonly person_no: string; readonly settlement_id: string },
): Promise<boolean | null> {
  const settlement_id = givenNumber(key.settlement_id);
  if (settlement_id === null) return null;
  const { rows } = await store.query<{ reversed: boolean }>(
    `select exists (select from settlement.settlement r
        where r.person_no = s.person_no and r.corrects_settlement_id = s.settlement_id
          and r.kind = 'reversal') as reversed
       from settlement.settlement s
      where s.person_no = $1 and s.settlement_id = $2 and s.kind = 'settlement'`,
    [key.person_no, settlement_id],
  );
  return rows[0] === undefined ? null : !rows[0].reversed;
}

/** Lines of a settlement (5204). @throws YibaoError SETTLEMENT-UNKNOWN */
export async function readLines(store: Store, key: SettlementKey): Promise<ChargeLine[]> {
  const { lines } = await readSettlement(store, key);
  return [...lines];
}

/** Accumulators of a person by year, as they are. @throws YibaoError SETTLEMENT-PERSON-UNKNOWN */
export async function readAccumulators(
  store: Store,
  person_no: string,
): Promise<PersonRecord["state"]["accumulators"]> {
  const record = (await loadPersonFacts(store.pool, [person_no])).get(person_no);
  if (record === undefined) throw new YibaoError("SETTLEMENT-PERSON-UNKNOWN", { person_no });
  return record.state.accumulators;
}

export interface TotalsFilter {
  readonly institution_code: string;
  /** Days of settling, both included. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly insutype?: string;
  readonly clearing_type?: string;
  readonly region?: string;
}

export interface Totals {
  readonly count: number;
  readonly total_fen: Fen;
  readonly fund_fen: Fen;
  readonly account_fen: Fen;
}

/**
 * What an institution settled in a period, by the day of settling: settlements, cancellations
 * (negative amounts, counted as entries of their own) and differences from replays. A settlement
 * cancelled within the period is in both of the first two.
 */
export async function readTotals(
  store: Store,
  filter: TotalsFilter,
): Promise<Readonly<Record<SettlementKind, Totals>>> {
  const { rows } = await store.query<Totals & { kind: SettlementKind }>(
    `select kind, count(*) as count, sum(total_fen)::bigint as total_fen,
            sum(fund_fen)::bigint as fund_fen, sum(account_fen)::bigint as account_fen
       from settlement.settlement
      where institution_code = $1 and settled_at >= $2::date and settled_at < $3::date + 1
        and ($4::text is null or insutype = $4) and ($5::text is null or clearing_type = $5)
        and ($6::text is null or region = $6)
      group by kind`,
    [
      filter.institution_code,
      filter.from,
      filter.to,
      filter.insutype ?? null,
      filter.clearing_type ?? null,
      filter.region ?? null,
    ],
  );
  const of = (kind: SettlementKind): Totals => {
    const { kind: _, ...totals } = rows.find((row) => row.kind === kind) ?? { kind, ...NOTHING };
    return totals;
  };
  return {
    settlement: of("settlement"),
    reversal: of("reversal"),
    adjustment: of("adjustment"),
  };
}

const NOTHING: Totals = {
  count: 0,
  total_fen: 0 as Fen,
  fund_fen: 0 as Fen,
  account_fen: 0 as Fen,
};
