import { expect, test } from "vitest";
import { PUBLIC_CALLER } from "./caller.ts";
import { institutionUser, insured, staff } from "./fixtures/callers.ts";
import { coversRegion, regionPrefix, rowLimitsOf } from "./region-limit.ts";

test("a code stands for everything below it", () => {
  expect(["000000", "430000", "430400", "431000", "110000", "430405"].map(regionPrefix)).toEqual([
    ...["", "43", "4304", "4310", "11", "430405"],
  ]);
  expect(coversRegion(["430400"], "430405")).toBe(true);
  expect(coversRegion(["430400"], "430400")).toBe(true);
  expect(coversRegion(["430405"], "430400")).toBe(false);
  expect(coversRegion(["430400", "431000"], "431002")).toBe(true);
  expect(coversRegion([], "430400")).toBe(false);
});

test("what the database is told of a caller", () => {
  const nothing = { regions: "", person: "", institution: "" };
  expect(rowLimitsOf(PUBLIC_CALLER)).toEqual(nothing);
  expect(rowLimitsOf(staff(["agency-clerk"]))).toEqual({ ...nothing, regions: "430400" });
  expect(rowLimitsOf(institutionUser("H1"))).toEqual({ ...nothing, institution: "H1" });
  expect(rowLimitsOf(insured("P1"))).toEqual({ ...nothing, person: "P1" });
  for (const role of ["administrator", "security-officer", "auditor"] as const) {
    expect(rowLimitsOf(staff([role])), role).toEqual(nothing);
  }
  expect(rowLimitsOf(staff(["agency-clerk"], { rights: new Set() }))).toEqual(nothing);
});
