import type { PeerTransaction } from "../settle/peer-transaction.ts";
import { peerWriter } from "../settle/pg-peer.ts";
import { type Paced, paced } from "./paced.ts";

/** The bare client at a steady rate, in a process of its own like the load generator of ours. */
export interface PeerRound {
  readonly databaseUrl: string;
  readonly transaction: PeerTransaction;
  readonly people: number;
  readonly connections: number;
  readonly first: number;
  readonly count: number;
  readonly rate: number;
}

if (process.send) {
  process.on("message", (round: PeerRound) => {
    run(round).then(
      (result) => process.send?.(result),
      (error: Error) => process.send?.({ error: error.message }),
    );
  });
  process.on("disconnect", () => process.exit(0));
}

async function run(round: PeerRound): Promise<Paced> {
  const { databaseUrl, transaction, people, connections, first, count, rate } = round;
  const writer = await peerWriter(databaseUrl, transaction, people, connections);
  try {
    return await paced(writer.clients, count, rate, (client, n) => writer.write(client, first + n));
  } finally {
    await writer.close();
  }
}
