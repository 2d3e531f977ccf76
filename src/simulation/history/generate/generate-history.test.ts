import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadRegion, type Region } from "../../../policy/index.ts";
import type { History, HistoryBatch, HistoryPeople } from "../history.ts";
import { openHistory } from "../read-history.ts";
import { resettle } from "../resettle.ts";
import { assumptionLines } from "./assumption-lines.ts";
import { generateHistory } from "./generate-history.ts";

// Goal: a made year is the same for the same seed, whole, in order, plausible, and settled by the
// real engine. Method: one town of 12,000 people, more than one batch of bills, looked at from all
// sides; small towns for what differs by seed.

let region: Region;
let root: string;
let town: History;
let batches: HistoryBatch[];
let people: HistoryPeople;

beforeAll(async () => {
  region = loadRegion("430400");
  root = await mkdtemp(join(tmpdir(), "yibao-history-"));
  await made("town", { people: 12_000 });
  town = await openHistory(join(root, "town"), { verify: true });
  batches = [];
  for (let index = 0; index < town.batches; index += 1) batches.push(await town.readBatch(index));
  people = await town.readPeople();
});
afterAll(async () => {
  await town?.close();
  await rm(root, { recursive: true, force: true });
});

function made(name: string, { people = 300, year = 2024, seed = "town-1" }) {
  return generateHistory({ region, people, year, seed, folder: join(root, name) });
}

function sum(column: (batch: HistoryBatch) => ArrayLike<number>): number {
  let total = 0;
  for (const batch of batches) {
    const values = column(batch);
    for (let row = 0; row < batch.bills.count; row += 1) total += values[row] as number;
  }
  return total;
}

/** How many rows a test holds for. */
function rows(holds: (batch: HistoryBatch, row: number) => boolean): number {
  let count = 0;
  for (const batch of batches) {
    for (let row = 0; row < batch.bills.count; row += 1) if (holds(batch, row)) count += 1;
  }
  return count;
}

describe("the bytes", () => {
  test("are the same for the same seed, and others for another seed or year", async () => {
    const first = await made("same-1", {});
    const second = await made("same-2", {});
    expect(second).toEqual(first);
    for (const other of [{ seed: "town-2" }, { year: 2025 }]) {
      const { sha256 } = await made(`other-${JSON.stringify(other)}`, other);
      expect(sha256["people.arrow"]).not.toBe(first.sha256["people.arrow"]);
      expect(sha256["bills.arrow"]).not.toBe(first.sha256["bills.arrow"]);
    }
  });

  test("of people and costs are those of every machine, whatever the policy is", async () => {
    await made("pinned", { seed: "pinned" });
    const history = await openHistory(join(root, "pinned"));
    const { bills } = await history.readBatch(0);
    const { columns, words } = await history.readPeople();
    await history.close();
    const told = Object.entries(columns)
      .filter(([name]) => !name.endsWith("bill") && !name.endsWith("bills"))
      .map(([name, values]) =>
        [...(values as Iterable<string | number>)].map((one) => words[name]?.[Number(one)] ?? one),
      );
    const hash = createHash("sha256").update(JSON.stringify(told)).digest("hex");
    let mixed = 0;
    for (const total of bills.total_fen) mixed = (Math.imul(mixed, 31) + total) | 0;
    // Another value here is another GENERATOR_VERSION.
    expect([hash, bills.count, mixed]).toEqual(PINNED);
  });

  test("of a person do not depend on how many others there are", async () => {
    await made("few", { people: 120 });
    const few = await openHistory(join(root, "few"));
    const { bills } = await few.readBatch(0);
    await few.close();
    const [first] = batches as [HistoryBatch];
    expect(bills.total_fen.slice(0, bills.count)).toEqual(
      first.bills.total_fen.slice(0, bills.count),
    );
  });
});

describe("the rows", () => {
  test("hold whole people in each batch, in order, as people.arrow counts them", () => {
    expect(batches.length).toBeGreaterThan(1);
    let row = 0;
    let next = 0;
    for (const { bills, columns } of batches) {
      expect(bills.person[0]).toBeGreaterThanOrEqual(next);
      for (let at = 0; at < bills.count; at += 1) {
        const person = bills.person[at] as number;
        if (person !== bills.person[at - 1]) {
          expect(people.columns.first_bill[person]).toBe(row + at);
          next = person + 1;
        } else {
          expect(columns.settled_day[at]).toBeGreaterThanOrEqual(columns.settled_day[at - 1] ?? 0);
        }
      }
      row += bills.count;
    }
    expect(row).toBe(town.manifest.bills);
    expect(people.columns.bills.reduce((all, one) => all + one, 0)).toBe(row);
  });

  test("say the same by case as by words", () => {
    for (const { bills, columns, cases } of batches) {
      for (let row = 0; row < bills.count; row += 97) {
        const one = cases[bills.case[row] as number];
        const word = (name: keyof typeof columns) => town.words[name]?.[Number(columns[name][row])];
        expect(one?.visit_type).toBe(word("visit_type"));
        expect(one?.hospital_level).toBe(word("hospital_level"));
        expect(one?.place).toBe(word("place"));
        expect(one?.disease ?? "none").toBe(word("disease"));
        expect(one?.civil_servant_rank ?? "none").toBe(word("civil_servant_rank"));
        expect(one?.identities.join("+") || "none").toBe(word("identities"));
      }
    }
  });

  test("add up: four amounts and three classes to the total, funds and person to it too", () => {
    const wrong = rows(({ bills, columns, answers }, row) => {
      const total = bills.total_fen[row] as number;
      const four =
        (bills.full_self_fen[row] as number) +
        (bills.over_limit_fen[row] as number) +
        (bills.first_self_fen[row] as number) +
        (bills.in_scope_fen[row] as number);
      const classes =
        (columns.class_a_fen[row] as number) +
        (columns.class_b_fen[row] as number) +
        (columns.class_c_fen[row] as number);
      let paid = answers.person_fen[row] as number;
      for (const fund of answers.funds) paid += fund[row] as number;
      return four !== total || classes !== total || paid !== total;
    });
    expect(wrong).toBe(0);
  });

  test("settled again from what they say give the answers they hold, to the fen", () => {
    const differences = batches.flatMap((batch) => [...resettle(region, town.manifest, batch)]);
    expect(differences).toEqual([]);
    expect(town.manifest.bills_not_reproduced).toBe(0);
  });
});

describe("the year is plausible", () => {
  test("people, schemes, sexes and incomes", () => {
    const { count, columns, words } = people;
    const share = (name: "insutype" | "sex", word: string) =>
      columns[name].filter((code) => words[name]?.[code] === word).length / count;
    expect(share("insutype", "310")).toBeGreaterThan(0.23);
    expect(share("insutype", "310")).toBeLessThan(0.27);
    expect(share("sex", "male")).toBeGreaterThan(0.48);
    expect(share("sex", "male")).toBeLessThan(0.54);
    expect(Math.min(...columns.income_fen)).toBeGreaterThan(100_000);
    expect(new Set(columns.pseudonym).size).toBe(count);
    expect(columns.pseudonym.every((name) => name.startsWith("虚构-"))).toBe(true);
    const identified = columns.identities.filter((code) => code !== 0).length / count;
    expect(identified).toBeGreaterThan(0.04);
    expect(identified).toBeLessThan(0.12);
  });

  test("bills a person, by kind of care, and their seasons", () => {
    const { manifest } = town;
    const each = manifest.bills / manifest.people;
    expect(each).toBeGreaterThan(6);
    expect(each).toBeLessThan(7.5);
    const share = (visit_type: string) =>
      rows(({ bills, cases }, row) => cases[bills.case[row] as number]?.visit_type === visit_type) /
      manifest.bills;
    expect(share("2101")).toBeGreaterThan(0.02);
    expect(share("2101")).toBeLessThan(0.06);
    for (const kind of ["11", "13", "14", "9901"]) expect(share(kind), kind).toBeGreaterThan(0.01);
    const month = (number: number) =>
      rows(({ columns }, row) => columns.settled_month[row] === number);
    expect(month(12)).toBeGreaterThan(month(6) * 1.15);
    const stays = rows(({ bills }, row) => (bills.stay[row] as number) > 0);
    const later = rows(({ bills }, row) => bills.first_of_stay[row] === 0);
    expect(later).toBeGreaterThan(0);
    expect(later).toBeLessThan(stays / 10);
  });

  test("every place, level, and a cancellation now and then", () => {
    for (const place of town.words.place ?? []) {
      const found = rows(
        ({ bills, cases }, row) => cases[bills.case[row] as number]?.place === place,
      );
      expect(found, place).toBeGreaterThan(0);
    }
    const share = town.manifest.cancellations / town.manifest.bills;
    expect(share).toBeGreaterThan(0.002);
    expect(share).toBeLessThan(0.006);
    expect(sum(({ bills }) => bills.paid_alone_fen)).toBeGreaterThan(0);
    expect(sum(({ bills }) => bills.over_limit_fen)).toBeGreaterThan(0);
  });

  test("each fund pays, and each pool that pays has something to begin with", () => {
    const { funds, opening_balances } = town.manifest;
    expect(funds.length).toBeGreaterThan(4);
    funds.forEach(({ fund, pool }, at) => {
      expect(
        sum(({ answers }) => answers.funds[at] as Int32Array),
        fund,
      ).toBeGreaterThan(0);
      expect(opening_balances?.[pool], pool).toBeGreaterThan(0);
    });
    const paid = sum(({ bills }) => bills.total_fen) - sum(({ answers }) => answers.person_fen);
    const share = paid / sum(({ bills }) => bills.total_fen);
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.75);
  });

  test("every assumption says how it was come by", () => {
    const lines = assumptionLines();
    expect(lines.length).toBeGreaterThan(30);
    for (const { title, basis, source } of lines) {
      expect(title).toMatch(/\p{Script=Han}/u);
      expect(["placeholder", "recalled"]).toContain(basis);
      expect(source).not.toBe("");
    }
  });
});

test("a year without policy is refused and leaves nothing behind", async () => {
  await expect(made("before/and/below", { year: 2015 })).rejects.toMatchObject({
    code: "HISTORY-BEFORE-POLICY",
  });
  expect(await readdir(root)).not.toContain("before");
});

test("a folder with something in it is refused, and left as it is", async () => {
  await expect(made("town", {})).rejects.toMatchObject({ code: "HISTORY-FOLDER-NOT-EMPTY" });
  expect((await readdir(join(root, "town"))).length).toBe(4);
});

const PINNED = [
  "741c1934b2137a7b9c30a5d0fb430f31d9cf455f2ecaa31163b408a851d63e54",
  2_084,
  -607_030_417,
];
