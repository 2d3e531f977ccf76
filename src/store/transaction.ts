import type pg from "pg";

const MOST_ATTEMPTS = 5;
const SERIALIZATION_FAILURE = "40001";
const DEADLOCK_DETECTED = "40P01";

/**
 * Runs `work` in one READ COMMITTED transaction and returns its value only after the commit is
 * acknowledged. A deadlock or serialization failure, where the server has undone everything, runs
 * it again, up to five times: so `work` must keep no state outside and have no other effect.
 */
export async function runTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(pool, work);
    } catch (error) {
      if (attempt >= MOST_ATTEMPTS || !mayRetry(error)) throw error;
    }
  }
}

async function attemptOnce<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin isolation level read committed");
    const value = await work(client);
    const { command } = await client.query("commit");
    // The server answers COMMIT of a failed transaction with the tag ROLLBACK, not with an error.
    if (command !== "COMMIT") throw new Error("the transaction was rolled back at its commit");
    return value;
  } catch (error) {
    broken = await rolledBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Undoes the transaction; where even that fails the connection is not to be used again. */
async function rolledBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query("rollback");
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

function mayRetry(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED;
}
