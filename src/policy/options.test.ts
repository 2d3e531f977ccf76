import { describe, expect, test } from "vitest";
import type { CivilDate, YibaoError } from "../kernel/index.ts";
import { allowedValues, loadRegion, optionNames, plainCell, withOptions } from "./index.ts";

// Goal: a what-if never settles by a value that a pack could not hold, and never ignores a word.

const region = loadRegion("430400");
const day = "2023-03-01" as CivilDate;

function errorOf(options: Record<string, unknown>): Pick<YibaoError, "code" | "message"> {
  try {
    withOptions(region, options);
  } catch (error) {
    return error as YibaoError;
  }
  return { code: "RATE-NOT-A-RATE", message: "nothing was refused" };
}

describe("options", () => {
  test("every one that is named can be set to each of its values", () => {
    const names = optionNames(region).filter((name) => name !== "chronic_limit");
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      const parameter = region.parameters.get(name);
      if (!parameter) throw new Error(name);
      const values = parameter.unit === "choice" ? parameter.among : ["0.5", 0.5];
      for (const value of values) {
        const changed = withOptions(region, { [name]: value });
        expect(plainCell(changed, name, day).source.document).toBe("本次试算的选项");
        expect(changed.overrides.names).toEqual([name]);
      }
      expect(allowedValues(parameter)).not.toBe("");
    }
  });

  test.each([
    ["void-rule", "POLICY-UNKNOWN-OPTION"],
    ["employee_inpatient_ratio", "POLICY-UNKNOWN-OPTION"],
    ["identity_order", "POLICY-UNKNOWN-OPTION"],
    ["critical_illness_bands_four", "POLICY-UNKNOWN-OPTION"],
    ["full_self_rule", "POLICY-UNKNOWN-OPTION"],
  ])("%s is none: the names there are, are told", (name, code) => {
    const error = errorOf({ [name]: "x" });
    expect(error.code).toBe(code);
    expect(error.message).toContain("cross_region_reading");
    expect(error.message).toContain("chronic_limit");
    expect(error.message).not.toContain(`、${name}、`);
  });

  test.each([
    ["void_rule", "replays", "leave、replay"],
    ["void_rule", true, "leave、replay"],
    ["large_sum_ratio", 90, "0 至 1 之间的小数"],
    ["large_sum_ratio", "-0.1", "0 至 1 之间的小数"],
    ["large_sum_ratio", "90%", "0 至 1 之间的小数"],
    ["employee_pool_cap", "-1", "不小于 0 的金额"],
    ["employee_pool_cap", "15万", "不小于 0 的金额"],
    ["employee_pool_cap", { amount: 1 }, "不小于 0 的金额"],
  ])("%s cannot be %j", (name, value, says) => {
    const error = errorOf({ [name]: value });
    expect(error.code).toBe("POLICY-BAD-OPTION");
    expect(error.message).toContain(says);
    expect(error.message).toContain(name);
  });

  test.each([
    "1",
    5,
    [],
    {},
    { kind: 5, amount: 300 },
    { kind: 1 },
    { kind: 1, amount: -300 },
    { kind: 1, amount: 300, usd: 100 },
    { kind: 1, amount: 300, used: -1 },
    { kind: 3, amount: 300, in_scope_first: "yes" },
  ])("chronic_limit cannot be %j", (value) => {
    const error = errorOf({ chronic_limit: value });
    expect(error.code).toBe("POLICY-BAD-OPTION");
    expect(error.message).toContain('"kind": 1–4');
  });
});
