import { expect, test } from "vitest";
import { loadRegion, rulesOn } from "../policy/index.ts";
test("r", () => {
  const r = loadRegion("430400");
  console.log([...r.funds.values()], rulesOn(r, "2023-06-01" as never), r.benefits.map(b=>[b.name,b.insutypes,b.visit_types,b.diseases]), [...r.diseases.values()]);
  expect(1).toBe(1);
});
