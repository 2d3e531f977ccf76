import { describe, expect, test } from "vitest";
import {
  documentOf,
  FORMATS,
  figuresIn,
  readBack,
  type WrittenGrid,
  wan,
} from "../../test/support/disclosure/written-grid.ts";

// Coded tables in every layout in which they were seen: the same facts whatever the layout.

const SPENDING = {
  "total.total": wan(301.5),
  "total.basic": wan(201.5),
  "total.project": wan(100),
  "210.total": wan(280),
  "210.basic": wan(180),
  "210.project": wan(100),
  "21015.total": wan(280),
  "21015.basic": wan(180),
  "21015.project": wan(100),
  "2101501.total": wan(180),
  "2101501.basic": wan(180),
  "2101502.total": wan(100),
  "2101502.project": wan(100),
  "221.total": wan(21.5),
  "221.basic": wan(21.5),
  "22102.total": wan(21.5),
  "22102.basic": wan(21.5),
  "2210201.total": wan(21.5),
  "2210201.basic": wan(21.5),
};

const MINISTRY: WrittenGrid = {
  title: "支出决算表",
  headerRows: 3,
  rows: [
    [
      "项目",
      "<",
      "本年支出合计",
      "基本支出",
      "项目支出",
      "上缴上级支出",
      "经营支出",
      "对附属单位补助支出",
    ],
    ["功能分类科目编码", "科目名称", "^", "^", "^", "^", "^", "^"],
    ["栏次", "<", "1", "2", "3", "4", "5", "6"],
    ["合计", "<", "301.50", "201.50", "100.00", "", "", ""],
    ["210", "卫生健康支出", "280.00", "180.00", "100.00", "", "", ""],
    ["21015", "医疗保障管理事务", "280.00", "180.00", "100.00", "", "", ""],
    ["2101501", "行政运行", "180.00", "180.00", "", "", "", ""],
    ["2101502", "一般行政管理事务", "100.00", "", "100.00", "", "", ""],
    ["221", "住房保障支出", "21.50", "21.50", "", "", "", ""],
    ["22102", "住房改革支出", "21.50", "21.50", "", "", "", ""],
    ["2210201", "住房公积金", "21.50", "21.50", "", "", "", ""],
  ],
};

const PARTED: WrittenGrid = {
  title: "2031年部门支出预算总表",
  unit: "元",
  headerRows: 3,
  rows: [
    ["项目", "<", "<", "<", "支出预算", "<", "<"],
    ["功能分类科目编码", "<", "<", "功能分类科目名称", "合计", "基本支出", "项目支出"],
    ["类", "款", "项", "^", "^", "^", "^"],
    ["210", "", "", "卫生健康支出", "2,800,000", "1,800,000", "1,000,000"],
    ["210", "15", "", "医疗保障管理事务", "2,800,000", "1,800,000", "1,000,000"],
    ["210", "15", "01", "行政运行", "1,800,000", "1,800,000", "0"],
    ["210", "15", "02", "一般行政管理事务", "1,000,000", "0", "1,000,000"],
    ["221", "", "", "住房保障支出", "215,000", "215,000", "0"],
    ["221", "02", "", "住房改革支出", "215,000", "215,000", "0"],
    ["221", "02", "01", "住房公积金", "215,000", "215,000", "0"],
    ["合计", "<", "<", "<", "3,015,000", "2,015,000", "1,000,000"],
  ],
};

/** A 类 and a 款 are printed once, and left blank below. */
const SPARSE: WrittenGrid = {
  ...PARTED,
  rows: PARTED.rows.map((row, at) => {
    if (at < 3) return row;
    return row.map((text, column) => {
      if (column === 0 && row[1] !== "" && /^\d/.test(text)) return "";
      return column === 1 && row[2] !== "" && /^\d/.test(text) ? "" : text;
    });
  }),
};

const NAME_FIRST: WrittenGrid = {
  title: "部门支出总体情况表",
  headerRows: 1,
  rows: [
    ["科目名称", "科目编码", "合计", "基本支出", "项目支出"],
    ["卫生健康支出", "210", "280.00", "180.00", "100.00"],
    ["　医疗保障管理事务", "21015", "280.00", "180.00", "100.00"],
    ["　　行政运行", "2101501", "180.00", "180.00", "-"],
    ["　　一般行政管理事务", "2101502", "100.00", "-", "100.00"],
    ["住房保障支出", "221", "21.50", "21.50", "-"],
    ["　住房改革支出", "22102", "21.50", "21.50", "-"],
    ["　　住房公积金", "2210201", "21.50", "21.50", "-"],
    ["合计", "", "301.50", "201.50", "100.00"],
  ],
};

const IN_ONE_CELL: WrittenGrid = {
  title: "支出总表",
  headerRows: 1,
  rows: [
    ["科目", "合计", "基本支出", "项目支出"],
    ["合计", "301.50", "201.50", "100.00"],
    ["210卫生健康支出", "280.00", "180.00", "100.00"],
    ["　21015医疗保障管理事务", "280.00", "180.00", "100.00"],
    ["　　2101501行政运行", "180.00", "180.00", ""],
    ["　　2101502一般行政管理事务", "100.00", "", "100.00"],
    ["221住房保障支出", "21.50", "21.50", ""],
    ["　22102住房改革支出", "21.50", "21.50", ""],
    ["　　2210201住房公积金", "21.50", "21.50", ""],
  ],
};

const WITH_DASHES: WrittenGrid = {
  ...IN_ONE_CELL,
  rows: IN_ONE_CELL.rows.map(([name, ...rest]) => [(name ?? "").replace(/(\d+)/, "$1-"), ...rest]),
};

/** The chart's names alone. */
const WITHOUT_CODES: WrittenGrid = {
  ...IN_ONE_CELL,
  rows: IN_ONE_CELL.rows.map(([name, ...rest]) => [(name ?? "").replace(/\d+/, ""), ...rest]),
};

const WITH_UNIT_CODE: WrittenGrid = {
  title: "部门支出总表",
  headerRows: 3,
  rows: [
    ["功能科目", "<", "<", "单位代码", "科目名称（单位）", "总计", "基本支出", "项目支出"],
    ["类", "款", "项", "^", "^", "^", "^", "^"],
    ["**", "**", "**", "**", "**", "1", "2", "3"],
    ["", "", "", "", "合计", "301.50", "201.50", "100.00"],
    ["210", "", "", "", "卫生健康支出", "280.00", "180.00", "100.00"],
    ["210", "15", "", "", "医疗保障管理事务", "280.00", "180.00", "100.00"],
    ["210", "15", "01", "062", "行政运行", "180.00", "180.00", ""],
    ["210", "15", "02", "062", "一般行政管理事务", "100.00", "", "100.00"],
    ["221", "", "", "", "住房保障支出", "21.50", "21.50", ""],
    ["221", "02", "", "", "住房改革支出", "21.50", "21.50", ""],
    ["221", "02", "01", "062", "住房公积金", "21.50", "21.50", ""],
  ],
};

describe("a table of spending by function", () => {
  test.each([
    ["as the ministry prints it", MINISTRY],
    ["with 类, 款 and 项 apart, in yuan, the total below", PARTED],
    ["with 类 and 款 only where they begin", SPARSE],
    ["with names before codes and dashes", NAME_FIRST],
    ["with code and name in one cell", IN_ONE_CELL],
    ["with a dash between code and name", WITH_DASHES],
    ["without codes", WITHOUT_CODES],
    ["with a unit code and a row of stars", WITH_UNIT_CODE],
  ])("%s", async (_, grid) => {
    for (const format of FORMATS) {
      const reading = await readBack(documentOf([grid]), format);
      expect(figuresIn(reading, "spending"), format).toEqual(SPENDING);
      expect(reading.unread.map(({ why }) => why)).toEqual([]);
      expect(reading.tables[0]).toMatchObject({ topic: "spending", is_whole: true });
    }
  });

  test("blanks of a whole table are nothing, and exactly so", async () => {
    const { facts } = await readBack(documentOf([MINISTRY]));
    const blank = facts.find(({ row, column }) => row === "210" && column === "operating");
    expect(blank).toMatchObject({ origin: "blank", printed: { value: 0, step: 10_000, text: "" } });
    const zero = figuresIn(await readBack(documentOf([MINISTRY])), "spending", true);
    expect(zero["2101501.project"]).toBe(0);
  });

  test("a name behind a dash is the name of the chart", async () => {
    const { tables } = await readBack(documentOf([WITH_DASHES]));
    expect(tables[0]?.rows.map(({ name }) => name)).toContain("行政运行");
  });

  test("a header without rows is a table that was not read, not one of nothing", async () => {
    const grid = { ...MINISTRY, rows: MINISTRY.rows.slice(0, MINISTRY.headerRows) };
    const reading = await readBack(documentOf([grid]));
    expect(reading.tables[0]?.is_whole).toBe(false);
    expect(reading.unread.map(({ what }) => what)).toContain("table");
  });

  test("rows of several units are no whole, and are told", async () => {
    const rows = [
      ["单位/科目编码", "名称", "合计", "基本支出", "项目支出"],
      ["合计", "<", "300.00", "300.00", ""],
      ["403001", "虚构医疗保障局", "200.00", "200.00", ""],
      ["2101501", "行政运行", "200.00", "200.00", ""],
      ["403002", "虚构医疗保险事务中心", "100.00", "100.00", ""],
      ["2101501", "行政运行", "100.00", "100.00", ""],
    ];
    const reading = await readBack(documentOf([{ title: "部门支出总表", headerRows: 1, rows }]));
    expect(figuresIn(reading, "spending")).toEqual({
      "total.total": wan(300),
      "total.basic": wan(300),
    });
    expect(reading.unread.map(({ what }) => what)).toContain("row");
  });
});

describe("slips in codes", () => {
  test("the code that is meant is the address, the printed one stays in the row", async () => {
    const rows = [
      ["科目编码", "科目名称", "金额"],
      ["302", "商品和服务支出", "70.00"],
      ["30208", "取暖费", "10.00"],
      ["30299", "物业管理费", "20.00"],
      ["30211", "差旅费", "5.00"],
      ["3028", "工会经费", "15.00"],
      ["30299", "其他商品和服务支出", "20.00"],
    ];
    const title = "一般公共预算基本支出表";
    const reading = await readBack(documentOf([{ title, headerRows: 1, rows }]));
    expect(figuresIn(reading, "basic")).toEqual({
      "302.total": wan(70),
      "30208.total": wan(10),
      "30209.total": wan(20),
      "30211.total": wan(5),
      "30228.total": wan(15),
      "30299.total": wan(20),
    });
    const printed = reading.tables[0]?.rows.map(({ id, code }) => [id, code]);
    expect(printed).toContainEqual(["30209", "30299"]);
    expect(printed).toContainEqual(["30228", "3028"]);
  });

  test("the name of another item beside a code that is right is only a name", async () => {
    const rows = MINISTRY.rows.map((cells) => {
      if (cells[0] === "21015") return [cells[0], "其他卫生健康支出", ...cells.slice(2)];
      if (cells[0] !== "2101502") return cells;
      return [cells[0], "其他医疗保障管理事务支出", ...cells.slice(2)];
    });
    const reading = await readBack(documentOf([{ ...MINISTRY, rows }]));
    expect(figuresIn(reading, "spending")).toEqual(SPENDING);
  });

  test("a row, or the whole table, printed twice holds its figures once", async () => {
    const rows = MINISTRY.rows.flatMap((cells) =>
      cells[0] === "2101502" ? [cells, cells] : [cells],
    );
    const doubled = await readBack(documentOf([{ ...MINISTRY, rows }]));
    expect(figuresIn(doubled, "spending")).toEqual(SPENDING);
    const twice = await readBack(documentOf([MINISTRY, MINISTRY]));
    expect(figuresIn(twice, "spending")).toEqual(SPENDING);
    expect(twice.notes.filter(({ what }) => what === "again").map(({ text }) => text)).toEqual([
      "spending",
    ]);
  });

  test("the first class left out below the total: the table is whole but for its row", async () => {
    const rows = MINISTRY.rows.filter(([code]) => code !== "210");
    const reading = await readBack(documentOf([{ ...MINISTRY, rows }]));
    expect(reading.tables[0]?.is_whole).toBe(true);
  });
});

const BASIC = {
  "301.total": wan(150),
  "30101.total": wan(100),
  "30102.total": wan(50),
  "303.total": wan(10),
  "30302.total": wan(10),
  "302.total": wan(30),
  "30201.total": wan(30),
  "310.total": wan(5),
  "31002.total": wan(5),
  "personnel.total": wan(160),
  "public.total": wan(35),
};

describe("basic spending by the economic chart", () => {
  const title = "一般公共预算财政拨款基本支出决算表";
  test("three blocks side by side, of different length", async () => {
    const rows = [
      ["人员经费", "<", "<", "公用经费", "<", "<", "<", "<", "<"],
      [
        "科目编码",
        "科目名称",
        "决算数",
        "科目编码",
        "科目名称",
        "决算数",
        "科目编码",
        "科目名称",
        "决算数",
      ],
      [
        "301",
        "工资福利支出",
        "150.00",
        "302",
        "商品和服务支出",
        "30.00",
        "310",
        "资本性支出",
        "5.00",
      ],
      ["30101", "基本工资", "100.00", "30201", "办公费", "30.00", "31002", "办公设备购置", "5.00"],
      ["30102", "津贴补贴", "50.00", "30202", "印刷费", "", "", "", ""],
      ["303", "对个人和家庭的补助", "10.00", "", "", "", "", "", ""],
      ["30302", "退休费", "10.00", "", "", "", "", "", ""],
      ["人员经费合计", "<", "160.00", "公用经费合计", "<", "<", "<", "<", "35.00"],
    ];
    for (const format of FORMATS) {
      const reading = await readBack(documentOf([{ title, headerRows: 2, rows }]), format);
      expect(figuresIn(reading, "basic"), format).toEqual(BASIC);
    }
  });

  test("one block with a subtotal below each class, repeated on the next page", async () => {
    const rows = [
      ["经济分类科目", "金额"],
      ["总计", "195.00"],
      ["301工资福利支出", ""],
      ["小计", "150.00"],
      ["30101基本工资", "100.00"],
      ["301工资福利支出", ""],
      ["30102津贴补贴", "50.00"],
      ["302商品和服务支出", ""],
      ["小计", "30.00"],
      ["30201办公费", "30.00"],
      ["303对个人和家庭的补助", ""],
      ["小计", "10.00"],
      ["30302退休费", "10.00"],
      ["310资本性支出", ""],
      ["小计", "5.00"],
      ["31002办公设备购置", "5.00"],
    ];
    const reading = await readBack(documentOf([{ title, headerRows: 1, rows }]));
    const { "personnel.total": _p, "public.total": _q, ...classes } = BASIC;
    expect(figuresIn(reading, "basic")).toEqual({ ...classes, "total.total": wan(195) });
  });

  test("a second subtotal without its class is that of the class whose parts follow", async () => {
    const rows = [
      ["经济分类科目", "金额"],
      ["总计", "180.00"],
      ["301工资福利支出", ""],
      ["小计", "150.00"],
      ["30101基本工资", "150.00"],
      ["小计", "30.00"],
      ["30201办公费", "30.00"],
    ];
    const reading = await readBack(documentOf([{ title, headerRows: 1, rows }]));
    expect(figuresIn(reading, "basic")).toMatchObject({
      "301.total": wan(150),
      "302.total": wan(30),
    });
    const named = reading.facts.find(({ row }) => row === "301");
    expect(named?.place.row).toBe("工资福利支出小计");
  });

  test("with personnel and public columns, the form of the other chart told apart", async () => {
    const head = ["科目编码", "科目名称", "合计", "人员经费", "公用经费"];
    const departmental = [
      head,
      ["301", "工资福利支出", "150.00", "150.00", ""],
      ["302", "商品和服务支出", "35.00", "", "35.00"],
      ["合计", "<", "185.00", "150.00", "35.00"],
    ];
    const governmental = [
      head,
      ["501", "机关工资福利支出", "150.00", "150.00", ""],
      ["502", "机关商品和服务支出", "35.00", "", "35.00"],
      ["合计", "<", "185.00", "150.00", "35.00"],
    ];
    const reading = await readBack(
      documentOf([
        { title: "一般公共预算基本支出表", headerRows: 1, rows: departmental },
        { title: "一般公共预算基本支出表", headerRows: 1, rows: governmental },
      ]),
    );
    expect(reading.tables.map(({ topic }) => topic)).toEqual(["basic", "basic-government"]);
    expect(figuresIn(reading, "basic-government")).toMatchObject({
      "502.public": wan(35),
      "total.personnel": wan(150),
    });
  });
});

describe("income by function or by unit", () => {
  test("the funds within the appropriation, and what is carried over", async () => {
    const rows = [
      ["部门（单位）代码", "部门（单位）名称", "合计", "上年结转", "本年收入", "<", "<", "<"],
      ["^", "^", "^", "^", "小计", "一般公共预算", "政府性基金预算", "事业收入"],
      ["合计", "<", "320.00", "20.00", "300.00", "250.00", "10.00", "40.00"],
      ["403001", "虚构医疗保障局", "320.00", "20.00", "300.00", "250.00", "10.00", "40.00"],
    ];
    const reading = await readBack(documentOf([{ title: "部门收入总表", headerRows: 2, rows }]));
    expect(figuresIn(reading, "income")).toEqual({
      "total.total": wan(320),
      "total.opening": wan(20),
      "total.general": wan(250),
      "total.fund": wan(10),
      "total.business": wan(40),
      "total.year": wan(300),
    });
    expect(figuresIn(reading, "income-units")).toMatchObject({
      "403001.total": wan(320),
      "403001.year": wan(300),
    });
  });

  test("an empty form with its note", async () => {
    const rows = [
      [
        "科目编码",
        "科目名称",
        "年初结转和结余",
        "本年收入",
        "本年支出",
        "<",
        "<",
        "年末结转和结余",
      ],
      ["^", "^", "^", "^", "小计", "基本支出", "项目支出", "^"],
      ["合计", "<", "", "", "", "", "", ""],
    ];
    const title = "政府性基金预算财政拨款收入支出决算表";
    const notes = ["注：本部门没有政府性基金收入，故本表无数据。"];
    const reading = await readBack(documentOf([{ title, headerRows: 2, rows, notes }]));
    expect(reading.tables[0]).toMatchObject({
      topic: "fund",
      is_empty: true,
      is_whole: true,
      notes,
    });
    expect(figuresIn(reading, "fund", true)["total.closing"]).toBe(0);
  });
});

describe("figures that stand beside their headings", () => {
  test("are taken where every sum then holds", async () => {
    const rows = [
      ["科目编码", "科目名称", "合计", "基本支出", "", "项目支出"],
      ["合计", "<", "301.50", "", "201.50", "100.00"],
      ["210", "卫生健康支出", "280.00", "", "180.00", "100.00"],
      ["221", "住房保障支出", "21.50", "", "21.50", ""],
    ];
    const reading = await readBack(documentOf([{ title: "支出决算表", headerRows: 1, rows }]));
    expect(figuresIn(reading, "spending")).toMatchObject({
      "total.basic": wan(201.5),
      "210.project": wan(100),
      "221.basic": wan(21.5),
    });
    expect(reading.unread).toEqual([]);
  });

  test("stay unknown where they are a column of their own", async () => {
    const rows = [
      ["科目编码", "科目名称", "合计", "基本支出", "项目支出", "某栏"],
      ["合计", "<", "301.50", "201.50", "100.00", "7.00"],
      ["210", "卫生健康支出", "301.50", "201.50", "100.00", "7.00"],
    ];
    const reading = await readBack(documentOf([{ title: "支出决算表", headerRows: 1, rows }]));
    expect(figuresIn(reading, "spending")["210.project"]).toBe(wan(100));
    expect(reading.unread.map(({ what }) => what)).toEqual(["column"]);
    expect(reading.tables[0]?.is_whole).toBe(false);
  });
});

test("a table that begins in the middle is told to be torn", async () => {
  const rows = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["2101550", "事业运行", "80.00", "80.00", ""],
    ["221", "住房保障支出", "21.50", "21.50", ""],
    ["22102", "住房改革支出", "21.50", "21.50", ""],
    ["2210201", "住房公积金", "21.50", "21.50", ""],
  ];
  const reading = await readBack(documentOf([{ title: "支出决算表", headerRows: 1, rows }]));
  expect(reading.tables[0]?.is_whole).toBe(false);
  expect(reading.notes.find(({ what }) => what === "torn")?.place.text).toBe("2101550事业运行");
});

describe("columns that say more than our forms hold", () => {
  test("parts of a column, and spending by source, are passed over", async () => {
    const general = [
      ["科目编码", "科目名称", "合计", "基本支出", "<", "<", "项目支出"],
      ["^", "^", "^", "小计", "工资福利支出", "商品和服务支出", "^"],
      ["合计", "<", "301.50", "201.50", "180.00", "21.50", "100.00"],
      ["2101501", "行政运行", "301.50", "201.50", "180.00", "21.50", "100.00"],
    ];
    const spending = [
      ["科目编码", "科目名称", "合计", "一般公共预算", "<", "<", "财政专户管理资金"],
      ["^", "^", "^", "小计", "基本支出", "项目支出", "^"],
      ["合计", "<", "301.50", "291.50", "191.50", "100.00", "10.00"],
      ["2101501", "行政运行", "301.50", "291.50", "191.50", "100.00", "10.00"],
    ];
    const reading = await readBack(
      documentOf([
        { title: "一般公共预算支出表", headerRows: 2, rows: general },
        { title: "部门支出预算表", headerRows: 2, rows: spending },
      ]),
    );
    expect(reading.unread).toEqual([]);
    expect(figuresIn(reading, "general")).toEqual({
      "total.total": wan(301.5),
      "total.basic": wan(201.5),
      "total.project": wan(100),
      "2101501.total": wan(301.5),
      "2101501.basic": wan(201.5),
      "2101501.project": wan(100),
    });
    expect(figuresIn(reading, "spending")).toEqual({
      "total.total": wan(301.5),
      "2101501.total": wan(301.5),
    });
  });

  test("income, spending and balances, each with its parts", async () => {
    const rows = [
      ["科目编码", "科目名称", "年初结转和结余", "<", "本年收入", "<", "<", "本年支出", "<", "<"],
      [
        "^",
        "^",
        "合计",
        "基本支出结转",
        "合计",
        "基本支出",
        "项目支出",
        "合计",
        "基本支出",
        "项目支出",
      ],
      ["合计", "<", "9.00", "1.00", "300.00", "200.00", "100.00", "301.50", "201.50", "100.00"],
      [
        "210",
        "卫生健康支出",
        "9.00",
        "1.00",
        "300.00",
        "200.00",
        "100.00",
        "301.50",
        "201.50",
        "100.00",
      ],
    ];
    const title = "一般公共预算财政拨款收入支出决算表";
    const reading = await readBack(documentOf([{ title, headerRows: 2, rows }]));
    expect(figuresIn(reading, "general")).toEqual({
      "total.total": wan(301.5),
      "total.basic": wan(201.5),
      "total.project": wan(100),
      "210.total": wan(301.5),
      "210.basic": wan(201.5),
      "210.project": wan(100),
    });
  });

  test("last year beside this year", async () => {
    const rows = [
      ["功能分类科目", "<", "2030年预算数", "2031年预算数", "<", "<", "比上年增减"],
      ["科目编码", "科目名称", "^", "合计", "基本支出", "项目支出", "^"],
      ["210", "卫生健康支出", "300.00", "301.50", "201.50", "100.00", "0.50%"],
      ["合计", "<", "300.00", "301.50", "201.50", "100.00", "0.50%"],
    ];
    const title = "一般公共预算财政拨款支出预算表";
    const cover = ["湖南省虚构医疗保障局", "2031年部门预算公开"];
    const reading = await readBack(documentOf([{ title, headerRows: 2, rows }], cover));
    expect(figuresIn(reading, "general")).toMatchObject({
      "total.total": wan(301.5),
      "210.basic": wan(201.5),
      "210.project": wan(100),
    });
    expect(reading.unread).toEqual([]);
  });
});
