import { describe, expect, test } from "vitest";
import { Problem } from "../../shared/problem.ts";
import { placedProblem } from "./data-place.ts";

// Goal: what is wrong in a data file is told with file, line and column, at the head of the form.

function told(field: string | undefined) {
  const reason = "“约一百”不是金额";
  return placedProblem(
    new Problem(400, {
      ...{ detail: reason, reason, mend: "请改正" },
      ...(field ? { field } : {}),
    }),
  );
}

describe("where in a data file", () => {
  test.each([
    ["general.csv:3:5", "general.csv 第 3 行第 5 列"],
    ["registers/projects.csv:7", "registers/projects.csv 第 7 行"],
    ["收入决算表.csv", "收入决算表.csv"],
    [
      "overview.csv:6:2、general.csv:3:5",
      "overview.csv 第 6 行第 2 列、general.csv 第 3 行第 5 列",
    ],
  ])("%s", (field, words) => {
    const { reason, field: left, mend } = told(field);
    expect([reason, left, mend]).toEqual([`${words}：“约一百”不是金额`, null, "请改正"]);
  });

  test.each([["folder"], [undefined], ["filled.figures[0].text"]])("not %s", (field) => {
    expect(told(field)).toMatchObject({ reason: "“约一百”不是金额", field: field ?? null });
  });
});
