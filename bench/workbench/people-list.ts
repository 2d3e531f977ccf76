import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { OutputsDiffer } from "../bench-result.ts";
import { enter, firstRow, type Place, press, rowTexts } from "./browser.ts";

/** The list of insured people, ours and the peer's, and what a reader does with it. */

export type PersonRow = Readonly<Record<string, string>>;

const KEYS = [
  ...["person_no", "name", "certificate_no", "sex", "born", "scheme", "person_type", "state"],
  ...["employer_name", "region"],
];

/** The rows as our list exports them. */
export function rowsOfExport(csv: string): readonly PersonRow[] {
  return parse(csv, { bom: true, columns: () => KEYS, relax_quotes: true });
}

export interface Side {
  readonly name: string;
  readonly url: string;
  readonly next: Place;
  readonly order: Place;
  readonly employer: Place;
}

export function ourList(url: string): Side {
  return {
    name: "本平台",
    url: `${url}/workbench/people`,
    next: { selector: ".table-pager button[aria-label='下一页']", index: 0 },
    order: { selector: ".data-table .ant-table-column-sorters", index: 0 },
    employer: { selector: "search input[type='text']", index: 1 },
  };
}

export function peerList(url: string): Side {
  return {
    name: "antd Table",
    url,
    next: { selector: ".ant-pagination-next button", index: 0 },
    order: { selector: ".ant-table-column-sorters", index: 0 },
    employer: { selector: "input[aria-label='用人单位']", index: 0 },
  };
}

const PAGE_ROWS = 50;
/** Rows of a page that both draw at once, whatever is out of sight. */
const COMPARED_ROWS = 8;

/** What comes first after each act: known beforehand from the rows. */
export interface Expected {
  readonly rows: readonly PersonRow[];
  readonly employer: string;
}

export const ACTS = ["first_row", "next_page", "sort", "filter"] as const;
export type Act = (typeof ACTS)[number];
export type Times = Readonly<Record<Act, number>>;

/** Each act once, on a page opened anew; milliseconds. `seen` looks at the rows after each. */
export async function useList(
  page: Page,
  side: Side,
  { rows, employer }: Expected,
  seen: (act: Act, expected: readonly PersonRow[]) => Promise<void> = async () => undefined,
): Promise<Times> {
  const first_row = await firstRow(page, side.url);
  await seen("first_row", rows);
  const second = rows.slice(PAGE_ROWS);
  const next_page = await press(page, side.next, keyOf(second));
  await seen("next_page", second);
  await press(page, side.order, keyOf(rows));
  const last = rows.toReversed();
  const sort = await press(page, side.order, keyOf(last));
  await seen("sort", last);
  const chosen = last.filter((row) => row.employer_name?.startsWith(employer));
  const filter = await enter(page, side.employer, employer, keyOf(chosen));
  await seen("filter", chosen);
  return { first_row, next_page, sort, filter };
}

function keyOf(rows: readonly PersonRow[]): string {
  return rows[0]?.person_no ?? "";
}

/** @throws OutputsDiffer where the page does not show the rows that it should */
export async function assertShown(
  page: Page,
  side: Side,
  act: Act,
  expected: readonly PersonRow[],
): Promise<void> {
  const wanted = expected.slice(0, COMPARED_ROWS).map((row) => KEYS.map((key) => row[key] || "—"));
  const shown = await rowTexts(page, COMPARED_ROWS);
  if (JSON.stringify(shown) !== JSON.stringify(wanted)) {
    throw new OutputsDiffer(side.name, act, shown, wanted);
  }
}
