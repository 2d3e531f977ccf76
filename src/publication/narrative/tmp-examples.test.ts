import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { loadProfiles } from "../../disclosure/index.ts";
import { checkDisclosure } from "../../disclosure-check/index.ts";
import { readDataFolder } from "../data-folder/read-data-folder.ts";
import { factsOf } from "../facts/facts-of.ts";
import { readBack } from "../writers/fixtures/read-back.ts";
import { publicationOf } from "./index.ts";

test("examples", async () => {
  let out = "";
  for (const name of ["hengyang-2023-budget", "hunan-2023-final"]) {
    try {
      const materials = readDataFolder(`examples/disclosures/${name}`);
      const disclosure = factsOf(materials);
      const profile = loadProfiles().find(({ id }) => id === disclosure.profile)!;
      out += `## ${name} ${profile.id} tables ${disclosure.tables.map((t) => t.topic)}\n`;
      const publication = publicationOf(materials, disclosure, profile);
      for (const block of publication.blocks) {
        if (block.kind === "heading" || block.kind === "paragraph") out += block.text + "\n";
        if (block.kind === "table")
          out +=
            [
              "TABLE",
              block.table.title,
              "\n",
              block.table.header.map((r) => r.map((c) => c.text).join("|")).join("\n"),
              "\n" + block.table.body.map((r) => r.map((c) => c.text).join("|")).join("\n"),
              block.table.notes,
            ].join(" ") + "\n";
      }
      const report = checkDisclosure(await readBack(publication, "html"), {});
      for (const f of report.findings)
        out += `${f.outcome} ${f.rule} | ${f.where.table}|${f.where.row}|${f.where.column}| ${f.printed} vs ${f.expected} | ${f.message} | ${f.where.text.slice(0, 120)}\n`;
    } catch (e) {
      out += `ERR ${(e as Error).stack}\n`;
    }
  }
  writeFileSync("/tmp/g/examples.txt", out);
}, 100000);
