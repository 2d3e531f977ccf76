import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCharts } from "../src/classification/index.ts";
import {
  type Disclosure,
  type Fact,
  loadForms,
  loadProfiles,
  type Profile,
} from "../src/disclosure/index.ts";
import { readDisclosure } from "../src/disclosure-reading/index.ts";
import { readDocument } from "../src/documents/index.ts";
import {
  factsOf,
  type PublicationFormat,
  publicationOf,
  readDataFolder,
  writePublication,
} from "../src/publication/index.ts";
import { giveWay, packageRoot } from "../src/store/index.ts";

/** What is published of a data folder is read back, cell by cell, as what was meant. */

const EXAMPLES = [
  ...["hunan-2023-final", "hengyang-2023-budget"],
  ...["fictitious-city-2024-final", "fictitious-county-2025-budget"],
];
/** Of the formats that keep cells; pdf, the slowest, once. */
const TRIPS: readonly (readonly [string, PublicationFormat])[] = [
  ...EXAMPLES.map((name) => [name, "html"] as const),
  ["fictitious-city-2024-final", "docx"],
  ["fictitious-county-2025-budget", "xlsx"],
  ["fictitious-city-2024-final", "pdf"],
];

const charts = loadCharts();

function profileOf({ profile }: Disclosure): Profile {
  const found = loadProfiles().find(({ id }) => id === profile);
  if (found === undefined) throw new Error(`no profile ${profile}`);
  return found;
}

function key({ topic, row, column }: Fact): string {
  return `${topic}[${row}].${column}`;
}

function cells({ facts }: Pick<Disclosure, "facts">): readonly Fact[] {
  return facts.filter(({ source, printed }) => source === "table" && printed.quantity === "money");
}

async function trip(name: string, format: PublicationFormat) {
  const materials = readDataFolder(join(packageRoot(), "examples/disclosures", name), charts);
  const made = factsOf(materials, charts);
  const publication = publicationOf(materials, made, profileOf(made), charts);
  const bytes = await writePublication(publication, format);
  const clock = () => performance.now();
  const document = await readDocument(bytes, `${name}.${format}`, { clock, giveWay });
  const known = { charts, forms: loadForms(), profiles: loadProfiles() };
  const read = readDisclosure(document, { ...known, year: undefined, profile: undefined });
  return { made, read };
}

describe.each(TRIPS)("%s as %s", (name, format) => {
  test("says who and when, and every cell as it was meant", async () => {
    const { made, read } = await trip(name, format);
    expect(read).toMatchObject({ kind: made.kind, year: made.year, profile: made.profile });
    const meant = new Map(cells(made).map((fact) => [key(fact), fact.printed.value]));
    const printed = cells(read).filter(({ printed: { value } }) => value !== 0);
    const wrong = printed.filter((fact) => {
      const value = meant.get(key(fact));
      return value === undefined || Math.abs(value - fact.printed.value) * 2 > fact.printed.step;
    });
    expect(printed.length).toBeGreaterThan(30);
    expect(wrong.map((fact) => `${key(fact)} ${fact.printed.text}`)).toEqual([]);
    const found = new Set(printed.map(key));
    const columns = new Set(printed.map(({ topic, column }) => `${topic}.${column}`));
    const rows = new Set(
      read.tables.flatMap(({ topic, rows: all }) => all.map(({ id }) => `${topic}[${id}]`)),
    );
    const lost = cells(made).filter(
      (fact) =>
        Math.abs(fact.printed.value) >= 10_000 &&
        columns.has(`${fact.topic}.${fact.column}`) &&
        rows.has(`${fact.topic}[${fact.row}]`) &&
        !found.has(key(fact)),
    );
    expect(lost.map(key)).toEqual([]);
  });
});
