import { strToU8 } from "fflate";
import { expect, test } from "vitest";
import { readDocument } from "./index.ts";

// Goal: text that has lost its columns keeps every token of every row, in order, placed nowhere.

test("rows, torn names, blank cells and the next page of a table in extracted text", async () => {
  const text = `这是一段说明文字，写在表格的前面，并且以句号结束。

预算公开表3
虚构单位支出样表
部门：虚构单位 单位：万元
科目
名称 合  计 基本 项目
** 1 2 3

合  计 30.00 10.00 20.00

908 甲类 30.00 10.00 20.00

  908 05 06
  名称很长的一个虚构科

目的后半
20.00 20.00

  908 05 07 没有金额的科目
预算公开表3
虚构单位支出样表
部门：虚构单位 单位：万元
科目
名称 合  计 基本 项目
** 1 2 3
908 05 08 丙 10.00 10.00
注：本表为虚构。`;
  const { lineTables, section } = await readDocument(strToU8(text), "样件.txt");
  expect(lineTables).toHaveLength(1);
  expect(lineTables[0]).toMatchObject({
    title: "虚构单位支出样表",
    label: "预算公开表3",
    unit: "万元",
    figureColumns: 3,
    notes: ["注：本表为虚构。"],
    line: 3,
  });
  expect(lineTables[0]?.rows.map(({ codes, name, figures }) => [codes, name, figures])).toEqual([
    [[], "合计", ["30.00", "10.00", "20.00"]],
    [["908"], "甲类", ["30.00", "10.00", "20.00"]],
    [["908", "05", "06"], "名称很长的一个虚构科目的后半", ["20.00", "20.00"]],
    [["908", "05", "07"], "没有金额的科目", []],
    [["908", "05", "08"], "丙", ["10.00", "10.00"]],
  ]);
  expect(section.paragraphs).toHaveLength(1);
});

test("two halves side by side keep names and figures in turn", async () => {
  const text = `虚构收支样表
单位：元
项目 金额 项目 金额
一、甲收入 1,000 一、甲支出 300
二、乙收入 二、乙支出 700
收 入 总 计 1,000 支 出 总 计 1,000`;
  const { lineTables } = await readDocument(strToU8(text), "样件.txt");
  expect(lineTables[0]?.rows.map(({ tokens }) => tokens)).toEqual([
    ["一、甲收入", "1,000", "一、甲支出", "300"],
    ["二、乙收入", "二、乙支出", "700"],
    ["收入总计", "1,000", "支出总计", "1,000"],
  ]);
});
