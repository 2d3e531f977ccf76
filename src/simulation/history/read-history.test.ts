import {
  appendFile,
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { randomSource, YibaoError } from "../../kernel/index.ts";
import { loadRegion, type Region } from "../../policy/index.ts";
import { type BillRow, cancellationOf } from "./bill-row.ts";
import { HISTORY_FILES } from "./columns.ts";
import { generateHistory } from "./generate/generate-history.ts";
import type { PersonRow } from "./person-table.ts";
import { openHistory } from "./read-history.ts";
import { historyWords } from "./words.ts";
import { createHistory, type HistoryWriter } from "./write-history.ts";

// Goal: what is written is what is read, by us and by any reader of Arrow; what is damaged gives
// one clear error and never a wrong number. Method: rows by hand; a made history spoiled in every
// way we know, and at random places.

const FOUND = {
  insutypes: [],
  visit_types: [],
  diseases: ["unheard-of"],
  civil_servant_ranks: ["section"],
  districts: ["430405"],
};
const PERSON: PersonRow = {
  pseudonym: "虚构-1",
  insutype: "390",
  sex: "female",
  birth_year: 1950,
  employment_status: "resident",
  civil_servant_rank: null,
  identities: ["low-income", "monitored"],
  district: "430405",
  income_fen: 1_200_000,
  contribution_base_fen: -1,
  insured_months: 12,
  diseases: ["diabetes", "hypertension"],
};
const BILL: BillRow = {
  case: {
    insutype: "390",
    visit_type: "14",
    hospital_level: "level2",
    place: "filed-resident",
    disease: "unheard-of",
    employment_status: "resident",
    civil_servant_rank: null,
    identities: ["low-income", "monitored"],
  },
  care_day: 19_800,
  year: 2024,
  begin_day: 19_799,
  end_day: 19_800,
  settled_day: 19_801,
  amounts: {
    total_fen: 2_147_483_647,
    full_self_fen: 7,
    over_limit_fen: 0,
    first_self_fen: 40,
    in_scope_fen: 2_147_483_600,
    paid_alone_fen: 5,
  },
  classes: { a_fen: 2_147_483_640, b_fen: 0, c_fen: 7 },
  stay: 0,
  first_of_stay: true,
  cancels_back: 0,
  reproduced: false,
  answer: {
    payments: [{ fund: "390100", paid_fen: 2_000_000_000 }],
    deductible_fen: 0,
    person_fen: 147_483_647,
  },
};

let region: Region;
let root: string;

beforeAll(async () => {
  region = loadRegion("430400");
  root = await mkdtemp(join(tmpdir(), "yibao-history-"));
  await generateHistory({ region, people: 200, year: 2024, seed: "read", folder: made() });
});
afterAll(() => rm(root, { recursive: true, force: true }));

function made(): string {
  return join(root, "made");
}

function begun(name: string): HistoryWriter {
  return createHistory(join(root, name), region, historyWords(region, FOUND));
}

function finished(writer: HistoryWriter) {
  return writer.finish({
    generator_version: 1,
    settled_policy_versions: ["v"],
    from: "2024-01-01" as never,
    to: "2024-12-31" as never,
    years: [2024],
    source: "made",
    seed: "by hand",
    opening_balances: null,
    opening_balances_note: "",
    remarks: [],
  });
}

describe("what is written is what is read", () => {
  test("rows and people, words and numbers", async () => {
    const writer = begun("by-hand");
    writer.addPerson(PERSON, [BILL, cancellationOf(BILL, 1, 19_900)]);
    writer.addPerson({ ...PERSON, pseudonym: "虚构-2", identities: [], diseases: [] }, []);
    const manifest = finished(writer);
    expect(manifest).toMatchObject({ people: 2, bills: 2, cancellations: 1 });
    expect(manifest.bills_not_reproduced).toBe(2);
    const history = await openHistory(join(root, "by-hand"), { verify: true });
    expect(history.manifest).toEqual(manifest);
    expect(history.cases).toEqual([BILL.case]);
    const { bills, answers, columns } = await history.readBatch(0);
    expect([...bills.total_fen]).toEqual([2_147_483_647, -2_147_483_647]);
    expect([...bills.cancels_back]).toEqual([0, 1]);
    expect([...bills.year]).toEqual([2024, 2024]);
    expect([...bills.care_day]).toEqual([19_800, 19_800]);
    expect([...columns.settled_day]).toEqual([19_801, 19_900]);
    expect([...columns.settled_month]).toEqual([3, 6]);
    const fund = manifest.funds.findIndex((one) => one.fund === "390100");
    expect([...(answers.funds[fund] ?? [])]).toEqual([2_000_000_000, -2_000_000_000]);
    expect([...answers.deductible_fen]).toEqual([0, 0]);
    const { columns: people, words } = await history.readPeople();
    expect(people.pseudonym).toEqual(["虚构-1", "虚构-2"]);
    expect(people.diseases).toEqual(["diabetes+hypertension", ""]);
    expect([...people.bills]).toEqual([2, 0]);
    expect([...people.first_bill]).toEqual([0, 2]);
    const identities = [...people.identities].map((code) => words.identities?.[code]);
    expect(identities).toEqual(["low-income+monitored", "none"]);
    await history.close();
  });

  test("by any reader of Arrow: dates are dates, codes are words", async () => {
    const table = tableFromIPC(await readFile(join(root, "by-hand", HISTORY_FILES.bills)));
    const row = table.get(0)?.toJSON() as Record<string, unknown>;
    expect(row).toMatchObject({ place: "filed-resident", disease: "unheard-of", year: 2024 });
    expect(row.identities).toBe("low-income+monitored");
    expect(new Date(row.care_day as number).toISOString().slice(0, 10)).toBe("2024-03-18");
    expect(row.fund_390100_fen).toBe(2_000_000_000);
    expect(
      table.schema.fields.find(({ name }) => name === "person")?.metadata.get("title"),
    ).toMatch(/人员序号/);
  });

  test("a history of nobody has its columns all the same", async () => {
    finished(begun("nobody"));
    const history = await openHistory(join(root, "nobody"), { verify: true });
    expect((await history.readBatch(0)).bills.count).toBe(0);
    expect((await history.readPeople()).count).toBe(0);
    await history.close();
  });

  test("two readers at once, and batches asked for at once, are each given theirs", async () => {
    const [one, other] = await Promise.all([openHistory(made()), openHistory(made())]);
    const batches = await Promise.all([one.readBatch(0), one.readBatch(0), other.readBatch(0)]);
    expect(batches[1]?.bills.total_fen).toEqual(batches[0]?.bills.total_fen);
    expect(batches[2]?.bills.total_fen).toEqual(batches[0]?.bills.total_fen);
    await Promise.all([one.close(), other.close()]);
  });
});

describe("what cannot be written is refused", () => {
  const cases: readonly [string, Partial<BillRow>, string][] = [
    [
      "an amount that a cell cannot hold",
      { amounts: { ...BILL.amounts, total_fen: 2 ** 31 } },
      "HISTORY-AMOUNT-TOO-LARGE",
    ],
    [
      "a fund without a column",
      { answer: { ...BILL.answer, payments: [{ fund: "999999", paid_fen: 1 }] } },
      "HISTORY-FUND-UNKNOWN",
    ],
    [
      "a word that is not in its list",
      { case: { ...BILL.case, visit_type: "no-such" } },
      "HISTORY-WORD-UNKNOWN",
    ],
  ];
  test.each(cases)("%s", (_, change, code) => {
    const writer = begun(`refused-${code}`);
    expect(codeOf(() => writer.addPerson(PERSON, [{ ...BILL, ...change }]))).toBe(code);
    writer.abandon();
  });

  test("a list of too many words", () => {
    const districts = Array.from({ length: 129 }, (_, at) => String(at));
    expect(codeOf(() => historyWords(region, { ...FOUND, districts }))).toBe(
      "HISTORY-TOO-MANY-WORDS",
    );
  });

  test("a folder that is a file", async () => {
    await writeFile(join(root, "file"), "");
    expect(codeOf(() => begun("file"))).toBe("HISTORY-FOLDER-NOT-WRITABLE");
  });
});

describe("what is damaged is refused", () => {
  let count = 0;
  /** A copy of the made history with one file spoiled. */
  async function spoiled(name: string, spoil: (file: string) => Promise<void>): Promise<string> {
    count += 1;
    const folder = join(root, `spoiled-${count}`);
    await mkdir(folder);
    for (const file of Object.values(HISTORY_FILES)) {
      await copyFile(join(made(), file), join(folder, file));
    }
    await spoil(join(folder, name));
    return folder;
  }

  /** Opens and reads all of it; the code of the error, or null. */
  async function readingOf(folder: string, verify = false): Promise<string | null> {
    try {
      const history = await openHistory(folder, { verify });
      try {
        for (let index = 0; index < history.batches; index += 1) await history.readBatch(index);
        await history.readPeople();
      } finally {
        await history.close();
      }
      return null;
    } catch (error) {
      expect(error).toBeInstanceOf(YibaoError);
      return (error as YibaoError).code;
    }
  }

  const { manifest, cases, bills, people } = HISTORY_FILES;
  const ways: readonly [string, string, (file: string) => Promise<void>, string][] = [
    [
      "no folder",
      manifest,
      (file) => rm(join(file, ".."), { recursive: true }),
      "HISTORY-NOT-FOUND",
    ],
    ["no bills", bills, (file) => rm(file), "HISTORY-NOT-FOUND"],
    ["no people", people, (file) => rm(file), "HISTORY-NOT-FOUND"],
    [
      "a manifest of something else",
      manifest,
      (file) => writeFile(file, '{"name":"yibao"}'),
      "HISTORY-NOT-A-HISTORY",
    ],
    [
      "a manifest that is no JSON",
      manifest,
      (file) => writeFile(file, "format: 1"),
      "HISTORY-NOT-A-HISTORY",
    ],
    [
      "a format to come",
      manifest,
      (file) => writeFile(file, '{"format":2,"sha256":{}}'),
      "HISTORY-FORMAT",
    ],
    ["cases without cases", cases, (file) => writeFile(file, "{}"), "HISTORY-DAMAGED"],
    ["too few cases", cases, (file) => writeFile(file, '{"cases":[]}'), "HISTORY-DAMAGED"],
    [
      "bills that are a text",
      bills,
      (file) => writeFile(file, "person,total\n"),
      "HISTORY-NOT-A-HISTORY",
    ],
    ["bills cut off", bills, (file) => truncate(file, 90_000), "HISTORY-DAMAGED"],
    ["bills cut off to their first word", bills, (file) => truncate(file, 8), "HISTORY-DAMAGED"],
    [
      "people in place of bills",
      bills,
      (file) => copyFile(join(made(), people), file),
      "HISTORY-DAMAGED",
    ],
    ["bills with something after them", bills, (file) => appendFile(file, "x"), "HISTORY-DAMAGED"],
  ];
  test.each(ways)("%s", async (_, name, spoil, code) => {
    expect(await readingOf(await spoiled(name, spoil))).toBe(code);
  });

  test("one changed amount, when asked to look", async () => {
    const folder = await spoiled(bills, async (file) => {
      const bytes = await readFile(file);
      const middle = bytes.length >> 1;
      bytes[middle] = (bytes[middle] as number) ^ 1;
      await writeFile(file, bytes);
    });
    expect(await readingOf(folder, true)).toBe("HISTORY-HASH-DIFFERS");
  });

  test("bytes changed at random give a clear error or a history, never a fault", async () => {
    const seed = process.env.YIBAO_SEED ?? "spoil-1";
    const random = randomSource(seed, "spoil");
    for (let round = 0; round < 60; round += 1) {
      const name = random.pick([bills, people]);
      const folder = await spoiled(name, async (file) => {
        const bytes = await readFile(file);
        // Most of what can go wrong is at the edges: dictionaries in front, the footer at the end.
        const from = random.percent(50) ? 0 : Math.max(0, bytes.length - 6_000);
        for (let change = 0; change < 3; change += 1) {
          bytes[from + random.below(Math.min(6_000, bytes.length - from))] = random.below(256);
        }
        await writeFile(file, bytes);
      });
      const code = await readingOf(folder);
      expect(
        [null, "HISTORY-DAMAGED", "HISTORY-NOT-A-HISTORY"],
        `seed ${seed}, round ${round}`,
      ).toContain(code);
      await rm(folder, { recursive: true });
    }
  });
});

function codeOf(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (error) {
    return (error as YibaoError).code;
  }
}
