import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadProfiles } from "../../disclosure/index.ts";
import { factsOf } from "../facts/facts-of.ts";
import { randomMaterials } from "../fixtures/random-materials.ts";
import { publicationOf } from "./index.ts";

test("try", () => {
  let f = 0, p = 0;
  for (const profile of loadProfiles()) {
    for (let i = 0; i < 4; i++) {
      const materials = randomMaterials(String(i), { kind: profile.kind, profile: profile.id, province: profile.applies.provinces[0] ?? "湖南", year: Math.max(profile.applies.years.from ?? 2023, 2023) });
      const t0 = performance.now();
      const disclosure = factsOf(materials);
      const t1 = performance.now();
      const publication = publicationOf(materials, disclosure, profile);
      f += t1 - t0; p += performance.now() - t1;
      if (i === 1) {
        let out = "";
        for (const block of publication.blocks) {
          if (block.kind === "heading" || block.kind === "paragraph") out += block.text + "\n";
          if (block.kind === "table") out += ["TABLE", block.table.title, "\n", block.table.header.map(r => r.map(c => c.text).join("|")).join("\n"), "\n" + block.table.body.map((r) => r.map((c) => c.text).join("|")).join("\n") , block.table.notes].join(" ") + "\n";
        }
        writeFileSync(`/tmp/g/out-${profile.id}.txt`, out);
      }
      expect(publication.blocks.length).toBeGreaterThan(10);
    }
  }
  console.log(f, p);
}, 100000);
