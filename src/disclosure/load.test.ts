import { describe, expect, test } from "vitest";
import { YibaoError } from "../kernel/index.ts";
import { rulesOf } from "./fixtures/small.ts";
import { chooseProfile, loadForms, loadProfiles, loadRules, profileFor } from "./index.ts";
import { readProfiles } from "./read-profiles.ts";
import { checkShape, parseYaml } from "./yaml-file.ts";

// Goal: forms, rules and profiles load, and each way of writing them wrongly says where and how to
// mend it. Method: the shipped files, and one wrong file for each code.

describe("shipped files", () => {
  test("rules have the words that a finding needs, and no two read the same", () => {
    const rules = loadRules();
    expect(rules.length).toBeGreaterThan(200);
    for (const { id, title, basis, message, kinds } of rules) {
      expect(id && title && basis && message && kinds.length).toBeTruthy();
    }
    const records = rules.map((rule) => JSON.stringify({ ...rule, title: "" }));
    expect(new Set(records).size).toBe(records.length);
  });

  test("profiles name tables and sections of forms.yaml; the common core is there", () => {
    const ids = loadProfiles().map(({ id }) => id);
    expect(ids).toContain("core-final");
    expect(ids).toContain("core-budget");
    expect(loadForms().topics.get("general")?.columns.get("basic")).toBe("基本支出");
  });

  test("the most specific profile is taken, the common core where none fits", () => {
    const final = { kind: "final", year: 2023 } as const;
    expect(profileFor({ ...final, province: "湖南省", level: "省" }).applies.provinces).toEqual([
      "湖南",
    ]);
    expect(profileFor({ ...final, province: "没有省", level: null }).id).toBe("core-final");
    expect(profileFor({ kind: "budget", year: 2023, province: null, level: null }).id).toBe(
      "core-budget",
    );
    expect(profileFor({ kind: "final", year: 1990, province: null, level: null }).id).toBe(
      "core-final",
    );
    const core = loadProfiles().find(({ id }) => id === "core-final");
    if (core === undefined) throw new Error("no core");
    const applies = { provinces: ["湖南"], levels: [], years: { from: null, to: null } };
    const wide = { ...core, id: "wide", applies };
    const narrow = { ...core, id: "narrow", applies: { ...applies, levels: ["市"] } };
    const among = [core, wide, narrow];
    expect(chooseProfile(among, { ...final, province: "湖南", level: "市" }).id).toBe("narrow");
    expect(chooseProfile(among, { ...final, province: "湖南", level: "省" }).id).toBe("wide");
  });
});

function errorOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof YibaoError) return `${error.code} ${error.where ?? ""}`;
    throw error;
  }
  return "none";
}

const WORDS = "title: t, basis: b, severity: error, message: m";

describe("a file that is wrong", () => {
  test.each([
    ["rules: [", "DISCLOSURE-FILE-BROKEN r.yaml:1"],
    [`rules:\n  - { id: T-1, ${WORDS}, relatoin: sum }`, "DISCLOSURE-FILE-KEY r.yaml:2"],
    ["rules:\n  - { id: T-1, title: t }", "DISCLOSURE-FILE-MISSING r.yaml:2"],
    [`rules:\n  - { id: T-1, ${WORDS}, relation: more }`, "DISCLOSURE-FILE-VALUE r.yaml:2"],
    [`rules:\n  - { id: T-1, ${WORDS} }`, "DISCLOSURE-FILE-MISSING r.yaml:2"],
    [
      `rules:\n  - { id: T-1, ${WORDS}, relation: zero, operands: { left: "general.total" } }`,
      "DISCLOSURE-RULE-ADDRESS r.yaml:2",
    ],
    [
      `rules:\n  - { id: T-1, ${WORDS}, relation: zero, operands: { left: "geral[total].total" } }`,
      "DISCLOSURE-RULE-ADDRESS r.yaml:2",
    ],
    [
      `rules:\n  - { id: T-1, ${WORDS}, relation: zero, operands: { left: "general[total].ttl" } }`,
      "DISCLOSURE-RULE-ADDRESS r.yaml:2",
    ],
  ])("%s", (text, expected) => {
    expect(errorOf(() => rulesOf(text, "r.yaml"))).toBe(expected);
  });

  const PROFILE = `id: p
title: t
kind: final
basis: b
confidence: low
unit: 万元
decimals: 2
tables: [{ topic: general, title: t }]
sections: [{ id: duties, title: t }]
`;

  function profiles(...texts: readonly string[]) {
    const files = texts.map((text, at) => parseYaml(`p${at}.yaml`, text));
    for (const file of files) checkShape(file, "profile.schema.json");
    return readProfiles(files, loadForms());
  }

  test("a profile", () => {
    expect(profiles(PROFILE)[0]?.tables[0]?.layout).toBe("general");
    expect(errorOf(() => profiles(PROFILE, PROFILE))).toBe("DISCLOSURE-PROFILE-TWICE p1.yaml:1");
    expect(errorOf(() => profiles(PROFILE.replace("topic: general", "topic: generl")))).toBe(
      "DISCLOSURE-FILE-VALUE p0.yaml:8",
    );
    expect(errorOf(() => profiles(PROFILE.replace("id: duties", "id: dooties")))).toBe(
      "DISCLOSURE-FILE-VALUE p0.yaml:9",
    );
  });
});
