import { expect, test } from "vitest";
import { YibaoError } from "../kernel/index.ts";
import { assertStrong } from "./password-rule.ts";

test.each([
  ["Short-9x7", "少于 10 个字符"],
  [`Aa9-${"xyz".repeat(50)}`, "多于 128 个字符"],
  ["onlylowercase", "字符种类太少"],
  ["LowerUPPERxx", "字符种类太少"],
  ["My-Clerk-977", "包含账号名"],
  ["Aaaaa-97xyz", "包含连续或重复的字符"],
  ["Qwer-97-xyz", "包含连续或重复的字符"],
])("%s is refused: %s", (password, reason) => {
  expect(() => assertStrong(password, "clerk")).toThrow(
    new YibaoError("ACCESS-PASSWORD-WEAK", { reason }, "password"),
  );
});

test.each(["Fictitious-9x7", "correct Horse 9", "医保医保医保-Abc7"])("%s is taken", (password) => {
  expect(() => assertStrong(password, "clerk")).not.toThrow();
});
