import { expect, test } from "vitest";
import { parseTemplate, slotsOf } from "./template.ts";

test("words, slots with arguments and bodies, and optional parts within each other", () => {
  expect(parseTemplate("甲{amount overview[total]}[，{why @}]。")).toEqual([
    { kind: "words", text: "甲" },
    { kind: "slot", name: "amount", arguments: ["overview[total]"], bodies: [] },
    {
      kind: "optional",
      parts: [
        { kind: "words", text: "，" },
        { kind: "slot", name: "why", arguments: ["@"], bodies: [] },
      ],
    },
    { kind: "words", text: "。" },
  ]);
});

test("a body may be empty, and holds slots of its own", () => {
  const template = parseTemplate("{versus @ 无||与{last-year}年持平}");
  expect(slotsOf(template).map(({ name }) => name)).toEqual(["versus", "last-year"]);
  expect(template[0]).toMatchObject({ bodies: [[], [{ text: "与" }, {}, { text: "年持平" }]] });
});

test.each(["{amount", "[甲", "甲]", "甲}", "甲|乙", "{when a|甲", "{a|[甲|乙]}"])(
  "brackets that do not close are refused: %s",
  (text) => {
    expect(() => parseTemplate(text)).toThrow(
      expect.objectContaining({ code: "PUBLICATION-TEMPLATE" }),
    );
  },
);
