import { type CivilDate, chinaTime, YibaoError } from "../kernel/index.ts";
import { readClearingTotals } from "../settlement/index.ts";
import type { Runner } from "../store/index.ts";
import {
  type ClearingApplication,
  type ClearingFacts,
  checkPeriod,
  checkSums,
  nextState,
} from "./clearing.ts";

/** The SQL of schema `reconciliation`. Each change runs in the caller's transaction. */

export interface ClearingAct {
  readonly now: Date;
  readonly operator: string;
}

/**
 * Applies for a period. Two applications for the same institution and clearing type run one
 * after the other, so that no day is applied for twice.
 * @throws YibaoError RECONCILIATION-…
 */
export async function applyForClearing(
  transaction: Runner,
  facts: ClearingFacts,
  { now, operator }: ClearingAct,
  message_id: string,
): Promise<string> {
  const at = chinaTime(now);
  checkPeriod(facts, at.slice(0, 10) as CivilDate);
  const { institution_code, clearing_type, from, to } = facts;
  await transaction.query("select pg_advisory_xact_lock(hashtextextended($1, 3203))", [
    `${institution_code} ${clearing_type}`,
  ]);
  const [earlier] = await listApplications(transaction, { ...facts, standing: true });
  if (earlier !== undefined) {
    throw new YibaoError("RECONCILIATION-APPLIED-ALREADY", {
      from: earlier.from,
      to: earlier.to,
      clearing_type,
      application_id: earlier.application_id,
    });
  }
  const days = [{ from, to }];
  checkSums(
    facts,
    await readClearingTotals(transaction, { institution_code, days, clearing_type }),
  );
  const { rows } = await transaction.query<{ application_id: string }>(
    `insert into reconciliation.clearing_application (institution_code, clearing_type,
       clearing_way, month, from_day, to_day, visits, total_fen, recognised_fen, fund_fen,
       cash_fen, account_fen, operator, message_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     returning application_id::text as application_id`,
    [
      institution_code,
      clearing_type,
      facts.clearing_way,
      facts.month,
      from,
      to,
      facts.visits,
      facts.total_fen,
      facts.recognised_fen,
      facts.fund_fen,
      facts.cash_fen,
      facts.account_fen,
      operator,
      message_id,
    ],
  );
  const { application_id } = rows[0] as { application_id: string };
  await addEvent(transaction, application_id, 1, "applied", at, operator);
  return application_id;
}

/**
 * Withdraws an application of the institution's own.
 * @throws YibaoError RECONCILIATION-APPLICATION-…
 */
export async function withdrawApplication(
  transaction: Runner,
  key: { readonly institution_code: string; readonly application_id: string },
  act: ClearingAct,
): Promise<void> {
  await actOn(transaction, key, "withdraw", act);
}

/** Approves an application: what the bureau's own staff do; no transaction asks for it. */
export async function approveApplication(
  transaction: Runner,
  key: { readonly institution_code: string; readonly application_id: string },
  act: ClearingAct,
): Promise<void> {
  await actOn(transaction, key, "approve", act);
}

async function actOn(
  transaction: Runner,
  key: { readonly institution_code: string; readonly application_id: string },
  action: "withdraw" | "approve",
  { now, operator }: ClearingAct,
): Promise<void> {
  const application_id = /^\d{1,15}$/.test(key.application_id) ? key.application_id : "0";
  // The row is never changed; locking it is what makes two acts on it run one after the other.
  const { rows } = await transaction.query(
    `select from reconciliation.clearing_application
      where application_id = $1 and institution_code = $2 for update`,
    [application_id, key.institution_code],
  );
  if (rows.length === 0) {
    const details = { application_id: key.application_id };
    throw new YibaoError("RECONCILIATION-APPLICATION-UNKNOWN", details);
  }
  const latest = await transaction.query<LatestEvent>(
    `select event_no, state, at::text as state_at from reconciliation.clearing_event
      where application_id = $1 order by event_no desc limit 1`,
    [application_id],
  );
  const { event_no, ...now_in } = latest.rows[0] as LatestEvent;
  const state = nextState({ application_id, ...now_in }, action);
  await addEvent(transaction, application_id, event_no + 1, state, chinaTime(now), operator);
}

type LatestEvent = Pick<ClearingApplication, "state" | "state_at"> & { readonly event_no: number };

async function addEvent(
  transaction: Runner,
  application_id: string,
  event_no: number,
  state: string,
  at: string,
  operator: string,
): Promise<void> {
  await transaction.query(
    `insert into reconciliation.clearing_event (application_id, event_no, state, at, operator)
     values ($1, $2, $3, $4, $5)`,
    [application_id, event_no, state, at, operator],
  );
}

export interface ApplicationFilter {
  readonly institution_code: string;
  readonly clearing_type?: string | null;
  /** Applications that touch any of these days, both included. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Leaves out those that were withdrawn. */
  readonly standing: boolean;
}

/** Applications of an institution by their first day, with the state they are in; at most 1,000. */
export async function listApplications(
  from: Runner,
  filter: ApplicationFilter,
): Promise<ClearingApplication[]> {
  const { rows } = await from.query<ClearingApplication>(
    `select a.application_id::text as application_id, a.institution_code, a.clearing_type,
            a.clearing_way, a.month, a.from_day as "from", a.to_day as "to", a.visits,
            a.total_fen, a.recognised_fen, a.fund_fen, a.cash_fen, a.account_fen, e.state,
            e.at::text as state_at
       from reconciliation.clearing_application a
       cross join lateral (
         select state, at from reconciliation.clearing_event e
          where e.application_id = a.application_id order by event_no desc limit 1) e
      where a.institution_code = $1 and ($2::text is null or a.clearing_type = $2)
        and a.to_day >= $3::date and a.from_day <= $4::date
        and (not $5::boolean or e.state <> 'withdrawn')
      order by a.from_day, a.application_id limit 1000`,
    [
      filter.institution_code,
      filter.clearing_type ?? null,
      filter.from,
      filter.to,
      filter.standing,
    ],
  );
  return rows;
}

/** Applications of any institution the runner may see. */
export interface ApplicationSearch {
  readonly state: ClearingApplication["state"] | null;
  readonly institution_code: string | null;
  /** `202306`. */
  readonly month: string | null;
  readonly offset: number;
  readonly limit: number;
}

const LATEST = `
  from reconciliation.clearing_application a
 cross join lateral (
   select state, at, operator from reconciliation.clearing_event e
    where e.application_id = a.application_id order by event_no desc limit 1) e
 where ($1::text is null or e.state = $1) and ($2::text is null or a.institution_code = $2)
   and ($3::text is null or a.month = $3) and ($4::bigint is null or a.application_id = $4)`;

/** An application, with who brought it into its state. */
export interface SeenApplication extends ClearingApplication {
  readonly operator: string;
}

/** A page of applications, the latest first. */
export async function searchApplications(
  from: Runner,
  { state, institution_code, month, offset, limit }: ApplicationSearch,
): Promise<{ readonly rows: readonly SeenApplication[]; readonly total: number }> {
  const values = [state, institution_code, month, null];
  const { rows } = await from.query<SeenApplication>(
    `select ${SEEN_COLUMNS} ${LATEST} order by a.application_id desc offset $5 limit $6`,
    [...values, offset, limit],
  );
  const counted = await from.query<{ total: number }>(`select count(*) as total ${LATEST}`, values);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

const SEEN_COLUMNS = `a.application_id::text as application_id, a.institution_code,
  a.clearing_type, a.clearing_way, a.month, a.from_day as "from", a.to_day as "to", a.visits,
  a.total_fen, a.recognised_fen, a.fund_fen, a.cash_fen, a.account_fen, e.state,
  e.at::text as state_at, e.operator`;

/** One application that the runner may see; null when there is none. */
export async function findApplication(
  from: Runner,
  application_id: string,
): Promise<SeenApplication | null> {
  if (!/^\d{1,15}$/.test(application_id)) return null;
  const { rows } = await from.query<SeenApplication>(`select ${SEEN_COLUMNS} ${LATEST}`, [
    null,
    null,
    null,
    application_id,
  ]);
  return rows[0] ?? null;
}
