import { describe, expect, test } from "vitest";
import { figuresIn, readBytes, wan } from "../../test/support/disclosure/written-grid.ts";
import type { Reading } from "./index.ts";

// Tables of text that has lost its columns, as programs take it out of documents.

function read(...lines: readonly string[]): Promise<Reading> {
  const text = ["湖南省虚构医疗保障局", "2023年度部门决算", "", ...lines].join("\n");
  return readBytes(new TextEncoder().encode(text), "样本.txt");
}

describe("a table with two sides", () => {
  test("numbers of rows are no figures", async () => {
    const reading = await read(
      "公开01表",
      "收入支出决算总表",
      "单位：万元",
      "收入 支出",
      "项目 行次 决算数 项目 行次 决算数",
      "栏次 1 栏次 2",
      "一、一般公共预算财政拨款收入 1 250.00 一、一般公共服务支出 32",
      "二、政府性基金预算财政拨款收入 2 二、外交支出 33 0.50",
      "五、事业收入 5 20.00 九、卫生健康支出 40 269.50",
      "本年收入合计 27 270.00 本年支出合计 58 270.00",
      "总计 31 270.00 总计 62 270.00",
    );
    expect(figuresIn(reading, "overview")).toEqual({
      "income-general.amount": wan(250),
      "income-business.amount": wan(20),
      "income-total.amount": wan(270),
      "income-grand.amount": wan(270),
      "202.amount": wan(0.5),
      "210.amount": wan(269.5),
      "spending-total.amount": wan(270),
      "spending-grand.amount": wan(270),
    });
    expect(figuresIn(reading, "overview", true)["201.amount"]).toBe(0);
  });

  test("funds without any money leave but one column", async () => {
    const reading = await read(
      "财政拨款收入支出决算总表",
      "单位：万元",
      "收入 支出",
      "项目 金额 项目 合计 一般公共预算财政拨款 政府性基金预算财政拨款 国有资本经营预算财政拨款",
      "一、一般公共预算财政拨款 250.00 八、社会保障和就业支出 50.00 50.00",
      "二、政府性基金预算财政拨款 九、卫生健康支出 200.00 200.00",
      "三、国有资本经营预算财政拨款 二十三、其他支出",
      "本年收入合计 250.00 本年支出合计 250.00 250.00",
      "年初财政拨款结转和结余 6.00 年末财政拨款结转和结余 6.00 6.00",
      "一、一般公共预算财政拨款 6.00",
      "二、政府性基金预算财政拨款",
      "三、国有资本经营预算财政拨款",
      "总计 256.00 总计 256.00 256.00",
    );
    expect(figuresIn(reading, "appropriation")).toMatchObject({
      "income-opening-general.amount": wan(6),
      "208.general": wan(50),
      "spending-total.general": wan(250),
      "spending-closing.general": wan(6),
      "spending-grand.amount": wan(256),
    });
    expect(reading.unread).toEqual([]);
  });
});

test("blocks of economic items side by side", async () => {
  const reading = await read(
    "一般公共预算财政拨款基本支出决算表",
    "单位：万元",
    "科目编码 科目名称 决算数 科目编码 科目名称 决算数",
    "301 工资福利支出 150.00 302 商品和服务支出 35.00",
    "30101 基本工资 100.00 30201 办公费",
    "30102 津贴补贴 50.00 30202 印刷费 5.00",
    "303 对个人和家庭的补助 10.00 30211 差旅费 30.00",
    "30302 退休费 10.00 30213 维修（护）费",
    "人员经费合计 160.00 公用经费合计 35.00",
  );
  expect(figuresIn(reading, "basic")).toEqual({
    "301.total": wan(150),
    "30101.total": wan(100),
    "30102.total": wan(50),
    "302.total": wan(35),
    "30202.total": wan(5),
    "303.total": wan(10),
    "30211.total": wan(30),
    "30302.total": wan(10),
    "personnel.total": wan(160),
    "public.total": wan(35),
  });
  expect(figuresIn(reading, "basic", true)["30201.total"]).toBe(0);
});

describe("what was not read", () => {
  const OWNER = ["公开03表", "支出决算表", "部门：湖南省虚构医疗保障局", "金额单位：万元"];
  const HEADER = "科目代码 科目名称 本年支出合计 基本支出 项目支出";

  test("the line of the owner between title and unit belongs to the table", async () => {
    const reading = await read(
      ...OWNER,
      HEADER,
      "合计 300.00 200.00 100.00",
      "210 卫生健康支出 300.00 200.00 100.00",
    );
    expect(reading.tables.map(({ topic, is_whole }) => [topic, is_whole])).toEqual([
      ["spending", true],
    ]);
    expect(figuresIn(reading, "spending")["total.basic"]).toBe(wan(200));
  });

  test("text with a cell a line: nothing of its tables is known", async () => {
    const reading = await read(
      ...OWNER,
      "科目代码",
      "合计",
      "210",
      "卫生健康支出",
      "本年支出合计",
      "300.00",
      "300.00",
      "基本支出",
      "200.00",
      "200.00",
    );
    expect(reading.facts.filter(({ source }) => source === "table")).toEqual([]);
    expect(reading.tables[0]).toMatchObject({ topic: "spending", is_whole: false });
    expect(reading.unread.some(({ what }) => what === "table")).toBe(true);
  });

  test("a form with no row at all is not known to be empty, with its note it is", async () => {
    const title = [
      "国有资本经营预算支出表",
      "单位：万元",
      "科目编码 科目名称 合计 基本支出 项目支出",
    ];
    const bare = await read(...title);
    expect(bare.tables[0]).toMatchObject({ topic: "capital", is_whole: false });
    const noted = await read(...title, "合计", "注：本部门无此项支出，本表为空。");
    expect(noted.tables[0]).toMatchObject({ topic: "capital", is_whole: true, is_empty: true });
  });

  test("a figure that cannot be read keeps its place and is not nothing", async () => {
    const reading = await read(
      ...OWNER,
      HEADER,
      "合计 300.00 200.00 100.00",
      "210 卫生健康支出 3■0.00 200.00 100.00",
    );
    const figures = figuresIn(reading, "spending", true);
    expect(figures["210.basic"]).toBe(wan(200));
    expect(figures["210.total"]).toBeUndefined();
    expect(reading.tables[0]?.is_whole).toBe(false);
  });

  test("a wrong figure in a row with lost cells does not move the others", async () => {
    const reading = await read(
      ...OWNER,
      "科目代码 科目名称 本年支出合计 基本支出 人员经费 公用经费 项目支出",
      "合计 353.04 253.04 203.04 50.00 100.00",
      "210 卫生健康支出 300.00 200.00 150.00 50.00 100.00",
      "221 住房保障支出 53.04 53.04 53.04",
      "22102 住房改革支出 53.04 83.04 53.04",
      "2210201 住房公积金 53.04 53.04 53.04",
    );
    expect(figuresIn(reading, "spending", true)).toMatchObject({
      "22102.basic": wan(83.04),
      "22102.basic-personnel": wan(53.04),
      "22102.project": 0,
    });
  });
});

test("income whose rows are units, by their codes", async () => {
  const reading = await read(
    "部门收入总表",
    "部门：湖南省虚构医疗保障局",
    "单位：万元",
    "部门（单位）代码 部门（单位）名称 合计 上年结转 本年收入",
    "小计 一般公共预算 事业收入",
    "合计 310.00 310.00 300.00 10.00",
    "062 湖南省虚构医疗保障局 310.00 310.00 300.00 10.00",
    "062001 湖南省虚构医疗保障局本级 200.00 200.00 200.00",
    "062002 虚构医疗保障事务中心 110.00 110.00 100.00 10.00",
  );
  expect(figuresIn(reading, "income-units")).toMatchObject({
    "062.total": wan(310),
    "062001.total": wan(200),
    "062002.total": wan(110),
  });
  const codes = reading.tables.flatMap(({ rows }) => rows.map(({ chart }) => chart));
  expect(codes.every((chart) => chart === null)).toBe(true);
});

test("items of the three public with numbers of rows", async () => {
  const reading = await read(
    "财政拨款“三公”经费支出决算表",
    "单位：万元",
    "项目 行次 预算数 决算数",
    "合计 1 12.00 8.50",
    "因公出国（境）费 2 2.00",
    "公务用车购置及运行维护费 3 7.00 6.50",
    "公务接待费 4 3.00 2.00",
  );
  expect(figuresIn(reading, "three-public", true)).toMatchObject({
    "total.budget": wan(12),
    "abroad.budget": wan(2),
    "abroad.actual": 0,
    "reception.actual": wan(2),
  });
});

describe("the three public items in one row", () => {
  const HEADER = [
    "财政拨款“三公”经费支出决算表",
    "单位：万元",
    "预算数 决算数",
    "合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费 " +
      "合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费",
    "小计 公务用车购置费 公务用车运行维护费 小计 公务用车购置费 公务用车运行维护费",
  ];
  test("with all of its figures", async () => {
    const figures = "12.00 2.00 7.00 0.00 7.00 3.00 8.50 0.00 6.50 0.00 6.50 2.00";
    const reading = await read(...HEADER, figures);
    expect(figuresIn(reading, "three-public")).toMatchObject({
      "total.budget": wan(12),
      "vehicles.budget": wan(7),
      "reception.budget": wan(3),
      "total.actual": wan(8.5),
      "vehicle-running.actual": wan(6.5),
    });
  });

  test("what basic spending holds of an item tells where it stands", async () => {
    const reading = await read(
      "一般公共预算财政拨款基本支出决算表",
      "单位：万元",
      "科目编码 科目名称 决算数",
      "302 商品和服务支出 6.50",
      "30231 公务用车运行维护费 6.50",
      ...HEADER,
      "12.00 2.00 7.00 0.00 7.00 3.00 8.50 6.50 6.50 2.00",
    );
    expect(figuresIn(reading, "three-public", true)).toMatchObject({
      "vehicle-running.actual": wan(6.5),
      "vehicle-purchase.actual": 0,
      "abroad.actual": 0,
    });
  });

  test("with lost cells: open where more than one place is left", async () => {
    const reading = await read(...HEADER, "0.95 0.95");
    expect(figuresIn(reading, "three-public")).toEqual({});
    expect(reading.unread.length).toBeGreaterThan(0);
  });
});

test("a row whose name is torn over lines, its code first and its figures last", async () => {
  const reading = await read(
    "支出决算表",
    "单位：万元",
    "",
    "科目编码 科目名称 本年支出合计 基本支出 项目支出",
    "",
    "合计 300.00 200.00 100.00",
    "",
    "210 卫生健康支出 300.00 200.00 100.00",
    "",
    "21015",
    "医疗保障管理事",
    "务",
    "300.00 200.00 100.00",
    "",
    "2101501 行政运行 200.00 200.00",
    "",
    "2101502",
    "一般行政管理",
    "事务",
    "100.00 100.00",
    "",
  );
  expect(figuresIn(reading, "spending")).toMatchObject({
    "21015.project": wan(100),
    "2101501.basic": wan(200),
    "2101502.project": wan(100),
  });
  expect(reading.tables[0]?.rows.map(({ name }) => name)).toContain("一般行政管理事务");
});
