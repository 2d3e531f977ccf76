import type { CatalogueEntry } from "../../catalogue/index.ts";

/** What makes a mapping doubtful before anybody has looked at it. Pure. */

export const DOUBTS = ["item-ended", "type-differs", "name-far", "unit-differs", "price"] as const;
export type DoubtKind = (typeof DOUBTS)[number];

export interface Doubt {
  readonly kind: DoubtKind;
  readonly reason: string;
}

export interface MappingFacts {
  /** As the institution sent it; null where it was not said. */
  readonly own_name: string | null;
  readonly own_list_type: string | null;
  readonly own_unit: string | null;
  /** The item on the day; null when the catalogue has none then. */
  readonly entry: CatalogueEntry | null;
  /** What an order of it cost above the ceiling, in yuan; null: no such order. */
  readonly overpriced_yuan: string | null;
  readonly ceiling_yuan: string | null;
}

/** Below this share of common characters two names are said to be far from each other. */
const NEAR_PERCENT = 50;

export function mappingDoubts(facts: MappingFacts): readonly Doubt[] {
  const { own_name, own_list_type, own_unit, entry, overpriced_yuan, ceiling_yuan } = facts;
  if (entry === null) return [{ kind: "item-ended", reason: "医保目录里现在没有这个编码" }];
  const doubts: Doubt[] = [];
  if (own_list_type !== null && own_list_type !== entry.list_type) {
    const reason = `上传的目录类别是 ${own_list_type}，医保目录是 ${entry.list_type}`;
    doubts.push({ kind: "type-differs", reason });
  }
  if (own_name !== null && nearnessPercent(own_name, entry.name) < NEAR_PERCENT) {
    doubts.push({ kind: "name-far", reason: `名称“${own_name}”与“${entry.name}”相差很大` });
  }
  if (own_unit !== null && entry.unit !== "" && own_unit !== entry.unit) {
    const reason = `计价单位是“${own_unit}”，医保目录是“${entry.unit}”`;
    doubts.push({ kind: "unit-differs", reason });
  }
  if (overpriced_yuan !== null) {
    const ceiling = ceiling_yuan === null ? "" : `，限价 ${ceiling_yuan} 元`;
    const reason = `医嘱审核发现单价 ${overpriced_yuan} 元${ceiling}`;
    doubts.push({ kind: "price", reason });
  }
  return doubts;
}

/** How much of the shorter name stands in the other, 0 to 100: letters, digits, Han characters. */
export function nearnessPercent(one: string, other: string): number {
  const sets = [lettersOf(one), lettersOf(other)].toSorted((a, b) => a.size - b.size);
  const [shorter, longer] = sets as [Set<string>, Set<string>];
  if (shorter.size === 0) return longer.size === 0 ? 100 : 0;
  const common = [...shorter].filter((letter) => longer.has(letter)).length;
  return Math.floor((common * 100) / shorter.size);
}

function lettersOf(name: string): Set<string> {
  return new Set(name.toLowerCase().match(/[\p{Script=Han}\p{L}\p{N}]/gu) ?? []);
}
