import { expect, test } from "vitest";
import { loadProfiles, type Profile } from "../../disclosure/index.ts";
import { factsOf } from "../facts/facts-of.ts";
import { randomMaterials } from "../fixtures/random-materials.ts";
import { publicationOf } from "../narrative/index.ts";
import type { Publication } from "../publication.ts";
import { leadingRows, plain, printed, readBack, seen, tablesOf } from "./fixtures/read-back.ts";
import { PUBLICATION_FORMATS, type PublicationFormat } from "./index.ts";

const SEED = Number(process.env.YIBAO_SEED ?? Date.now() % 1_000_000);

/** What each profile prints comes back; each run takes another format for each profile. */
test.each(loadProfiles().map((profile, index) => [profile.id, profile, index] as const))(
  `%s comes back as it was printed (YIBAO_SEED=${SEED})`,
  { timeout: 60_000 },
  async (_, profile, index) => {
    const format = PUBLICATION_FORMATS[(SEED + index) % PUBLICATION_FORMATS.length];
    await expectReadBack(printedBy(profile), format as PublicationFormat);
  },
);

function printedBy(profile: Profile): Publication {
  const materials = randomMaterials(String(SEED), {
    kind: profile.kind,
    profile: profile.id,
    province: profile.applies.provinces[0] ?? "湖南",
    year: Math.max(profile.applies.years.from ?? 2023, 2023),
  });
  return publicationOf(materials, factsOf(materials), profile);
}

async function expectReadBack(publication: Publication, format: PublicationFormat): Promise<void> {
  const document = await readBack(publication, format);
  const text = plain(document.text);
  for (const block of publication.blocks) {
    if (block.kind === "paragraph" || block.kind === "heading") {
      expect(text, `${format}: ${block.text}`).toContain(plain(block.text));
    }
  }
  const tables = tablesOf(publication);
  if (format === "text") {
    const titles = document.lineTables.map(({ title }) => plain(title));
    expect(titles).toEqual(tables.map(({ title }) => plain(title)));
    return;
  }
  const found = document.tables.map((table, index) => {
    const own = tables[index];
    return seen(table, own === undefined ? 0 : leadingRows(own, format));
  });
  expect(found, format).toEqual(tables.map(printed));
}
