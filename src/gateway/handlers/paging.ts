import { YibaoError } from "../../kernel/index.ts";
import { quoted } from "../wire-value.ts";

/** Pages of queries that answer with the members of a pager beside their rows. */
export interface PageAsked {
  readonly page_num: number;
  readonly page_size: number;
  readonly offset: number;
  readonly limit: number;
}

const PAGE_SIZE_DEFAULT = 100;
const PAGE_SIZE_MAX = 1_000;
/** So that the offset stays a number that every database takes. */
const PAGE_NUM_MAX = 1_000_000;

/**
 * The page asked for, by text or number; the first hundred where none is named.
 * @throws YibaoError CATALOGUE-PAGE
 */
export function pageAsked(num: string | number | undefined, size: string | number | undefined) {
  const page_num = wholeNumber(num, 1);
  const page_size = wholeNumber(size, PAGE_SIZE_DEFAULT);
  if (page_num < 1 || page_num > PAGE_NUM_MAX || page_size < 1 || page_size > PAGE_SIZE_MAX) {
    throw new YibaoError("CATALOGUE-PAGE", {
      page_num: quoted(num ?? page_num),
      page_size: quoted(size ?? page_size),
      size_max: PAGE_SIZE_MAX,
    });
  }
  const offset = (page_num - 1) * page_size;
  return { page_num, page_size, offset, limit: page_size } satisfies PageAsked;
}

function wholeNumber(value: string | number | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const text = String(value).trim();
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

/** The members that clients turn pages by. */
export function pager({ page_num, page_size, offset }: PageAsked, count: number, size: number) {
  const pages = Math.ceil(count / page_size);
  const isFirstPage = page_num === 1;
  const isLastPage = page_num >= pages;
  return {
    pageNum: page_num,
    pageSize: page_size,
    startRow: size === 0 ? 0 : offset + 1,
    endRow: offset + size,
    recordCounts: count,
    size,
    pages,
    isFirstPage,
    isLastPage,
    firstPage: isFirstPage,
    lastPage: isLastPage,
  };
}
