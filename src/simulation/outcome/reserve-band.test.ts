import { expect, test } from "vitest";
import { civilDate } from "../../kernel/index.ts";
import { loadRegion } from "../../policy/index.ts";
import { reserveBandOf } from "./reserve-band.ts";

test("the control band is that of the packs, with its source and as unverified as they are", () => {
  const band = reserveBandOf(loadRegion("430400"), civilDate("2025-12-31"));
  expect([band?.from_months, band?.to_months, band?.unverified]).toEqual([6, 9, true]);
  expect(band?.source).toContain("2009");
});

test("no band before there was one", () => {
  expect(reserveBandOf(loadRegion("430400"), civilDate("2009-07-23"))).toBeNull();
});
