import type { FastifyInstance } from "fastify";
import type { Intake } from "../gateway/index.ts";

/**
 * Stops HTTP under load: the listener closes, what comes on open connections is refused with the
 * time to send it again, what has been accepted is finished and answered. Bounded: a client that
 * does not take its answer, or a database that does not answer, cannot hold up the stop.
 */

const SWEEP_MILLISECONDS = 50;
/** For connections that never sent a whole request; nothing of theirs has been accepted. */
const LINGER_MILLISECONDS = 1_000;
const MOST_MILLISECONDS = 30_000;

export async function stopHttp(app: FastifyInstance, intake: Intake | undefined): Promise<void> {
  intake?.stop();
  const started = performance.now();
  let busy = started;
  // A connection becomes idle when its last answer is out; Node closes only those idle already.
  const sweeping = setInterval(() => {
    const now = performance.now();
    if ((intake?.in_flight ?? 0) > 0) busy = now;
    const over = now - busy > LINGER_MILLISECONDS || now - started > MOST_MILLISECONDS;
    if (over) app.server.closeAllConnections();
    else app.server.closeIdleConnections();
  }, SWEEP_MILLISECONDS);
  try {
    await app.close();
  } finally {
    clearInterval(sweeping);
  }
}
