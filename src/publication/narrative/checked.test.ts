import { expect, test } from "vitest";
import { loadProfiles, type Profile } from "../../disclosure/index.ts";
import { checkDisclosure } from "../../disclosure-check/index.ts";
import { factsOf } from "../facts/facts-of.ts";
import { randomMaterials } from "../fixtures/random-materials.ts";
import { readBack } from "../writers/fixtures/read-back.ts";
import { publicationOf } from "./index.ts";

/** Goal: the checker, which knows nothing of how it was made, finds no error in what we print. */

const SEED = process.env.YIBAO_SEED ?? "1";

test.each(loadProfiles().map((profile) => [profile.id, profile] as const))(
  `%s is free of errors (YIBAO_SEED=${SEED})`,
  { timeout: 60_000 },
  async (_, profile) => {
    const document = await readBack(printed(profile), "html");
    const { document: seen, findings } = checkDisclosure(document, { profile: profile.id });
    expect(seen).toMatchObject({ kind: profile.kind, profile: profile.id });
    expect(seen.tables.missing).toEqual([]);
    expect(findings.filter(({ outcome }) => outcome === "error")).toEqual([]);
    expect(findings.filter(({ outcome }) => outcome === "unresolved")).toEqual([]);
  },
);

function printed(profile: Profile) {
  const { provinces, levels, years } = profile.applies;
  const materials = randomMaterials(SEED, {
    kind: profile.kind,
    profile: profile.id,
    province: provinces[0] ?? "河北",
    level: levels[0] ?? "市",
    year: years.from ?? 2024,
  });
  return publicationOf(materials, factsOf(materials), profile);
}
