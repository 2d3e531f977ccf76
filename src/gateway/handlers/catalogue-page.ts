import type { Page, Paged } from "../../catalogue/index.ts";

/** What the paged readings of the catalogue (1304, 1312, 1316 to 1319) have in common. */

export function pageOf({ page_num, page_size }: Page): Page {
  return { page_num, page_size };
}

export const NOTHING: Paged<never> = { total: 0, rows: [] };

/** The members that clients turn pages by, beside the rows of this page. */
export function pageNode<From, To>(
  { page_num, page_size }: Page,
  { total, rows }: Paged<From>,
  toRow: (row: From) => To,
) {
  const pages = Math.ceil(total / page_size);
  const before = (page_num - 1) * page_size;
  return {
    recordCounts: total,
    pages,
    pageNum: page_num,
    pageSize: page_size,
    size: rows.length,
    startRow: rows.length === 0 ? 0 : before + 1,
    endRow: rows.length === 0 ? 0 : before + rows.length,
    firstPage: page_num === 1,
    lastPage: page_num >= pages,
    data: rows.map(toRow),
  };
}

/** Pools of one city share digits; a province's or the nation's code asks for all. */
export function inPool(
  region: string,
  { insu_admdvs }: { readonly insu_admdvs?: string | undefined },
): boolean {
  return insu_admdvs === undefined || region.startsWith(poolOf(insu_admdvs));
}

function poolOf(insu_admdvs: string): string {
  return insu_admdvs.slice(0, POOL_DIGITS).replace(/(?:00)+$/, "");
}

/** Digits of a region code that name the pool: province and city. */
const POOL_DIGITS = 4;

/** A member that is there only when it has a value. */
export function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value });
}
