import pg from "pg";
import { packageVersion } from "../machine.ts";
import type { PeerClient } from "./peer-client.ts";
import type { PeerTransaction } from "./peer-transaction.ts";

/** A loop over `pg` in this process, for machines without pgbench; prepared statements too. */
export async function pgPeer(
  databaseUrl: string,
  transaction: PeerTransaction,
  people: number,
  connections: number,
): Promise<PeerClient> {
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
  const write = async (client: pg.Client, n: number) => {
    await client.query("begin");
    for (const [index, { text, names }] of prepared.entries()) {
      const values = names.map((name) => valueFor(name, n));
      await client.query({ name: `peer-${index}`, text, values });
    }
    await client.query("commit");
  };
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
    async close() {
      await Promise.all(clients.map((client) => client.end()));
    },
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
