import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { loadProfiles } from "../../disclosure/index.ts";
import { factsOf } from "../facts/facts-of.ts";
import { randomMaterials } from "../fixtures/random-materials.ts";
import { publicationOf } from "../narrative/index.ts";
import { leadingRows, plain, printed, readBack, seen, tablesOf } from "./fixtures/read-back.ts";
import { PUBLICATION_FORMATS, writePublication } from "./index.ts";

test("x", async () => {
  let out = "";
  for (const profile of loadProfiles()) {
    for (let i = 0; i < 3; i++) {
      const materials = randomMaterials(String(i), {
        kind: profile.kind,
        profile: profile.id,
        province: profile.applies.provinces[0] ?? "湖南",
        year: Math.max(profile.applies.years.from ?? 2023, 2023),
      });
      const publication = publicationOf(materials, factsOf(materials), profile);
      if (i === 1)
        for (const f of PUBLICATION_FORMATS)
          writeFileSync(`/tmp/h/g-${profile.id}.${f}`, await writePublication(publication, f));
      for (const format of PUBLICATION_FORMATS) {
        const document = await readBack(publication, format);
        const text = plain(document.text);
        for (const b of publication.blocks)
          if ((b.kind === "paragraph" || b.kind === "heading") && !text.includes(plain(b.text)))
            out += `${profile.id} ${i} ${format} lost ${b.text}\n`;
        const wanted = tablesOf(publication).map(printed);
        if (format === "text") {
          const a = document.lineTables.map((t) => plain(t.title)).join("|"),
            w = wanted.map((t) => t.title).join("|");
          if (a !== w) out += `${profile.id} ${i} text titles\n   ${a}\n   ${w}\n`;
          continue;
        }
        if (document.tables.length !== wanted.length) {
          out += `${profile.id} ${i} ${format} tables ${document.tables.length} for ${wanted.length}: ${document.tables.map((t) => t.title)} / ${wanted.map((t) => t.title)}\n`;
          continue;
        }
        wanted.forEach((one, index) => {
          const t = document.tables[index]!;
          const s = seen(t, leadingRows(tablesOf(publication)[index]!, format));
          for (const k of Object.keys(one) as (keyof typeof one)[]) {
            if (JSON.stringify(s[k]) === JSON.stringify(one[k])) continue;
            let detail = `${JSON.stringify(s[k]).slice(0, 150)} <> ${JSON.stringify(one[k]).slice(0, 150)}`;
            if (k === "places") {
              const r = one.places.findIndex(
                (row, ri) => JSON.stringify(row) !== JSON.stringify(s.places[ri]),
              );
              detail = `row ${r}/${one.places.length} ${JSON.stringify(s.places[r])} <> ${JSON.stringify(one.places[r])}`;
            }
            out += `${profile.id} ${i} ${format} ${one.title} ${k}: ${detail}\n`;
          }
        });
      }
    }
  }
  writeFileSync("/tmp/h/g.txt", out);
}, 500000);
