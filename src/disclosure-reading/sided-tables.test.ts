import { describe, expect, test } from "vitest";
import {
  documentOf,
  FORMATS,
  figuresIn,
  readBack,
  type WrittenGrid,
  wan,
} from "../../test/support/disclosure/written-grid.ts";

// Tables with income on the left and spending on the right.

const MINISTRY: WrittenGrid = {
  title: "收入支出决算总表",
  headerRows: 3,
  rows: [
    ["收入", "<", "<", "支出", "<", "<"],
    ["项目", "行次", "决算数", "项目", "行次", "决算数"],
    ["栏次", "", "1", "栏次", "", "2"],
    ["一、一般公共预算财政拨款收入", "1", "250.00", "一、一般公共服务支出", "32", ""],
    ["二、政府性基金预算财政拨款收入", "2", "", "八、社会保障和就业支出", "39", "50.00"],
    ["五、事业收入", "5", "20.00", "九、卫生健康支出", "40", "200.00"],
    ["八、其他收入", "8", "0.00", "二十三、其他支出", "54", "15.00"],
    ["本年收入合计", "27", "270.00", "本年支出合计", "58", "265.00"],
    ["使用非财政拨款结余（含专用结余）", "28", "", "结余分配", "59", ""],
    ["年初结转和结余", "29", "5.00", "年末结转和结余", "60", "10.00"],
    ["总计", "31", "275.00", "总计", "62", "275.00"],
  ],
};

const OVERVIEW = {
  "income-general.amount": wan(250),
  "income-business.amount": wan(20),
  "income-total.amount": wan(270),
  "income-opening.amount": wan(5),
  "income-grand.amount": wan(275),
  "208.amount": wan(50),
  "210.amount": wan(200),
  "229.amount": wan(15),
  "spending-total.amount": wan(265),
  "spending-closing.amount": wan(10),
  "spending-grand.amount": wan(275),
};

/** Only the classes that are used, numbered anew. */
const SHORT: WrittenGrid = {
  title: "2031年部门财务收支预算总表",
  headerRows: 2,
  rows: [
    ["本年收入", "<", "本年支出", "<"],
    ["项目", "预算数", "项目", "预算数"],
    ["一、财政拨款收入", "250.00", "一、社会保障和就业支出", "50.00"],
    ["1.一般公共预算资金", "250.00", "二、卫生健康支出", "200.00"],
    ["2.政府性基金", "", "三、其他支出", "20.00"],
    ["二、事业收入", "20.00", "", ""],
    ["收入总计", "270.00", "支出总计", "270.00"],
  ],
};

describe("income and spending in total", () => {
  test("as the ministry prints it, with numbers of rows and columns", async () => {
    for (const format of FORMATS) {
      const reading = await readBack(documentOf([MINISTRY]), format);
      expect(figuresIn(reading, "overview"), format).toEqual(OVERVIEW);
      expect(figuresIn(reading, "overview", true)["201.amount"]).toBe(0);
      expect(reading.tables[0]?.is_whole).toBe(true);
    }
  });

  test("shortened and numbered anew", async () => {
    const reading = await readBack(documentOf([SHORT], ["虚构局", "2031年部门预算"]));
    expect(figuresIn(reading, "overview")).toEqual({
      "income-appropriation.amount": wan(250),
      "income-general.amount": wan(250),
      "income-business.amount": wan(20),
      "income-grand.amount": wan(270),
      "208.amount": wan(50),
      "210.amount": wan(200),
      "229.amount": wan(20),
      "spending-grand.amount": wan(270),
    });
  });

  test("spending by nature and by class, with three kinds of 其他支出", async () => {
    const rows = [
      ["收入", "<", "支出（按性质）", "<", "支出（按功能）", "<"],
      ["项目", "本年预算", "项目", "本年预算", "项目", "本年预算"],
      ["一、一般公共预算拨款", "300.00", "一、基本支出", "200.00", "一、一般公共服务支出", "90.00"],
      ["　经费拨款", "280.00", "　工资福利支出", "150.00", "二、国防支出", ""],
      [
        "　纳入一般公共预算管理的非税收入拨款",
        "20.00",
        "　一般商品和服务支出",
        "50.00",
        "三、其他支出",
        "210.00",
      ],
      ["二、政府性基金拨款", "", "二、项目支出", "90.00", "", ""],
      ["八、其他收入", "", "　专项商品和服务支出", "60.00", "", ""],
      ["", "", "　其他支出", "30.00", "", ""],
      ["", "", "三、经营支出", "", "", ""],
      ["", "", "六、其他支出", "10.00", "", ""],
      ["本年收入合计", "300.00", "本年支出合计", "300.00", "本年支出合计", "300.00"],
      ["十、上年结转（结余）", "", "八、结转下年", "", "", ""],
    ];
    const title = "部门收支总表";
    const reading = await readBack(documentOf([{ title, headerRows: 2, rows }]));
    expect(figuresIn(reading, "overview")).toMatchObject({
      "income-general-nontax.amount": wan(20),
      "nature-project-other.amount": wan(30),
      "nature-other.amount": wan(10),
      "229.amount": wan(210),
      "spending-total.amount": wan(300),
    });
  });
});

const FUNDS: WrittenGrid = {
  title: "财政拨款收入支出决算总表",
  headerRows: 2,
  rows: [
    ["收入", "<", "支出", "<", "<", "<", "<"],
    [
      "项目",
      "金额",
      "项目",
      "合计",
      "一般公共预算财政拨款",
      "政府性基金预算财政拨款",
      "国有资本经营预算财政拨款",
    ],
    ["一、一般公共预算财政拨款", "250.00", "八、社会保障和就业支出", "60.00", "50.00", "10.00", ""],
    ["二、政府性基金预算财政拨款", "10.00", "九、卫生健康支出", "200.00", "200.00", "", ""],
    ["三、国有资本经营预算财政拨款", "", "二十三、其他支出", "", "", "", ""],
    ["本年收入合计", "260.00", "本年支出合计", "260.00", "250.00", "10.00", ""],
    ["年初财政拨款结转和结余", "7.00", "年末财政拨款结转和结余", "7.00", "6.00", "1.00", ""],
    ["一、一般公共预算财政拨款", "6.00", "", "", "", "", ""],
    ["二、政府性基金预算财政拨款", "1.00", "", "", "", "", ""],
    ["三、国有资本经营预算财政拨款", "", "", "", "", "", ""],
    ["总计", "267.00", "总计", "267.00", "256.00", "11.00", ""],
  ],
};

describe("the appropriation", () => {
  test("the opening balance has its parts below it", async () => {
    const reading = await readBack(documentOf([FUNDS]), "docx");
    expect(figuresIn(reading, "appropriation")).toMatchObject({
      "income-general.amount": wan(250),
      "income-opening.amount": wan(7),
      "income-opening-general.amount": wan(6),
      "income-opening-fund.amount": wan(1),
      "208.fund": wan(10),
      "spending-total.general": wan(250),
      "spending-closing.fund": wan(1),
      "spending-grand.amount": wan(267),
    });
  });

  test("a budget's form, in which 本年收入 and 上年结转 head their parts", async () => {
    const rows = [
      ["收入", "<", "支出", "<", "<", "<"],
      ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算"],
      ["一、本年收入", "260.00", "一、本年支出", "264.00", "254.00", "10.00"],
      ["（一）一般公共预算拨款", "250.00", "（一）社会保障和就业支出", "64.00", "54.00", "10.00"],
      ["（二）政府性基金预算拨款", "10.00", "（二）卫生健康支出", "200.00", "200.00", ""],
      ["二、上年结转", "4.00", "二、年末结转结余", "", "", ""],
      ["（一）一般公共预算拨款", "4.00", "", "", "", ""],
      ["收入总计", "264.00", "支出总计", "264.00", "254.00", "10.00"],
    ];
    const title = "财政拨款收支总表";
    const reading = await readBack(documentOf([{ title, headerRows: 2, rows }]));
    expect(figuresIn(reading, "appropriation")).toMatchObject({
      "income-total.amount": wan(260),
      "income-general.amount": wan(250),
      "income-opening.amount": wan(4),
      "income-opening-general.amount": wan(4),
      "spending-total.amount": wan(264),
      "208.general": wan(54),
      "spending-grand.general": wan(254),
    });
  });
});

describe("the three public items", () => {
  const TITLE = "财政拨款“三公”经费支出决算表";
  test("halves of planned and spent in one row", async () => {
    const half = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "<", "<", "公务接待费"];
    const names = ["^", "^", "小计", "公务用车购置费", "公务用车运行维护费", "^"];
    const rows = [
      ["预算数", "<", "<", "<", "<", "<", "决算数", "<", "<", "<", "<", "<"],
      [...half, ...half],
      [...names, ...names],
      ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
      ["12.00", "2.00", "7.00", "", "7.00", "3.00", "8.50", "", "6.50", "", "6.50", "2.00"],
    ];
    for (const format of FORMATS) {
      const reading = await readBack(documentOf([{ title: TITLE, headerRows: 4, rows }]), format);
      expect(figuresIn(reading, "three-public"), format).toEqual({
        "total.budget": wan(12),
        "abroad.budget": wan(2),
        "vehicles.budget": wan(7),
        "vehicle-running.budget": wan(7),
        "reception.budget": wan(3),
        "total.actual": wan(8.5),
        "vehicles.actual": wan(6.5),
        "vehicle-running.actual": wan(6.5),
        "reception.actual": wan(2),
      });
    }
  });

  test("an item a row, last year beside this, differences passed over", async () => {
    const rows = [
      ["项目", "2030年预算数", "2031年预算数", "增减额", "增减率"],
      ["合计", "13.00", "12.00", "-1.00", "-7.69%"],
      ["1.因公出国（境）费", "2.00", "2.00", "", ""],
      ["2.公务接待费", "4.00", "3.00", "-1.00", "-25.00%"],
      ["3.公务用车费", "", "", "", ""],
      ["3.公务用车购置及运行费", "7.00", "7.00", "", ""],
      ["其中：（1）公务用车运行费", "7.00", "7.00", "", ""],
      ["（2）公务用车购置费", "", "", "", ""],
    ];
    const title = "一般公共预算“三公”经费支出表";
    const cover = ["虚构市医疗保障局", "2031年部门预算公开"];
    const reading = await readBack(documentOf([{ title, headerRows: 1, rows }], cover));
    expect(figuresIn(reading, "three-public")).toMatchObject({
      "total.prior": wan(13),
      "total.amount": wan(12),
      "reception.amount": wan(3),
      "vehicles.amount": wan(7),
      "vehicle-running.prior": wan(7),
    });
  });

  test("two years side by side in one row, the total by its full name", async () => {
    const half = [
      "“三公”经费合计",
      "因公出国(境)费",
      "公务用车购置及运行费",
      "<",
      "<",
      "公务接待费",
    ];
    const names = ["^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"];
    const rows = [
      ["2030年预算数", "<", "<", "<", "<", "<", "2031年预算数", "<", "<", "<", "<", "<"],
      [...half, ...half],
      [...names, ...names],
      ["32.07", "", "14.55", "", "14.55", "17.52", "30.04", "", "11.01", "", "11.01", "19.03"],
    ];
    const title = "一般公共预算“三公”经费支出表";
    const cover = ["重庆市虚构医疗保障局", "2031年部门预算"];
    const reading = await readBack(documentOf([{ title, headerRows: 3, rows }], cover));
    expect(figuresIn(reading, "three-public")).toMatchObject({
      "total.prior": wan(32.07),
      "reception.prior": wan(17.52),
      "total.amount": wan(30.04),
      "vehicles.amount": wan(11.01),
    });
  });

  test("with counts and the running costs of offices below, planned twice", async () => {
    const rows = [
      ["项目", "行次", "年初预算数", "全年预算数", "决算统计数"],
      ["栏次", "", "1", "2", "3"],
      ["一、“三公”经费支出", "1", "—", "—", "—"],
      ["（一）支出合计", "2", "12.00", "11.00", "8.50"],
      ["1．因公出国（境）费", "3", "2.00", "2.00", ""],
      ["2．公务用车购置及运行维护费", "4", "7.00", "6.00", "6.50"],
      ["（1）公务用车购置费", "5", "", "", ""],
      ["（2）公务用车运行维护费", "6", "7.00", "6.00", "6.50"],
      ["3．公务接待费", "7", "3.00", "3.00", "2.00"],
      ["（二）相关统计数", "11", "—", "—", "—"],
      ["4．公务用车保有量（辆）", "15", "—", "—", "3"],
      ["5．国内公务接待批次（个）", "16", "—", "—", "18"],
      ["二、机关运行经费", "22", "—", "—", "38.66"],
    ];
    const title = "财政拨款“三公”经费、行政参公单位机关运行经费情况表";
    const reading = await readBack(documentOf([{ title, headerRows: 2, rows }]));
    expect(figuresIn(reading, "three-public")).toMatchObject({
      "total.budget": wan(12),
      "total.actual": wan(8.5),
      "vehicle-running.actual": wan(6.5),
      "operating.actual": wan(38.66),
    });
    expect(figuresIn(reading, "three-public-counts")).toEqual({
      "vehicles-kept.count": 3,
      "reception-groups.count": 18,
    });
  });

  test("known by its items where the title is lost", async () => {
    const rows = [
      ["项目", "本年预算数"],
      ["合计", "11.00"],
      ["1、因公出国(境)费用", ""],
      ["2、公务接待费", "3.00"],
      ["3、公务用车购置及运行维护费", "8.00"],
    ];
    const cover = ["虚构市医疗保障局", "2031年部门预算公开"];
    const grid = { title: "2031 ῎ΐ “Ҏ῎”", headerRows: 1, rows };
    const reading = await readBack(documentOf([grid], cover));
    expect(reading.tables.map(({ topic }) => topic)).toEqual(["three-public"]);
    expect(figuresIn(reading, "three-public")["reception.amount"]).toBe(wan(3));
  });

  test("rows of units: only the total counts", async () => {
    const rows = [
      ["单位编码", "单位名称", "合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费"],
      ["", "合计", "9.00", "1.00", "5.00", "3.00"],
      ["403001", "虚构局", "6.00", "1.00", "3.00", "2.00"],
      ["403002", "虚构中心", "3.00", "", "2.00", "1.00"],
    ];
    const title = "一般公共预算“三公”经费支出表";
    const cover = ["虚构市医疗保障局", "2031年部门预算公开"];
    const reading = await readBack(documentOf([{ title, headerRows: 1, rows }], cover));
    expect(figuresIn(reading, "three-public")).toMatchObject({
      "total.amount": wan(9),
      "vehicles.amount": wan(5),
    });
  });
});
