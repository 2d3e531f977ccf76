import type { Sum } from "./place-loose.ts";

/** What the columns of a form add up to, by id; parts that a table does not print are left out. */
const SUMS: Readonly<Record<string, readonly (readonly [string, readonly string[]])[]>> = {
  income: [
    [
      "total",
      [
        ...["appropriation", "general", "fund", "capital", "special-account", "superior"],
        ...["superior-finance", "business", "operating", "affiliated", "other", "unit"],
        ...["surplus-used", "opening"],
      ],
    ],
    ["general", ["general-allotted", "general-nontax"]],
  ],
  spending: [
    ["total", ["basic", "project", "upward", "operating", "affiliated"]],
    ["basic", ["basic-personnel", "basic-public"]],
  ],
  functional: [
    ["total", ["basic", "project"]],
    ["basic", ["basic-personnel", "basic-public"]],
  ],
  economic: [["total", ["personnel", "public"]]],
  sides: [["amount", ["general", "fund", "capital"]]],
};

/** The sums that hold in each row of a table with these columns. */
export function columnSums(group: string, columns: readonly (string | null)[]): readonly Sum[] {
  const own = SUMS[group === "functional-spending" ? "functional" : group] ?? [];
  return own.flatMap(([id, ids]) => {
    const total = columns.indexOf(id);
    const nested = id === "total" && columns.includes("appropriation") ? WITHIN : [];
    const parts = ids
      .filter((part) => !nested.includes(part))
      .map((part) => columns.indexOf(part))
      .filter((part) => part >= 0);
    return total < 0 || parts.length === 0 ? [] : [{ total, parts }];
  });
}

/** Parts of the appropriation where that is a column of its own. */
const WITHIN: readonly string[] = ["general", "fund", "capital"];
