import { expect, test } from "vitest";
import {
  drugDetail,
  filledInput,
  message,
  outpatientSettlement,
  purchase,
  rowsOf,
  type Wire,
} from "./fixtures/messages.ts";
import type { TransactionShape } from "./transaction-shape.ts";
import { transactionTable } from "./transaction-table.ts";
import { type EnvelopeRegions, inputReaders } from "./validate-input.ts";

const TABLE = transactionTable();
const READERS = inputReaders(TABLE);
const NOWHERE: EnvelopeRegions = { insuplc_admdvs: null, mdtrtarea_admvs: null };

function read(infno: string, input: unknown, envelope = NOWHERE) {
  const reader = READERS.get(infno);
  if (!reader) throw new Error(`no reader for ${infno}`);
  return reader(input, envelope);
}

/** The first problem as the answer says it; "" when there is none. */
function problem(infno: string, input: unknown): string {
  return read(infno, input).problems[0]?.message ?? "";
}

function codes(infno: string, input: unknown): string[] {
  return read(infno, input).problems.map((error) => error.code);
}

function detail(changes: Wire): Wire {
  return { druginfo: purchase().druginfo, drugdetail: [{ ...drugDetail(1), ...changes }] };
}

test("a purchase is read into typed values in the order of the table", () => {
  const { input, problems } = read("2102", purchase(1));
  expect(problems).toEqual([]);
  expect(input.druginfo).toMatchObject({
    medfee_sumamt: 30_720,
    begntime: "2023-06-01 08:30:00",
    insutype: "310",
    med_type: "41",
  });
  const [line] = input.drugdetail as Wire[];
  expect(line).toMatchObject({
    det_item_fee_sumamt: 2_560,
    cnt: 20_000,
    pric: 12_800_000,
  });
  expect(Object.keys(line as Wire).slice(0, 3)).toEqual([
    "feedetl_sn",
    "rx_circ_flag",
    "fee_ocur_time",
  ]);
});

test("empty members in all spellings are left out, and so are unknown ones", () => {
  const input = outpatientSettlement({ invono: "null", card_sn: "NULL", foreign: 1 });
  const data = read("2207", input).input.data as Wire;
  expect(data).not.toHaveProperty("invono");
  expect(data).not.toHaveProperty("card_sn");
  expect(data).not.toHaveProperty("foreign");
});

test("input may be the JSON text of an object", () => {
  expect(problem("2207", JSON.stringify(outpatientSettlement()))).toBe("");
  expect(problem("2207", "not json")).toBe(
    "input：input 应为 JSON 对象，收到的是不能解析的文本。请把交易的各节点放在 input 对象中",
  );
  expect(problem("2207", '"text"')).toContain("收到的是文本");
  expect(problem("2207", "null")).toContain("收到的是空值");
  expect(codes("2207", null)).toEqual(["GATEWAY-INPUT-NOT-AN-OBJECT"]);
});

test("an object node may be a one-row array, an array node one object", () => {
  const data = outpatientSettlement().data;
  expect(read("2207", { data: [data] }).input).toEqual(read("2207", { data }).input);
  const one = read("2102", { druginfo: purchase().druginfo, drugdetail: drugDetail(1) });
  expect(one.problems).toEqual([]);
  expect(one.input.drugdetail).toHaveLength(1);
});

test("nodes that are missing, empty, doubled or of another kind", () => {
  expect(problem("2207", {})).toBe(
    "input：input 中没有节点 data，或节点为空。请按接口文档提供对象节点 data",
  );
  expect(codes("2102", { ...purchase(), drugdetail: [] })).toEqual(["GATEWAY-NODE-MISSING"]);
  expect(codes("2207", { data: [{}, {}] })).toEqual(["GATEWAY-NODE-ONE-ROW"]);
  expect(codes("2102", { ...purchase(), drugdetail: ["x"] })).toEqual(["GATEWAY-NODE-NOT-ROWS"]);
  expect(problem("2102", { ...purchase(), drugdetail: ["x"] })).toBe(
    "drugdetail 第 1 行：应为对象，收到的是文本。请按接口文档提供对象节点 drugdetail",
  );
});

test("a required field that is empty is named with its label and row", () => {
  expect(problem("2207", outpatientSettlement({ psn_no: "" }))).toBe(
    "data.psn_no（人员编号）：必填项为空。请填写人员编号后重发",
  );
  expect(problem("2102", detail({ cnt: "  " }))).toContain("drugdetail.cnt（数量，第 1 行）");
  expect(codes("2207", outpatientSettlement({ mdtrt_id: "   " }))).toEqual([
    "GATEWAY-MEMBER-MISSING",
  ]);
});

test("values of another type say what came and what is wanted", () => {
  expect(problem("2207", outpatientSettlement({ medfee_sumamt: "abc" }))).toBe(
    "data.medfee_sumamt（医疗费总额）：“abc”不是金额。请填写以元为单位、最多两位小数的数字，例如 123.45",
  );
  expect(codes("2207", outpatientSettlement({ medfee_sumamt: 1.005 }))).toEqual([
    "MONEY-TOO-MANY-DECIMALS",
  ]);
  expect(codes("2207", outpatientSettlement({ medfee_sumamt: {} }))).toEqual([
    "MONEY-NOT-AN-AMOUNT",
  ]);
  expect(codes("2102", detail({ cnt: "1.00001" }))).toEqual(["GATEWAY-NOT-A-NUMBER"]);
  expect(codes("2102", detail({ pric: true }))).toEqual(["GATEWAY-NOT-A-NUMBER"]);
  expect(codes("2102", detail({ prd_days: "x" }))).toEqual(["GATEWAY-NOT-A-NUMBER"]);
  expect(codes("2102", detail({ fee_ocur_time: "2023-02-29 00:00:00" }))).toEqual([
    "GATEWAY-NOT-A-TIME",
  ]);
  expect(codes("2102", detail({ feedetl_sn: "A1" }))).toEqual(["GATEWAY-NOT-DIGITS"]);
  expect(codes("2102", detail({ feedetl_sn: "0" }))).toEqual(["GATEWAY-NOT-DIGITS"]);
  expect(codes("2102", detail({ med_list_codg: [1] }))).toEqual(["GATEWAY-NOT-TEXT"]);
  expect(codes("2102", detail({ bilg_dr_name: "a\0b" }))).toEqual(["GATEWAY-TEXT-UNUSABLE"]);
  expect(codes("2102", detail({ bilg_dr_name: "a\ud800" }))).toEqual(["GATEWAY-TEXT-UNUSABLE"]);
});

test("a rate, an integer and bytes", () => {
  const diagnosis = {
    diag_type: "1",
    diag_srt_no: "1.5",
    diag_code: "J00",
    diag_name: "感冒",
    diag_dept: "内科",
    dise_dor_no: "D1",
    dise_dor_name: "张",
    diag_time: "2023-06-01 08:00:00",
    vali_flag: "1",
  };
  const visit = { mdtrt_id: "M", psn_no: "P", med_type: "11", begntime: "2023-06-01" };
  const upload = (changes: Wire, row: Wire = {}) => ({
    mdtrtinfo: { ...visit, ...changes },
    diseinfo: [{ ...diagnosis, ...row }],
  });
  expect(codes("2203A", upload({}))).toEqual(["GATEWAY-NOT-AN-INTEGER"]);
  expect(codes("2203A", upload({ rxIn: 5 }, { diag_srt_no: 1 }))).toEqual(["GATEWAY-NOT-BYTES"]);
  const good = read("2203A", upload({ rxIn: [-1, 65] }, { diag_srt_no: "2.0" }));
  expect(good.problems).toEqual([]);
  expect(good.input).toMatchObject({
    mdtrtinfo: { rxIn: "/0E=", begntime: "2023-06-01 00:00:00" },
    diseinfo: [{ diag_srt_no: 2 }],
  });
  const change = filledInput(TABLE.transactions.get("2403") as TransactionShape, TABLE);
  (change.adminfo as Wire).ttp_pay_prop = "half";
  expect(codes("2403", change)).toEqual(["RATE-NOT-A-RATE"]);
});

test("a code outside an enforced dictionary names what may be filled in", () => {
  expect(problem("2207", outpatientSettlement({ acct_used_flag: "9" }))).toBe(
    "data.acct_used_flag（个人账户使用标志）：收到“9”，不在字典 acct_used_flag 中。可填 0 不使用、1 使用本人个账、2 使用共济人个账",
  );
  expect(codes("2207", outpatientSettlement({ med_type: "99" }))).toEqual([
    "GATEWAY-NOT-IN-DICTIONARY",
  ]);
  const insutype = problem("2207", outpatientSettlement({ insutype: "999" }));
  expect(insutype).toContain("310 职工基本医疗保险");
  expect(insutype.length).toBeLessThanOrEqual(200);
});

test("national short codes and numbers for codes are understood", () => {
  const { input } = read("2207", outpatientSettlement({ med_type: "21", insutype: 310 }));
  expect(input.data).toMatchObject({ med_type: "2101", insutype: "310" });
});

test("2207 takes its four sums empty or filled; 1101 takes an identity card alone", () => {
  const filled = outpatientSettlement({ inscp_scp_amt: "12.30" });
  expect(read("2207", filled).input.data).toMatchObject({ inscp_scp_amt: 1_230 });
  const card = { mdtrt_cert_type: "02", mdtrt_cert_no: "430400199001010011" };
  expect(problem("1101", { data: { ...card, certno: "", psn_name: "", psn_cert_type: "" } })).toBe(
    "",
  );
});

test("the A editions loosen the person's papers and keep the rest", () => {
  const { psn_cert_type, certno, ...rest } = outpatientSettlement().data as Wire;
  expect(psn_cert_type && certno).toBeTruthy();
  expect(codes("2207", { data: rest })).toContain("GATEWAY-MEMBER-MISSING");
  expect(codes("2207A", { data: rest })).toEqual([]);
  expect(codes("2207A", { data: { ...rest, psn_no: "" } })).toEqual(["GATEWAY-MEMBER-MISSING"]);
});

test("other spellings: node signout, drug_trac_info, expContent, dscg_time", () => {
  expect(codes("9002", { signout: { sign_no: "S", opter_no: "1" } })).toEqual([]);
  const traced = detail({
    exp_content: "",
    expContent: { TRUM_FLAG: "0" },
    drug_trac_info: { feedetl_sn: "1001", drug_trac_codg: "8100", trdn_flag: "0" },
  });
  const [line] = read("2102", traced).input.drugdetail as Wire[];
  expect(line).toMatchObject({
    exp_content: '{"TRUM_FLAG":"0"}',
    durg_trac_info: [{ drug_trac_codg: "8100" }],
  });
  const { druginfo } = purchase();
  const beside = { druginfo, drugdetail: drugDetail(1), drug_trac_info: [{ feedetl_sn: "1" }] };
  expect(problem("2102", beside)).toContain("durg_trac_info.drug_trac_codg（药品追溯码，第 1 行）");
});

test("a stay's regions come from the envelope when the node leaves them empty", () => {
  const reading = read("2304", { data: {} }, { insuplc_admdvs: "430400", mdtrtarea_admvs: null });
  expect(reading.input.data).toEqual({ insuplc_admdvs: "430400" });
  const missing = reading.problems.map((error) => error.where);
  expect(missing.some((where) => where?.includes("insuplc_admdvs"))).toBe(false);
  expect(reading.problems).toHaveLength(10);
});

test("1201 wants a name or a code", () => {
  expect(codes("1201", { medinsinfo: { fixmedins_type: "1" } })).toEqual([
    "GATEWAY-ONE-OF-MISSING",
  ]);
  expect(problem("1201", { medinsinfo: { fixmedins_type: "1" } })).toBe(
    "medinsinfo：fixmedins_name（定点医药机构名称）和fixmedins_code（定点医药机构编号） 都为空。请至少填写其中一项",
  );
});

const SHAPES = [...TABLE.transactions.values()];

test("an input filled by the table is accepted, for every transaction", () => {
  for (const shape of SHAPES) {
    expect(problem(shape.sent_as, filledInput(shape, TABLE)), shape.sent_as).toBe("");
  }
});

test("each required field of each transaction, left out, is the one that is named", () => {
  for (const shape of SHAPES) {
    for (const node of shape.input) {
      for (const field of node.fields) {
        if (!field.required || field.may_be_empty) continue;
        const input = filledInput(shape, TABLE);
        for (const row of rowsOf(input, node.node)) row[field.name] = "";
        const { problems } = read(shape.sent_as, input);
        const where = `${node.node || "input"}.${field.name}（${field.label}`;
        expect(problems.map((error) => error.message)).toEqual([expect.stringContaining(where)]);
      }
    }
  }
});

test("each number and time of each transaction, mistyped, is the one that is named", () => {
  for (const shape of SHAPES) {
    for (const node of shape.input) {
      for (const field of node.fields) {
        if (["text", "array", "json", "texts"].includes(field.type)) continue;
        const input = filledInput(shape, TABLE);
        for (const row of rowsOf(input, node.node)) row[field.name] = "错！";
        const { problems } = read(shape.sent_as, input);
        const where = `${node.node || "input"}.${field.name}（${field.label}`;
        expect(problems.map((error) => error.message)).toEqual([expect.stringContaining(where)]);
      }
    }
  }
});

test("a purchase of twelve lines is read in well under a millisecond", () => {
  const reader = READERS.get("2102");
  const { input } = JSON.parse(JSON.stringify(message("2102", purchase(12)))) as Wire;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 20; round += 1) {
    const start = performance.now();
    for (let i = 0; i < 200; i += 1) reader?.(input, NOWHERE);
    best = Math.min(best, (performance.now() - start) / 200);
  }
  // 0.02 ms when measured; the bound only notices a change of kind.
  expect(best).toBeLessThan(0.3);
});
