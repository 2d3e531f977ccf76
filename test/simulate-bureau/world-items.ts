import { chanceOf } from "./random.ts";
import type { ItemPlan } from "./world.ts";

/** What may be charged: drugs, services, consumables of all classes, with shares and ceilings. */

const COUNT = 26;

export function makeItems(seed: number): ItemPlan[] {
  const chance = chanceOf(seed, "items");
  return Array.from({ length: COUNT }, (_, index) => {
    const item_class = chance.weighted<ItemPlan["item_class"]>([
      [4, "A"],
      [5, "B"],
      [2, "C"],
    ]);
    const [list_type, charge_type] = chance.pick([
      ["101", "09"],
      ["201", "02"],
      ["201", "06"],
      ["301", "08"],
    ] as const);
    const usual_price = chance.weighted([
      [6, chance.between(500, 90_000) * 1_000],
      [3, chance.between(90, 900) * 1_000_000],
      [1, chance.between(1_000, 9_000) * 1_000_000],
    ]);
    const shares: Record<string, number> = {};
    if (item_class === "B") {
      shares[""] = chance.pick([50_000, 100_000, 150_000, 200_000, 333_300]);
      if (chance.percent(25)) shares["390"] = chance.pick([120_000, 250_000]);
    }
    const ceilings: Record<string, number> = {};
    if (item_class !== "C" && chance.percent(40)) {
      ceilings[""] = ceilingNear(usual_price, chance.between(700, 1_200));
      if (chance.percent(50)) ceilings.level3 = ceilingNear(usual_price, 1_000);
    }
    return {
      code: `SIM${list_type}${String(index + 1).padStart(4, "0")}`,
      name: `演示项目${index + 1}`,
      item_class,
      limited_use: item_class === "B" && chance.percent(15),
      paid_alone: item_class === "B" && list_type === "101" && chance.percent(12),
      list_type,
      charge_type,
      shares,
      ceilings,
      usual_price,
      mapped: index !== COUNT - 1,
    };
  });
}

/** So many thousandths of a price, to the fen. */
export function ceilingNear(price: number, thousandths: number): number {
  return Math.max(1, Math.round((price / 10_000_000) * thousandths)) * 10_000;
}

/** An institution's own code of an item. */
export function ownCode(item_code: string): string {
  return `OWN-${item_code}`;
}
