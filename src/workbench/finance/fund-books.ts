import { type Book, listBooks, type PoolMove, poolMoves } from "../../ledger/index.ts";
import type { Context } from "../route.ts";
import { type PoolBooks, poolBooks, poolTitle } from "./finance-words.ts";

/** One fund pool with its books. */
export interface FundBooks {
  readonly pool: string;
  readonly title: string;
  readonly title_en: string;
  readonly books: PoolBooks;
}

/** The books of every fund pool of a region that the caller may see; the largest spender first. */
export async function fundBooks(
  { read, house }: Pick<Context, "read" | "house">,
  region: string,
): Promise<readonly FundBooks[]> {
  const book: Book = "funds";
  const moves = await read(async (runner) => {
    const known = (await listBooks(runner)).find(
      (one) => one.book === book && one.region === region,
    );
    return poolMoves(runner, { book, region, pools: known?.pools ?? [] });
  });
  const byPool = new Map<string, PoolMove[]>();
  for (const move of moves) byPool.set(move.pool, [...(byPool.get(move.pool) ?? []), move]);
  return [...byPool]
    .map(([pool, own]) => {
      const { zh, en } = poolTitle(house.region.value, pool);
      const books = poolBooks(own);
      return { pool, title: zh, title_en: en, books };
    })
    .toSorted((a, b) => spending(b.books) - spending(a.books));
}

function spending({ months }: PoolBooks): number {
  let sum = 0;
  for (const { spending_fen } of months.values()) sum += spending_fen;
  return sum;
}
