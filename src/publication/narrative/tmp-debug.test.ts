import { test } from "vitest";
import { loadCharts } from "../../classification/index.ts";
import { loadForms, loadProfiles } from "../../disclosure/index.ts";
import { readDisclosure } from "../../disclosure-reading/index.ts";
import { factsOf } from "../facts/facts-of.ts";
import { randomMaterials } from "../fixtures/random-materials.ts";
import { readBack } from "../writers/fixtures/read-back.ts";
import { publicationOf } from "./index.ts";

test("debug", async () => {
  const profile = loadProfiles().find(({ id }) => id === process.env.G_ONLY)!;
  const materials = randomMaterials(process.env.G_SEED ?? "0", {
    kind: profile.kind,
    profile: profile.id,
    province: profile.applies.provinces[0] ?? "河北",
    year: 2023,
  });
  const publication = publicationOf(materials, factsOf(materials), profile);
  for (const b of publication.blocks)
    if (b.kind === "table" && b.table.topic === process.env.G_TOPIC)
      console.log(
        b.table.title,
        b.table.unit,
        b.table.header.map((r) => r.map((c) => c.text).join("|")).join("\n"),
        b.table.body.map((r) => r.map((c) => c.text).join("|")).join("\n"),
      );
  const reading = readDisclosure(
    await readBack(publication, (process.env.G_FORMAT ?? "html") as "html"),
    { charts: loadCharts(), forms: loadForms(), profiles: loadProfiles(), profile: profile.id },
  );
  for (const f of reading.facts)
    if (f.topic === process.env.G_TOPIC)
      console.log(
        f.source,
        `${f.topic}[${f.row}].${f.column}`,
        f.printed.value,
        f.printed.text,
        f.origin,
      );
  for (const s of reading.statements)
    if (s.topic === process.env.G_TOPIC)
      console.log(
        JSON.stringify({
          ...s,
          place: 0,
          text: s.text.slice(0, 80),
          parts: s.parts.length,
          mentions: s.mentions.map((m) => [m.role, m.printed.text, m.direction, m.base, m.whole]),
        }),
      );
}, 100000);
