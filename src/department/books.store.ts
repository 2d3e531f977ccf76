import type pg from "pg";
import { YibaoError } from "../kernel/index.ts";
import { departmentChart } from "../ledger/index.ts";
import { createIdAllocator, type Store } from "../store/index.ts";
import { type Act, assertAct, contentHash } from "./act.ts";

/** Whether a code stands in a chart of 政府收支分类科目 of a year. */
export type KnowsCode = (chart: CodeChart, code: string, year: number) => boolean;
export type CodeChart = "functional" | "departmental" | "governmental";

/** The department's books of a database: what every operation needs. */
export interface Books {
  readonly store: Store;
  readonly knows: KnowsCode;
  readonly nextEntryNo: () => Promise<number>;
  readonly chart: ReturnType<typeof departmentChart>;
}

export interface BooksOptions {
  readonly knows: KnowsCode;
}

export function openBooks(store: Store, { knows }: BooksOptions): Books {
  return {
    store,
    knows,
    nextEntryNo: createIdAllocator(store, "ledger.entry_no"),
    chart: departmentChart(),
  };
}

/**
 * Runs an operation once: its receipt is written in the same transaction. The same request again
 * gets the answer kept; nothing is done.
 * @throws YibaoError DEPARTMENT-REQUEST-REUSED when the content or the person differs
 */
export async function once<Answer extends object>(
  books: Books,
  operation: string,
  act: Act,
  content: unknown,
  work: (client: pg.PoolClient) => Promise<Answer>,
): Promise<Answer> {
  assertAct(act);
  const hash = contentHash(operation, act, content);
  return books.store.transaction(async (client) => {
    await lockName(client, `department request ${act.request_id}`);
    const { rows } = await client.query<{ content_hash: string; answer: Answer }>(
      "select content_hash, answer from department.request where request_id = $1",
      [act.request_id],
    );
    const [kept] = rows;
    if (kept !== undefined) {
      if (kept.content_hash === hash) return kept.answer;
      throw new YibaoError("DEPARTMENT-REQUEST-REUSED", { request_id: act.request_id });
    }
    const answer = await work(client);
    await client.query(
      `insert into department.request (request_id, operation, content_hash, person, reason,
         recorded_at, answer) values ($1, $2, $3, $4, $5, $6, $7)`,
      [act.request_id, operation, hash, act.person, act.reason, act.at, JSON.stringify(answer)],
    );
    return answer;
  });
}

/** Holds a name until the transaction ends. */
export async function lockName(client: pg.PoolClient, name: string): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [name]);
}

/** What changes a unit's year as a whole: budgets, adjustments, new lines, its end. */
export function lockYear(client: pg.PoolClient, unit_code: string, year: number): Promise<void> {
  return lockName(client, `department year ${unit_code}/${year}`);
}
