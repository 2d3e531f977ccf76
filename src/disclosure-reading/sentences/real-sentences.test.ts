import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCharts } from "../../classification/index.ts";
import type { Disclosure } from "../../disclosure/index.ts";
import { type Document, readDocument } from "../../documents/index.ts";
import {
  HUNAN_FINAL_2023,
  PUTUO_FINANCE_FINAL_2024,
  WANLI_BUDGET_2024,
} from "./fixtures/real-figures.ts";
import { shown } from "./fixtures/told.ts";
import { readStatements, type SentenceReading } from "./index.ts";

// Published documents lie beside the project where it is developed; elsewhere there are none.

const SHARED =
  process.env.YIBAO_SHARED ?? join(import.meta.dirname, ..."../../../../shared".split("/"));
const REAL = join(SHARED, "reference", "disclosure", "real");
const SEEDS = join(SHARED, "seeds");

type About = Pick<Disclosure, "year" | "kind" | "unit_name">;

interface Read extends SentenceReading {
  readonly document: Document;
  /** `line address figure`, as the fixtures have it. */
  readonly figures: readonly string[];
}

async function read(folder: string, start: string, about: About): Promise<Read | null> {
  const name = existsSync(folder)
    ? readdirSync(folder).find((one) => one.startsWith(start))
    : undefined;
  if (name === undefined) {
    process.stderr.write(`sentences: ${start}… is not beside the project; its test is left out\n`);
    return null;
  }
  const document = await readDocument(new Uint8Array(readFileSync(join(folder, name))), name);
  const reading = readStatements(document, {
    ...about,
    charts: loadCharts(),
    sections: [],
    tables: [],
  });
  const texts = shown(reading.facts);
  const figures = reading.facts.map(({ place }, index) => `${place.line} ${texts[index]}`);
  return { ...reading, document, figures };
}

function listed(figures: string): readonly string[] {
  return figures.trim().split("\n");
}

describe("published documents: every figure of every sentence, at its line", () => {
  test("a province's final accounts", async () => {
    const about = { year: 2023, kind: "final", unit_name: "湖南省医疗保障局" } as const;
    const found = await read(SEEDS, "000_", about);
    if (found === null) return;
    expect(found.figures).toEqual(listed(HUNAN_FINAL_2023));
    expect(found.unread).toEqual([]);
  });

  test("a choice left open gives no direction, and no fact; the figure is there", async () => {
    const about = { year: 2023, kind: "final", unit_name: "湖南省医疗保障局" } as const;
    const found = await read(SEEDS, "000_", about);
    if (found === null) return;
    const rate = found.statements[0]?.mentions.find(({ role }) => role === "change-rate");
    expect(rate).toMatchObject({ direction: null, printed: { text: "54.17%", value: 541_700 } });
  });

  test("a city's budget: the tail of a torn sentence gives nothing", async () => {
    const about = { year: 2023, kind: "budget", unit_name: "衡阳市医疗保障局" } as const;
    const found = await read(SEEDS, "002_", about);
    if (found === null) return;
    expect(found.figures).toHaveLength(13);
    expect(found.figures).toContain("185 general[project].amount 100.00万元");
    expect(found.unread.map(({ place }) => place.line)).toEqual([189, 189]);
  });

  test("a district bureau's final accounts", async () => {
    const about = { year: 2024, kind: "final", unit_name: "上海市普陀区财政局" } as const;
    const found = await read(REAL, "shpt-czj", about);
    if (found === null) return;
    expect(found.figures).toEqual(listed(PUTUO_FINANCE_FINAL_2024));
    expect(found.unread).toEqual([]);
  });

  test("a street's budget, in milliseconds a page", async () => {
    const unit_name = "上海市普陀区人民政府万里街道办事处";
    const about = { year: 2024, kind: "budget", unit_name } as const;
    const found = await read(REAL, "shpt-wanli", about);
    if (found === null) return;
    const expected = listed(WANLI_BUDGET_2024);
    // Without the sections that the tables' reader finds, its heads stand for the two sides.
    const own = found.figures.filter((one) => !/^6[345] /.test(one));
    expect(own).toEqual(expected.filter((one) => !/^6[345] /.test(one)));
    const options = { ...about, charts: loadCharts(), sections: [], tables: [] };
    const took = [1, 2, 3].map(() => {
      const began = performance.now();
      readStatements(found.document, options);
      return performance.now() - began;
    });
    // Alone on a machine it takes less than 1 ms a page; beside other tests, several times that.
    expect(Math.min(...took) / found.document.pages.length).toBeLessThan(15);
  });
});
