import { expect, test } from "vitest";
import { loadProfiles } from "../../disclosure/index.ts";
import { factsOf } from "../facts/facts-of.ts";
import { randomMaterials } from "../fixtures/random-materials.ts";
import { publicationOf } from "./index.ts";

test("try", () => {
  for (const profile of loadProfiles()) {
    for (let i = 0; i < 20; i++) {
      const materials = randomMaterials(String(i), { kind: profile.kind, profile: profile.id });
      const disclosure = factsOf(materials);
      const publication = publicationOf(materials, disclosure, profile);
      if (i === 3 && profile.kind === "final") {
        for (const block of publication.blocks) {
          if (block.kind === "heading" || block.kind === "paragraph") console.log(block.text);
          if (block.kind === "table") if (["income","overview","fund"].includes(block.table.topic)) console.log("TABLE", block.table.title, block.table.header.map(r => r.map(c => c.text).join("|")).join("\n"), "\n" + block.table.body.map((r) => r.map((c) => c.text).join("|")).join("\n"));
        }
      }
      expect(publication.blocks.length).toBeGreaterThan(10);
    }
  }
});
