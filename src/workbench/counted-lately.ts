import type { House } from "./house.ts";
import type { PageAsked } from "./list-route.ts";
import type { Context } from "./route.ts";

/**
 * Counting a list looks at every row of it, and who turns pages is told the same number each time.
 * So a number holds for other pages and orders of the same list for a short while; a page that is
 * asked for again is counted anew.
 */
const HOLDS_MILLISECONDS = 15_000;
const KEPT_MOST = 500;

interface Counted {
  readonly at: number;
  readonly total: number | null;
  readonly pages: Set<string>;
}

const kept = new WeakMap<House, Map<string, Counted>>();

/** @param list what is counted: its name and by what its rows are chosen */
export async function countedLately(
  { house, caller, now }: Pick<Context, "house" | "caller" | "now">,
  list: readonly unknown[],
  { offset, limit, sort }: PageAsked,
  count: () => Promise<number | null>,
): Promise<number | null> {
  const numbers = kept.get(house) ?? new Map<string, Counted>();
  kept.set(house, numbers);
  const { regions, institution_code, person_no } = caller;
  const key = JSON.stringify([regions, institution_code, person_no, ...list]);
  const page = JSON.stringify([offset, limit, sort]);
  const known = numbers.get(key);
  const isFresh = known !== undefined && now.getTime() - known.at < HOLDS_MILLISECONDS;
  if (isFresh && !known.pages.has(page)) {
    known.pages.add(page);
    return known.total;
  }
  const total = await count();
  numbers.delete(key);
  numbers.set(key, { at: now.getTime(), total, pages: new Set([page]) });
  const [oldest] = numbers.keys();
  if (numbers.size > KEPT_MOST && oldest !== undefined) numbers.delete(oldest);
  return total;
}
