import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import {
  type CivilDate,
  certificateBirthday,
  certificateSex,
  contains,
  isCertificateNumber,
  isInstitutionCode,
} from "../kernel/index.ts";
import { packageRoot } from "../store/index.ts";
import { accountDepositFile, demoFiles } from "./demo-files.ts";
import { demoManifest } from "./demo-manifest.ts";
import { type DemoRegion, generateRegion } from "./generate-region.ts";

// Goal: the demo region is the same bytes each time, visibly made up, and plausible enough to
// settle in. Method: the default region, its files hashed here and by a process in another zone.

const region = generateRegion();
const TODAY = "2026-06-01" as CivilDate;

function hashOf(made: DemoRegion): string {
  const hash = createHash("sha256");
  for (const { kind, text } of demoFiles(made)) hash.update(kind + text);
  return hash.update(accountDepositFile(made)).digest("hex");
}

test("the same seed gives the same bytes, another seed others", () => {
  const again = hashOf(generateRegion());
  expect(again).toBe(hashOf(region));
  expect(hashOf(generateRegion({ seed: "other", people: 100 }))).not.toBe(again);
  // Pinned, so that a change of the demo region is made on purpose and said in the changelog.
  expect(again).toBe("bbdc9a2897813470f9b4d953c4ae7c4f742c86d6ae3439963ce902b0a87dde69");
});

test("another process in another time zone and language gives the same bytes", () => {
  const folder = join(packageRoot(), "node_modules", ".cache");
  mkdirSync(folder, { recursive: true });
  const built = mkdtempSync(join(folder, "yibao-demo-test-"));
  afterAll(() => rmSync(built, { recursive: true, force: true }));
  const compiler = join(packageRoot(), "node_modules", "typescript", "bin", "tsc");
  const compile = ["-p", join(packageRoot(), "tsconfig.json"), "--noCheck", "--outDir", built];
  execFileSync(process.execPath, [compiler, ...compile], { cwd: packageRoot() });
  writeFileSync(join(built, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(built, "hash.js"),
    `import { createHash } from "node:crypto";
     import { accountDepositFile, demoFiles } from "./src/demo/demo-files.js";
     import { generateRegion } from "./src/demo/generate-region.js";
     const made = generateRegion();
     const hash = createHash("sha256");
     for (const { kind, text } of demoFiles(made)) hash.update(kind + text);
     console.log(hash.update(accountDepositFile(made)).digest("hex"));`,
  );
  const env = { ...process.env, TZ: "America/New_York", LC_ALL: "tr_TR.UTF-8" };
  const printed = execFileSync(process.execPath, [join(built, "hash.js")], { env });
  expect(printed.toString().trim()).toBe(hashOf(region));
});

test("identity numbers check, but nobody can have them", () => {
  const numbers = region.people.map(({ certificate_no }) => certificate_no);
  expect(new Set(numbers).size).toBe(20_000);
  const wrong = region.people.filter(({ certificate_no, born, sex, name }) => {
    const unassignable = isCertificateNumber(certificate_no) && certificate_no.startsWith("999999");
    const agrees =
      certificateBirthday(certificate_no) === born && certificateSex(certificate_no) === sex;
    return !unassignable || !agrees || !name.startsWith("演");
  });
  expect(wrong).toEqual([]);
});

test("twelve counties, institutions of every level, one of each fate", () => {
  expect(region.districts).toHaveLength(12);
  expect(region.districts.map(({ name }) => name)).toContain("耒阳市");
  expect(region.institutions).toHaveLength(42);
  const levels = new Map<string, number>();
  for (const { level, institution_code, name, region: district } of region.institutions) {
    levels.set(level, (levels.get(level) ?? 0) + 1);
    expect(isInstitutionCode(institution_code)).toBe(true);
    expect(institution_code.slice(1, 7)).toBe(district);
    expect(name).toContain("演示");
  }
  expect(Object.fromEntries(levels)).toEqual({
    "level3-provincial": 2,
    level3: 3,
    level2: 12,
    level1: 5,
    primary: 10,
    pharmacy: 10,
  });
  const states = region.institutions.map(({ agreements }) => agreements.at(-1)?.state);
  expect(states.filter((state) => state === "suspended")).toHaveLength(1);
  expect(states.filter((state) => state === "ended")).toHaveLength(1);
});

test("2,000 items with classes, shares and ceilings that change on a day", () => {
  const { items } = region;
  const ofType = (type: string) => items.filter(({ list_type }) => list_type.startsWith(type));
  expect([ofType("1"), ofType("2"), ofType("3")].map(({ length }) => length)).toEqual([
    1_200, 500, 300,
  ]);
  expect(new Set(items.map(({ item_code }) => item_code)).size).toBe(2_000);
  expect(items[0]?.own_code).toBe("YB0001");
  for (const { name, item_code, price_fen } of items) {
    expect(name).toContain("演示");
    expect(item_code).toMatch(/^DEMO[A-Z]\d{5}$/);
    expect(price_fen).toBeGreaterThan(0);
  }
  const classes = items.flatMap((item) => item.classes);
  expect(new Set(classes.map((row) => row.class))).toEqual(new Set(["A", "B", "C"]));
  expect(classes.filter(({ paid_alone }) => paid_alone)).toHaveLength(8);
  expect(classes.filter(({ valid_from }) => valid_from === "2024-07-01").length).toBeGreaterThan(
    20,
  );
  const shares = new Set(items.flatMap((item) => item.shares.map((row) => row.share_percent)));
  for (const percent of [0, 5, 10, 15, 20, 30]) expect(shares).toContain(percent);
  const beds = items.filter(({ charge_type }) => charge_type === "01");
  expect(beds.every(({ ceilings }) => ceilings.length === 10)).toBe(true);
  expect(region.diseases).toHaveLength(200);
  expect(region.operations).toHaveLength(60);
  expect(new Set(region.diseases.map(({ code }) => code)).size).toBe(200);
  expect(new Set(region.operations.map(({ code }) => code)).size).toBe(60);
});

test("20,000 people: shares of scheme, identity, certificate; one enrolment on any day", () => {
  const { people } = region;
  expect(people).toHaveLength(20_000);
  const rate = (has: (person: (typeof people)[number]) => boolean): number => {
    return people.filter(has).length / people.length;
  };
  const between = (value: number, least: number, most: number): void => {
    expect(value).toBeGreaterThan(least);
    expect(value).toBeLessThan(most);
  };
  between(
    rate(({ enrolments }) => enrolments[0]?.insutype === "310"),
    0.28,
    0.32,
  );
  between(
    rate(({ identities }) => identities.length > 0),
    0.05,
    0.07,
  );
  between(
    rate(({ disease_certificates }) => disease_certificates.length > 0),
    0.08,
    0.12,
  );
  between(
    rate(({ relatives }) => relatives.length > 0),
    0.04,
    0.06,
  );
  between(
    rate(({ enrolments }) => enrolments.some(({ state }) => state === "2")),
    0.005,
    0.02,
  );
  between(
    rate(({ enrolments }) => enrolments.some((row) => row.civil_servant_rank)),
    0.02,
    0.05,
  );
  const days = ["2022-09-01", "2024-02-29", TODAY] as CivilDate[];
  const wrong = people.filter(({ enrolments, born, deposits }) => {
    const once = days.every((day) => {
      const holds = enrolments.filter((row) =>
        contains({ from: row.valid_from, to: row.valid_to }, day),
      );
      return holds.length === 1;
    });
    const paid = deposits.length === (enrolments[0]?.insutype === "310" ? 5 : 0);
    return !once || !paid || born > "2022-01-01";
  });
  expect(wrong).toEqual([]);
});

test("the manifest lists what a stranger needs to play hospital", () => {
  const manifest = demoManifest(region, TODAY);
  expect(manifest.institutions).toHaveLength(42);
  expect(manifest.institutions.filter(({ agreement }) => agreement === "active")).toHaveLength(40);
  expect(
    manifest.institutions.find(({ fixmedins_name }) => fixmedins_name === "耒阳市演示康复医院"),
  ).toMatchObject({ level: "level2", type: "1", admdvs: "430481" });
  expect(manifest.people).toHaveLength(60);
  expect(new Set(manifest.people.map(({ status }) => status))).toEqual(
    new Set(["working", "retired", "resident"]),
  );
  const kinds = new Set(manifest.people.flatMap(({ identities }) => identities));
  expect(kinds.size).toBe(7);
  expect(new Set(manifest.people.map((row) => row.psn_insu_stas))).toEqual(
    new Set(["1", "2", "4"]),
  );
  for (const { balance, insutype } of manifest.people) {
    expect(Number(balance) > 0).toBe(insutype === "310");
    expect(balance).toMatch(/^\d+\.\d\d$/);
  }
  expect(manifest.items.length).toBeGreaterThanOrEqual(100);
  expect(manifest.items.some(({ price_limit }) => price_limit !== null)).toBe(true);
  expect(manifest.items.every(({ first_share }) => /^0\.\d\d$/.test(first_share))).toBe(true);
  expect(manifest.diseases[0]).toEqual({ diag_code: "I10.x00x002", diag_name: "高血压" });
  expect(manifest.operations.length).toBe(60);
  const later = demoManifest(region, "2022-06-01" as CivilDate);
  expect(later.institutions.every(({ agreement }) => agreement === "active")).toBe(true);
});
