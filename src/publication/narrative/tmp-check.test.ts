import { appendFileSync, writeFileSync } from "node:fs";
import { test } from "vitest";
import { loadProfiles } from "../../disclosure/index.ts";
import { checkDisclosure } from "../../disclosure-check/index.ts";
import { factsOf } from "../facts/facts-of.ts";
import { randomMaterials } from "../fixtures/random-materials.ts";
import { readBack } from "../writers/fixtures/read-back.ts";
import { publicationOf } from "./index.ts";

test("check", async () => {
  const out = process.env.G_OUT ?? "/tmp/g/check.txt";
  writeFileSync(out, "");
  for (const profile of loadProfiles()) {
    if (process.env.G_ONLY && !profile.id.includes(process.env.G_ONLY)) continue;
    for (let i = 0; i < Number(process.env.G_N ?? 2); i++) {
      const materials = randomMaterials(String(i), {
        kind: profile.kind,
        ...(process.env.G_FINE ? { step_fen: 1 as const } : {}),
        profile: profile.id,
        level: profile.applies.levels[0] ?? "市",
        province: profile.applies.provinces[0] ?? "河北",
        year: Math.max(profile.applies.years.from ?? 2023, 2023),
      });
      const disclosure = factsOf(materials);
      const publication = publicationOf(materials, disclosure, profile);
      for (const format of (process.env.G_FORMAT ?? "html").split(",") as "html"[]) {
        const document = await readBack(publication, format);
        const report = checkDisclosure(document, { profile: profile.id });
        appendFileSync(
          out,
          `\n## ${profile.id} ${i} ${format} → ${report.document.profile} ${report.document.kind} ${report.document.year} ${report.document.unit} missing:${JSON.stringify(report.document.tables.missing)} ${report.coverage.pass}p ${report.coverage.fail}f ${report.coverage.unresolved}u\n`,
        );
        for (const f of report.findings)
          appendFileSync(
            out,
            `${f.outcome} ${f.rule} | ${f.where.table}|${f.where.row}|${f.where.column}| ${f.printed} vs ${f.expected} | ${f.message} | ${f.where.text.slice(0, 120)}\n`,
          );
      }
    }
  }
}, 600000);
