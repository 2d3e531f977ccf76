import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { lineAt, markOf, readDocument, type Section, unbalancedMarks } from "./index.ts";

async function sectionOf(text: string): Promise<Section> {
  return (await readDocument(strToU8(text), "样件.txt")).section;
}

describe("extracted text", () => {
  const text = `目 录
一、甲的情况
二、乙的情况
一、甲的情况

（一）总体。虚构单位二〇三一年度收入合计为一百二十三万元，与上一年度相比增加

四十五万元，增长的主要原因是虚构的工作任务增加，

支出也随之增加。
另起一段，写到这里为止。
1.第一项。只有一句话。
(1)更小的一项。
二、乙的情况
这一节没有编号的段落。`;

  test("is a tree of numbered sections with their lines", async () => {
    const root = await sectionOf(text);
    expect(root.paragraphs.map((one) => one.text)).toEqual([
      "目 录",
      "一、甲的情况",
      "二、乙的情况",
    ]);
    expect(root.sections.map(({ mark, title, line }) => [mark, title, line])).toEqual([
      ["一、", "甲的情况", 4],
      ["二、", "乙的情况", 14],
    ]);
    const [first] = root.sections[0]?.sections ?? [];
    expect(first).toMatchObject({ mark: "（一）", title: "总体", level: 3, ordinal: 1, line: 6 });
    expect(first?.sections[0]).toMatchObject({ mark: "1.", level: 4 });
    expect(first?.sections[0]?.sections[0]).toMatchObject({ mark: "(1)", level: 5 });
  });

  test("has its paragraphs joined over line breaks, with the line of each place", async () => {
    const root = await sectionOf(text);
    const [paragraph, next] = root.sections[0]?.sections[0]?.paragraphs ?? [];
    expect(paragraph).toMatchObject({ line: 6, lastLine: 10 });
    expect(paragraph?.text).toContain("相比增加四十五万元");
    expect(paragraph && lineAt(paragraph, paragraph.text.indexOf("四十五"))).toBe(8);
    expect(next?.text).toBe("另起一段，写到这里为止。");
  });
});

test.each([
  ["第三部分 说明", 1, 3],
  ["十二、甲", 2, 12],
  ["（二十一）甲", 3, 21],
  ["3．甲", 4, 3],
  ["（4）甲", 5, 4],
  ["②甲", 5, 2],
])("%s begins a section", (text, level, ordinal) => {
  expect(markOf(text)).toMatchObject({ level, ordinal });
});

test.each(["1.25万元", "一、甲的情况……… 3", "一般公共预算", "（见附表）"])(
  "%s begins none",
  (text) => {
    expect(markOf(text)).toBeNull();
  },
);

test("brackets and quotes without their other half are found", () => {
  expect(unbalancedMarks("“甲”（乙(丙)）《丁》")).toEqual([]);
  expect(unbalancedMarks("1）甲")).toEqual([]);
  expect(unbalancedMarks("“甲（乙）")).toEqual([{ at: 0, mark: "“" }]);
  expect(unbalancedMarks("甲）乙")).toEqual([{ at: 1, mark: "）" }]);
});
