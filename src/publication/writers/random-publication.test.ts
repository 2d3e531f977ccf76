import { expect, test } from "vitest";
import type { Publication } from "../publication.ts";
import { randomPublication } from "./fixtures/random-publication.ts";
import { leadingRows, plain, printed, readBack, seen, tablesOf } from "./fixtures/read-back.ts";
import { PUBLICATION_FORMATS, type PublicationFormat } from "./index.ts";

const SEED = Number(process.env.YIBAO_SEED ?? Date.now() % 1_000_000);
const COUNT = Number(process.env.YIBAO_PUBLICATIONS ?? 6);

test.each(PUBLICATION_FORMATS)(
  `random publications come back from %s (YIBAO_SEED=${SEED})`,
  {
    timeout: 20_000 + COUNT * 3_000,
  },
  async (format) => {
    for (let seed = SEED; seed < SEED + COUNT; seed += 1) {
      await expectReadBack(randomPublication(seed), format, seed);
    }
  },
);

async function expectReadBack(
  publication: Publication,
  format: PublicationFormat,
  seed: number,
): Promise<void> {
  const document = await readBack(publication, format);
  const text = plain(document.text);
  const lost = publication.blocks.filter((block) => {
    const told = block.kind === "paragraph" || block.kind === "heading";
    return told && !text.includes(plain(block.text));
  });
  expect(lost, `seed ${seed}`).toEqual([]);
  const tables = tablesOf(publication);
  const wanted = tables.map(printed);
  if (format !== "text") {
    const found = document.tables.map((table, index) => {
      const own = tables[index];
      return seen(table, own === undefined ? 0 : leadingRows(own, format));
    });
    expect(found, `seed ${seed}`).toEqual(wanted);
    return;
  }
  document.lineTables.forEach(({ title, rows }, index) => {
    const one = wanted[index];
    expect(plain(title), `seed ${seed}`).toBe(one?.title);
    const words = rows.map(({ tokens }) => tokens.join(""));
    const body = one?.places.slice(-rows.length) ?? [];
    expect(words, `seed ${seed}`).toEqual(body.map((row) => [...joined(row)].join("")));
  });
  expect(document.lineTables).toHaveLength(wanted.length);
}

/** A cell over two columns is told once. */
function joined(row: readonly string[]): readonly string[] {
  return row.filter((text, index) => index === 0 || index > 1 || text !== row[0]);
}
