import pg from "pg";
import { packageVersion } from "../machine.ts";
import type { PeerClient } from "./peer-client.ts";
import type { PeerTransaction } from "./peer-transaction.ts";

/** Writes one settlement over one of its connections. */
export interface PeerWriter {
  readonly clients: readonly pg.Client[];
  write(client: pg.Client, n: number): Promise<void>;
  close(): Promise<void>;
}

/** Connections that write the rows of settlements, prepared statement after statement. */
export async function peerWriter(
  databaseUrl: string,
  transaction: PeerTransaction,
  people: number,
  connections: number,
): Promise<PeerWriter> {
  const clients: pg.Client[] = [];
  for (let index = 0; index < connections; index += 1) {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    clients.push(client);
  }
  const prepared = transaction.statements.map(positional);
  const valueFor = (name: string, n: number) => {
    if (name === "n") return String(n);
    if (name === "person") return String(n % people);
    return transaction.constants[name] as string;
  };
  return {
    clients,
    async write(client, n) {
      await client.query("begin");
      for (const [index, { text, names }] of prepared.entries()) {
        const values = names.map((name) => valueFor(name, n));
        await client.query({ name: `peer-${index}`, text, values });
      }
      await client.query("commit");
    },
    async close() {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

/** A loop over `pg` in this process, for machines without pgbench. */
export async function pgPeer(
  databaseUrl: string,
  transaction: PeerTransaction,
  people: number,
  connections: number,
): Promise<PeerClient> {
  const { clients, write, close } = await peerWriter(databaseUrl, transaction, people, connections);
  return {
    name: "pg",
    version: packageVersion("pg"),
    async round(first, count) {
      let next = first;
      const started = process.hrtime.bigint();
      const loop = async (client: pg.Client) => {
        while (next < first + count) {
          const n = next;
          next += 1;
          await write(client, n);
        }
      };
      await Promise.all(clients.map(loop));
      return count / (Number(process.hrtime.bigint() - started) / 1e9);
    },
    close,
  };
}

/** `:name` to `$1`, … each its own, as pgbench does it. */
function positional(statement: string): { text: string; names: string[] } {
  const names: string[] = [];
  const text = statement.replace(/(?<!:):([a-z_]\w*)/g, (_, name: string) => {
    names.push(name);
    return `$${names.length}`;
  });
  return { text, names };
}
