import type { CivilDate } from "../kernel/index.ts";
import type { Provenance } from "../policy/index.ts";
import {
  createReferenceCache,
  type ReferenceCache,
  type Runner,
  type Store,
} from "../store/index.ts";
import { LIMIT_CHANNEL } from "./item-limit.import.ts";
import { buildItemLimits, type ItemLimit, type ItemLimits, type LimitKind } from "./item-limit.ts";
import { LIMIT_KINDS } from "./limit-kind.ts";

interface LimitRow extends Provenance {
  readonly item_code: string;
  readonly kind: LimitKind;
  readonly value: string;
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
}

/** The limits of items in memory, loaded again after every import by anybody. */
export async function createItemLimitsCache(store: Store): Promise<ReferenceCache<ItemLimits>> {
  return createReferenceCache(store, LIMIT_CHANNEL, async () => {
    const { rows } = await store.query<LimitRow>(
      `select item_code, kind, value, document, clause, basis, confidence, valid_from, valid_to
       from supervision.item_limit`,
    );
    return buildItemLimits(rows.map(limitOf));
  });
}

function limitOf({ valid_from, valid_to, value: text, ...row }: LimitRow): ItemLimit {
  const value = LIMIT_KINDS[row.kind].read(text);
  if (value === null) throw new Error(`supervision.item_limit holds ${row.kind} “${text}”`);
  return { ...row, value, period: { from: valid_from, to: valid_to } };
}

/** A limit as it was written. */
export type ItemLimitText = LimitRow;

/** The limits of one item as they were written, every period of them, the latest first. */
export async function readItemLimits(
  runner: Runner,
  item_code: string,
): Promise<readonly ItemLimitText[]> {
  const { rows } = await runner.query<LimitRow>(
    `select item_code, kind, value, document, clause, basis, confidence, valid_from, valid_to
       from supervision.item_limit where item_code = $1 order by valid_from desc, kind limit 200`,
    [item_code],
  );
  return rows;
}
