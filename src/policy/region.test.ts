import { expect, test } from "vitest";
import { loadRegion } from "./index.ts";

test("the shipped Hengyang pack loads over Hunan and the national one", () => {
  const region = loadRegion("430400");
  expect(region.name).toBe("衡阳市");
  expect(region.benefits.length).toBeGreaterThan(10);
  expect(region.version).toMatch(/^[0-9a-f]{16}$/);
});
