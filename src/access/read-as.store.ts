import type pg from "pg";
import type { Store } from "../store/index.ts";
import type { Caller } from "./caller.ts";
import { rowLimitsOf } from "./region-limit.ts";

/** A read of the browser that takes longer has lost its reader. */
const LONGEST_READ = "30s";

/**
 * Runs `work` in one read-only transaction on one snapshot, as the database role
 * `yibao_workbench`, which sees only rows of the caller's regions, person or institution
 * (migrations/0002-row-limits.sql). `work` is run once; it must not change role or settings.
 */
export async function readAs<T>(
  store: Store,
  caller: Caller,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await store.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(opening(client, caller));
    const value = await work(client);
    await client.query("commit");
    return value;
  } catch (error) {
    // A connection that cannot even roll back keeps the role: it must not go back to the pool.
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * One round trip. Compiling a query costs more than these take: the planner thinks policies dear.
 * All three settings are always set: none is left over from elsewhere.
 */
function opening(client: pg.PoolClient, caller: Caller): string {
  const { regions, person, institution } = rowLimitsOf(caller);
  const value = (text: string): string => client.escapeLiteral(text);
  return `begin transaction isolation level repeatable read read only;
    set local statement_timeout = '${LONGEST_READ}';
    set local jit = off;
    select set_config('yibao.regions', ${value(regions)}, true),
           set_config('yibao.person', ${value(person)}, true),
           set_config('yibao.institution', ${value(institution)}, true);
    set local role yibao_workbench`;
}
