import type { Runner } from "../../store/index.ts";
import type { KeptFacts, KeptRow } from "./kept-message.ts";

/** The SQL of kept messages. */

export interface KeptMessage {
  readonly kept_no: number;
  readonly institution_code: string;
  readonly transaction_code: string;
  readonly message_id: string;
  readonly person_no: string;
  readonly received_at: Date;
  readonly input: KeptRow;
  readonly issued: KeptRow;
}

export async function nextKeptNo(runner: Runner): Promise<number> {
  const { rows } = await runner.query<{ kept_no: number }>(
    "select nextval('gateway.kept_no') as kept_no",
  );
  return (rows[0] as { kept_no: number }).kept_no;
}

export async function writeKept(
  runner: Runner,
  message: KeptMessage & { readonly facts: KeptFacts },
): Promise<void> {
  await runner.query(
    `insert into gateway.kept_message (kept_no, institution_code, transaction_code, message_id,
       person_no, received_at, facts, input, issued)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      message.kept_no,
      message.institution_code,
      message.transaction_code,
      message.message_id,
      message.person_no,
      message.received_at,
      JSON.stringify(message.facts),
      JSON.stringify(message.input),
      JSON.stringify(message.issued),
    ],
  );
}

/** Says that a message has ended another; the first to do so counts. */
export async function endKept(runner: Runner, kept_no: number, ended_by: number): Promise<void> {
  await runner.query(
    "insert into gateway.kept_end (kept_no, ended_by) values ($1, $2) on conflict do nothing",
    [kept_no, ended_by],
  );
}

export interface KeptQuery {
  readonly institution_code: string;
  readonly transaction_code: string;
  /** Every field has one of its values equal to the one here. */
  readonly facts: KeptFacts;
  readonly limit: number;
  readonly offset: number;
}

/** Messages that were not ended, latest first, and how many there are. */
export async function findKept(
  runner: Runner,
  query: KeptQuery,
): Promise<{ readonly total: number; readonly messages: readonly KeptMessage[] }> {
  const { rows } = await runner.query<KeptMessage & { total: number }>(
    `select kept_no, institution_code, transaction_code, message_id, person_no, received_at,
            input, issued, count(*) over ()::int as total
       from gateway.kept_message kept
      where institution_code = $1 and transaction_code = $2 and facts @> $3
        and not exists (select from gateway.kept_end where kept_no = kept.kept_no)
      order by kept_no desc limit $4 offset $5`,
    [
      query.institution_code,
      query.transaction_code,
      JSON.stringify(query.facts),
      query.limit,
      query.offset,
    ],
  );
  return { total: rows[0]?.total ?? 0, messages: rows.map(({ total: _, ...message }) => message) };
}

export interface KeptOfPerson {
  readonly person_no: string;
  readonly transaction_code: string;
  /** Every field has one of its values equal to the one here. */
  readonly facts: KeptFacts;
  readonly limit: number;
}

/** What any institution has sent of a person and nobody has ended, latest first. */
export async function findKeptOfPerson(
  runner: Runner,
  { person_no, transaction_code, facts, limit }: KeptOfPerson,
): Promise<readonly KeptMessage[]> {
  const { rows } = await runner.query<KeptMessage>(
    `select kept_no, institution_code, transaction_code, message_id, person_no, received_at,
            input, issued
       from gateway.kept_message kept
      where person_no = $1 and person_no <> '' and transaction_code = $2 and facts @> $3
        and not exists (select from gateway.kept_end where kept_no = kept.kept_no)
      order by kept_no desc limit $4`,
    [person_no, transaction_code, JSON.stringify(facts), limit],
  );
  return rows;
}

export interface KeptCount {
  readonly institution_code: string;
  readonly transaction_code: string;
  readonly count: number;
  readonly last_at: Date;
}

/** How many messages of each transaction each institution has sent to be kept. */
export async function countKept(
  runner: Runner,
  institution_code: string | null,
): Promise<readonly KeptCount[]> {
  const { rows } = await runner.query<KeptCount>(
    `select institution_code, transaction_code, count(*)::int as count, max(received_at) as last_at
       from gateway.kept_message where $1::text is null or institution_code = $1
      group by 1, 2 order by 1, 2`,
    [institution_code],
  );
  return rows;
}
