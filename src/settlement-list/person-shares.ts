import { type Fen, fen } from "../kernel/index.ts";
import type { Split } from "../policy/index.ts";
import type { ChargeLine } from "../settlement/index.ts";
import type { ListItem } from "./list-content.ts";

/** What a list shows of a settlement's money beside the funds. */
export interface PersonShares {
  /** 个人自费: what no policy covers — off the catalogue, over the ceiling. */
  readonly own_pay_fen: Fen;
  /** 个人自付: the rest of what the person bears. */
  readonly self_pay_fen: Fen;
}

/** The two add up to what the person bears: account and cash. */
export function personShares(split: Split): PersonShares {
  const person_fen = split.account_fen + split.cash_fen;
  const own_pay_fen = Math.min(person_fen, split.full_self_fen + split.over_limit_fen);
  return { own_pay_fen: fen(own_pay_fen), self_pay_fen: fen(person_fen - own_pay_fen) };
}

/** A settlement's lines by charge type, in the order of the types. */
export function itemsByChargeType(lines: readonly ChargeLine[]): ListItem[] {
  const items = new Map<string, Record<keyof Omit<ListItem, "charge_type">, number>>();
  for (const { charge_type, amount_fen, settled_class } of lines) {
    const item = items.get(charge_type) ?? {
      amount_fen: 0,
      class_a_fen: 0,
      class_b_fen: 0,
      full_self_fen: 0,
      other_fen: 0,
    };
    item.amount_fen += amount_fen;
    if (settled_class === "A") item.class_a_fen += amount_fen;
    else if (settled_class === "B") item.class_b_fen += amount_fen;
    else item.full_self_fen += amount_fen;
    items.set(charge_type, item);
  }
  return [...items.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([charge_type, item]) => ({ charge_type, ...item }) as ListItem);
}
