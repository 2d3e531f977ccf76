import type { Browser } from "playwright-core";
import { DEMO_PASSWORD } from "../src/access/index.ts";
import { type BenchOptions, type BenchResult, OutputsDiffer } from "./bench-result.ts";
import { machine, packageVersion, today } from "./machine.ts";
import { median, rounded } from "./rounds.ts";
import { type Cookies, firstRow, newReader, openBrowser, signedIn } from "./workbench/browser.ts";
import { addPeople, type DemoHouse, openDemoHouse } from "./workbench/demo-house.ts";
import { bundlePeer, type PeerPages } from "./workbench/peer-page.ts";
import {
  ACTS,
  type Act,
  assertShown,
  type Expected,
  ourList,
  peerList,
  rowsOfExport,
  type Side,
  type Times,
  useList,
} from "./workbench/people-list.ts";

/**
 * `bench workbench`: what a clerk waits for in a real browser. A settlement explained, from the
 * address to its first row; and a list of 100,000 people: the first row, another page, another
 * order, a filter, against antd's own table with all the rows in the browser.
 */

const ROWS = 100_000;
const ROUNDS = 10;
const CLERK = { account: "agency-clerk", password: DEMO_PASSWORD };
/** Of the employers that are made up for the list. */
const EMPLOYER = "测量单位12";
const SETTLEMENT_GOAL_MS = 1_000;
const ACT_GOAL_MS = 200;

/**
 * Ours ÷ the peer's milliseconds, at most. The peer has every row at hand once it has fetched them;
 * an act of ours asks the server, which asks Postgres for the rows that this reader may see.
 */
const TARGETS: Readonly<Record<Act, { readonly what: string; readonly at_most: number }>> = {
  first_row: { what: "第一行", at_most: 1 },
  next_page: { what: "翻页", at_most: 5 },
  sort: { what: "排序", at_most: 5 },
  filter: { what: "筛选", at_most: 5 },
};

interface Stage {
  readonly house: DemoHouse;
  readonly browser: Browser;
  readonly peer: PeerPages;
  readonly cookies: Cookies;
}

export async function run(options: BenchOptions): Promise<BenchResult> {
  const ends: (() => unknown)[] = [];
  try {
    const browser = await openBrowser();
    ends.push(() => browser.close());
    options.progress("打包对手的网页");
    const peer = bundlePeer();
    ends.push(() => peer.close());
    options.progress("启动演示库；首次填充约一分钟，用 --data 留着它");
    const house = await openDemoHouse(options);
    ends.push(() => house.close());
    const cookies = await signedIn(browser, house.url, CLERK);
    const stage = { house, browser, peer, cookies };
    options.progress(`结算说明：${ROUNDS} 份，每份都用没有缓存的浏览器打开`);
    const settlements = await measureSettlements(stage);
    options.progress(`参保人名册补足 ${ROWS.toLocaleString("en-US")} 行`);
    const rows = await listedRows(stage);
    const table = await peer.serve(rows);
    ends.push(() => table.close());
    const sides = [ourList(house.url), peerList(table.url)] as const;
    const rounds = await measureLists(stage, sides, { rows, employer: EMPLOYER }, options);
    return result(house.postgres, settlements, rounds);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** The costliest settlements, whose pages are the longest; each by a browser without a cache. */
async function measureSettlements({ house, browser, peer, cookies }: Stage): Promise<number[]> {
  const { rows } = await house.store.query<{ person_no: string; settlement_id: number }>(
    `select person_no, settlement_id from settlement.settlement
      order by total_fen desc, settlement_id limit ${ROUNDS + 1}`,
  );
  const times: number[] = [];
  for (const { person_no, settlement_id } of rows) {
    const context = await newReader(browser, { measure: peer.measure, cookies });
    const page = await context.newPage();
    const address = `${house.url}/workbench/people/${person_no}/settlements/${settlement_id}`;
    times.push(await firstRow(page, address));
    await context.close();
  }
  // The first warms up the server.
  return times.slice(1);
}

async function listedRows({ house, browser, cookies }: Stage): Promise<Expected["rows"]> {
  const context = await browser.newContext();
  try {
    await context.addCookies(cookies);
    const ask = (query: string) => context.request.get(`${house.url}/api/v1/people?${query}`);
    const { total } = (await (await ask("limit=1")).json()) as { readonly total: number };
    if (total < ROWS) await addPeople(house.store, ROWS - total);
    const rows = rowsOfExport(await (await ask("format=csv")).text());
    if (rows.length !== ROWS) throw new OutputsDiffer("名册", "行数", rows.length, ROWS);
    return rows;
  } finally {
    await context.close();
  }
}

/** The equality of what is shown first; then in turn, each time a page opened anew. */
async function measureLists(
  { browser, peer, cookies }: Stage,
  sides: readonly [Side, Side],
  expected: Expected,
  { progress }: BenchOptions,
): Promise<readonly (readonly Times[])[]> {
  const context = await newReader(browser, { measure: peer.measure, cookies });
  const pages = [await context.newPage(), await context.newPage()] as const;
  const times: [Times[], Times[]] = [[], []];
  progress("核对两边每一步所显示的行");
  for (const [index, side] of sides.entries()) {
    const page = pages[index as 0 | 1];
    await page.bringToFront();
    await useList(page, side, expected, (act, rows) => assertShown(page, side, act, rows));
  }
  progress(`轮流计时 ${ROUNDS} 轮：第一行、翻页、排序、筛选`);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, side] of sides.entries()) {
      const page = pages[index as 0 | 1];
      // A page behind another is drawn when the browser likes.
      await page.bringToFront();
      times[index as 0 | 1].push(await useList(page, side, expected));
    }
  }
  await context.close();
  return times;
}

function spread(all: readonly number[]) {
  return { median_ms: rounded(median(all)), worst_ms: rounded(Math.max(...all)) };
}

function result(
  postgres: string,
  settlements: readonly number[],
  [ours = [], theirs = []]: readonly (readonly Times[])[],
): BenchResult {
  const of = (times: readonly Times[], act: Act) => times.map((one) => one[act]);
  const page_ms = median(of(ours, "next_page"));
  const explained = spread(settlements);
  return {
    name: "workbench",
    ours: { per_second: rounded(1_000 / page_ms), what: `${ROWS / 10_000} 万行的表翻页` },
    peers: ACTS.map((act) => {
      const their_ms = median(of(theirs, act));
      const { what, at_most } = TARGETS[act];
      return {
        ...{ name: "antd Table（行都在浏览器里）", version: packageVersion("antd") },
        per_second: rounded(1_000 / their_ms),
        ratio: rounded(median(of(ours, act)) / their_ms),
        target: at_most,
        ratio_of: { what, less_is_better: true },
        outputs_equal: true,
      };
    }),
    machine: machine(postgres),
    date: today(),
    details: {
      explained_settlement: {
        ...{ ...explained, goal_ms: SETTLEMENT_GOAL_MS },
        reached: explained.median_ms <= SETTLEMENT_GOAL_MS,
      },
      list_rows: ROWS,
      ours: Object.fromEntries(ACTS.map((act) => [act, goalOf(act, of(ours, act))])),
      peer: Object.fromEntries(ACTS.map((act) => [act, spread(of(theirs, act))])),
      rounds: ROUNDS,
    },
  };
}

function goalOf(act: Act, times: readonly number[]) {
  const found = spread(times);
  if (act === "first_row") return found;
  return { ...found, goal_ms: ACT_GOAL_MS, reached: found.median_ms <= ACT_GOAL_MS };
}
