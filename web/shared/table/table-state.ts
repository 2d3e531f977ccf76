import { useMemo, useState } from "react";
import { useSearchParams } from "wouter";
import type { TableFilter } from "./table-types.ts";

/**
 * Where a table stands: page, order and filters. It is kept in the address of the page, so that a
 * link or a reload shows the same; what may name a person is kept in the page alone.
 */
export interface TableState {
  readonly offset: number;
  readonly limit: number;
  /** A column's key, `-` before it for the largest first. */
  readonly sort: string | null;
  readonly filters: Readonly<Record<string, string>>;
}

export interface TableStateHandle extends TableState {
  setFilters(filters: Readonly<Record<string, string>>): void;
  setSort(sort: string | null): void;
  setOffset(offset: number): void;
  setLimit(limit: number): void;
}

export const PAGE_SIZES = [20, 50, 100, 200] as const;
const USUAL_SIZE = 50;

/** @param prefix of the names in the address, where a page has several tables */
export function useTableState(filters: readonly TableFilter[], prefix: string): TableStateHandle {
  const [search, setSearch] = useSearchParams();
  const [personal, setPersonal] = useState<Readonly<Record<string, string>>>({});
  const state = useMemo(
    () => ({
      offset: wholeNumber(search.get(`${prefix}offset`), 0),
      limit: wholeNumber(search.get(`${prefix}limit`), USUAL_SIZE),
      sort: search.get(`${prefix}sort`),
      filters: { ...filtersIn(search, filters, prefix), ...personal },
    }),
    [search, filters, prefix, personal],
  );
  const change = (values: Readonly<Record<string, string | null>>) => {
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(values)) {
          if (value === null || value === "") after.delete(prefix + name);
          else after.set(prefix + name, value);
        }
        return after;
      },
      { replace: true },
    );
  };
  return {
    ...state,
    setFilters: (chosen) => {
      const own = filters.filter((one) => one.personal);
      setPersonal(pick(chosen, own));
      const open = filters.filter((one) => !one.personal);
      const cleared = Object.fromEntries(open.map(({ key }) => [key, chosen[key] ?? null]));
      change({ ...cleared, offset: null });
    },
    setSort: (sort) => change({ sort, offset: null }),
    setOffset: (offset) => change({ offset: offset === 0 ? null : String(offset) }),
    setLimit: (limit) => change({ limit: String(limit), offset: null }),
  };
}

function filtersIn(search: URLSearchParams, filters: readonly TableFilter[], prefix: string) {
  const found = filters.flatMap(({ key, personal }) => {
    const value = personal ? null : search.get(prefix + key);
    return value === null || value === "" ? [] : [[key, value] as const];
  });
  return Object.fromEntries(found);
}

function pick(values: Readonly<Record<string, string>>, filters: readonly TableFilter[]) {
  const found = filters.flatMap(({ key }) => (values[key] ? [[key, values[key]] as const] : []));
  return Object.fromEntries(found);
}

function wholeNumber(text: string | null, usual: number): number {
  return text !== null && /^\d{1,8}$/.test(text) ? Number(text) : usual;
}
