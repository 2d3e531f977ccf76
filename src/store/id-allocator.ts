import type { Store } from "./store.ts";

/**
 * Hands out identifiers known before the insert, without a round trip for each: one `nextval` of a
 * sequence with `increment by N` reserves N numbers. Numbers of a block left unused at the end of
 * the process are lost: identifiers are unique and rise within a process, they are not gapless.
 */
export function createIdAllocator(store: Store, sequence: string): () => Promise<number> {
  let next = 0;
  let end = 0;
  let refill: Promise<void> | null = null;

  const reserve = async (): Promise<void> => {
    const { rows } = await store.query<{ first: number; size: number }>(
      `select nextval($1::regclass) as first, seqincrement as size
         from pg_sequence where seqrelid = $1::regclass`,
      [sequence],
    );
    const block = rows[0] as { first: number; size: number };
    next = block.first;
    end = block.first + block.size;
  };

  return async () => {
    while (next >= end) {
      refill ??= reserve().finally(() => {
        refill = null;
      });
      await refill;
    }
    const id = next;
    next += 1;
    return id;
  };
}
