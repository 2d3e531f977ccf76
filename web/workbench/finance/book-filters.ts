import { useMemo } from "react";
import { useCall } from "../../shared/client.ts";
import type { TableFilter } from "../../shared/table/table-types.ts";
import { both } from "./finance.words.ts";

/** Filters by book, region and pool, as the books have them. */
export function useBookFilters(): {
  readonly book: TableFilter;
  readonly region: TableFilter;
  readonly pool: TableFilter;
} {
  const books = useCall("GET /api/v1/ledger/books").data?.books;
  return useMemo(() => {
    const funds = (books ?? []).filter(({ book }) => book === "funds");
    const regions = new Map((books ?? []).map((one) => [one.region, one.region_title]));
    const pools = new Map(funds.flatMap((one) => one.pools.map((pool) => [pool.pool, pool])));
    return {
      book: {
        key: "book",
        title: both("book"),
        kind: "choice",
        width: 120,
        choices: [
          { value: "funds", title: both("bookFunds") },
          { value: "department", title: both("bookDepartment") },
        ],
      },
      region: {
        key: "region",
        title: both("region"),
        kind: "choice",
        width: 130,
        choices: [...regions].map(([value, title]) => ({ value, title })),
      },
      pool: {
        key: "pool",
        title: both("pool"),
        kind: "choice",
        width: 260,
        choices: [...pools.values()].map(({ pool, title, title_en }) => ({
          value: pool,
          title: { zh: title, en: title_en },
        })),
      },
    };
  }, [books]);
}
