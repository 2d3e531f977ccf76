import { migrate, openStore, type Store } from "../../src/store/index.ts";
import { BALANCE_FEN } from "./population.ts";
import { PEOPLE } from "./stage.ts";

/** The same tables by the same migrations, and the state rows that every settlement moves. */
export async function peerDatabase(databaseUrl: string): Promise<Store> {
  const store = await openStore({ databaseUrl, maximumConnections: 2, log: () => undefined });
  await migrate(store);
  await store.query(
    `insert into people.person_state (person_no, balance_fen)
     select 'B' || lpad(n::text, 9, '0'), $1 from generate_series(0, $2::int - 1) n`,
    [BALANCE_FEN, PEOPLE],
  );
  return store;
}
