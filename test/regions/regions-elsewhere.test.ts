import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkPack } from "../../src/policy/index.ts";
import { settleCaseFile } from "../../src/settlement/index.ts";
import { packageRoot } from "../../src/store/index.ts";

// Goal: another region's rules are data. Method: the two published examples of other provinces as
// small packs here, settled to the figures that were published, and checked like any pack.

const FOLDER = join(packageRoot(), "test", "regions");

describe.each([
  ["370000-shandong-2014", "E01.yaml"],
  ["360100-nanchang", "E02.yaml"],
])("%s", (pack, file) => {
  const folder = join(FOLDER, pack);

  test("is data alone, and has its example", () => {
    expect(readdirSync(folder)).toEqual(["cases", "pack.yaml"]);
    expect(readdirSync(join(folder, "cases"))).toEqual([file]);
  });

  test("settles its example to what was published", () => {
    const answer = settleCaseFile(join(folder, "cases", file), folder);
    expect(answer.differs).toEqual([]);
    expect(answer.bills).toHaveLength(1);
  });

  test("passes the check of packs", () => {
    const { findings, counts, tried } = checkPack(folder);
    expect(findings.filter(({ severity }) => severity !== "hint")).toEqual([]);
    expect(counts.error).toBe(0);
    expect(tried.bills).toBeGreaterThan(100);
  });
});
