import { describe, expect, test } from "vitest";
import { type ErrorCode, type Fen, YibaoError } from "../../kernel/index.ts";
import type { ExchangeRecord } from "../exchange-record.ts";
import { transactionTable } from "../transaction-table.ts";
import { inputReaders } from "../validate-input.ts";
import type { CountRow, ProblemRow } from "./conformance.store.ts";
import { brokenIdentities } from "./identity-check.ts";
import { isPersonal, masked, maskedText } from "./mask.ts";
import { namedCodes, needOf, profileOf } from "./need.ts";
import { createObserver } from "./observe.ts";
import { createRecorder } from "./recorder.ts";
import { conformanceReport } from "./report.ts";
import { reportPage } from "./report-page.ts";
import { REVERSIBLE, SETTLEMENT_KINDS } from "./settlement-kind.ts";

const table = transactionTable();
const HOSPITAL = "H43040000001";
const NOW = new Date("2023-06-01T00:30:00Z");

function later(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1_000);
}

function record(infno: string, changes: Partial<ExchangeRecord> = {}): ExchangeRecord {
  return {
    institution_code: HOSPITAL,
    infno,
    msgid: "M1",
    received_at: NOW,
    outcome: "accepted",
    repeated: false,
    problems: [],
    input: null,
    content_hash: null,
    answer_text: null,
    bytes: 100,
    ...changes,
  };
}

/** What the reader says of an input. */
function reading(infno: string, input: unknown): Partial<ExchangeRecord> {
  const regions = { insuplc_admdvs: null, mdtrtarea_admvs: null };
  const read = inputReaders(table).get(infno)?.(input, regions);
  if (read === undefined) throw new Error(`no reader of ${infno}`);
  return { ...read, outcome: read.problems.length > 0 ? "refused" : "accepted" };
}

const observer = () => createObserver({ table, isRegistered: (code) => code === HOSPITAL });

describe("masking", () => {
  test("fields are known as personal by their labels", () => {
    for (const label of [
      "人员姓名",
      "证件号码",
      "就诊凭证编号",
      "人员编号",
      "联系电话",
      "现住址",
    ]) {
      expect(isPersonal(label), label).toBe(true);
    }
    for (const label of ["险种类型", "医疗费总额", "医疗类别", "数量", "科室名称"]) {
      expect(isPersonal(label), label).toBe(false);
    }
    expect(isPersonal("人员证件类型", true)).toBe(false);
  });

  test("of personal values the length is left; long numbers lose their middle", () => {
    expect(masked("张三丰", true)).toBe("（3 个字符，已隐去）");
    expect(masked("张三丰", false)).toBe("张…");
    expect(masked("430400199001010011", false)).toBe("43…1");
    expect(masked("43040019900101001X", false)).toBe("43…X");
    expect(maskedText("就诊 20230601000001 未登记，2023-06-01")).toBe(
      "就诊 20…1 未登记，2023-06-01",
    );
    expect(masked("x".repeat(99), false)).toHaveLength(40);
  });
});

describe("sums of a message", () => {
  const line = { pric: 12_800_000, cnt: 20_000, det_item_fee_sumamt: 2_560 };
  const codes = (input: Record<string, unknown>) =>
    brokenIdentities(input).map(({ code, where, details }) => [code, where, details.computed]);

  test("what agrees is not mentioned", () => {
    const druginfo = { medfee_sumamt: 5_120 };
    expect(codes({ druginfo, drugdetail: [line, line] })).toEqual([]);
    expect(codes({ data: { medfee_sumamt: 100 } })).toEqual([]);
  });

  test("SANDBOX-LINE-PRODUCT: price × quantity, to the fen", () => {
    const wrong = { ...line, det_item_fee_sumamt: 2_561 };
    expect(codes({ feedetail: [line, wrong] })).toEqual([
      ["SANDBOX-LINE-PRODUCT", "feedetail.det_item_fee_sumamt（第 2 行）", "25.60"],
    ]);
  });

  test("SANDBOX-LINES-TOTAL: lines of the message add up to its total", () => {
    expect(codes({ druginfo: { medfee_sumamt: 2_560 }, drugdetail: [line, line] })).toEqual([
      ["SANDBOX-LINES-TOTAL", "druginfo.medfee_sumamt", "51.20"],
    ]);
  });

  test("SANDBOX-PARTS-TOTAL: the four parts add up to the total, where all are sent", () => {
    const parts = { fulamt_ownpay_amt: 1, overlmt_selfpay: 2, preselfpay_amt: 3 };
    const data = { ...parts, inscp_scp_amt: 4, medfee_sumamt: 11 };
    expect(codes({ data })).toEqual([["SANDBOX-PARTS-TOTAL", "data.medfee_sumamt", "0.10"]]);
    expect(codes({ data: { ...parts, medfee_sumamt: 11 } })).toEqual([]);
  });

  test("SANDBOX-TRIAL-DIFFERS: a flag changed after the trial, and the sums with it", () => {
    const observe = observer();
    const call = (infno: string, acct_used_flag: string, acct_pay: number) =>
      observe(
        record(infno, {
          input: { data: { mdtrt_id: "V1", acct_used_flag, medfee_sumamt: 12_000 as Fen } },
          answer_text: JSON.stringify({
            output: { setlinfo: { fund_pay_sumamt: 20, acct_pay, psn_cash_pay: 100 - acct_pay } },
          }),
        }),
      ).problems;
    expect(call("2206", "0", 0)).toEqual([]);
    expect(call("2207", "1", 40)).toEqual([
      expect.objectContaining({
        kind: "identity",
        code: "SANDBOX-TRIAL-DIFFERS",
        message: expect.stringContaining("acct_used_flag（个人账户使用标志）"),
      }),
    ]);
    // The same sums, or the same flags with other sums (another bill between), are no such thing.
    call("2206", "0", 0);
    expect(call("2207", "1", 0)).toEqual([]);
    call("2206", "1", 10);
    expect(call("2207", "1", 20)).toEqual([]);
  });
});

describe("what is kept of a message", () => {
  test("every field that was wrong, not only the first, without its row", () => {
    const detail = { med_list_codg: "", cnt: "many", pric: "1.00", det_item_fee_sumamt: 1 };
    const input = { druginfo: { psn_name: "李四", certno: 1 }, drugdetail: [detail, detail] };
    const { problems } = observer()(record("2102", reading("2102", input)));
    expect(problems.length).toBeGreaterThan(3);
    expect(problems.every(({ kind }) => kind === "field")).toBe(true);
    expect(problems.every(({ place }) => !/行|（/.test(place))).toBe(true);
    expect(problems.map(({ place }) => place)).toContain("druginfo.psn_no");
  });

  test("no name and no number of a person", () => {
    const data = {
      psn_no: { name: "李四" },
      mdtrt_cert_no: ["430400199001010011"],
      insutype: "李四",
    };
    const { problems } = observer()(record("2206", reading("2206", { data })));
    const certificate = new YibaoError(
      "GATEWAY-CERTIFICATE-UNKNOWN",
      { value: "430400199001010011" },
      "data.mdtrt_cert_no（就诊凭证编号）",
    );
    const refused = observer()(record("1101", { problems: [certificate], outcome: "refused" }));
    const kept = JSON.stringify([problems, refused.problems]);
    expect(kept).toContain("已隐去");
    expect(kept).not.toMatch(/李四|430400199001010011|19900101/);
    expect(refused.problems[0]?.kind).toBe("refusal");
  });

  test("editions count as their transaction, unknown codes and strangers as nobody's", () => {
    const observe = observer();
    expect(observe(record("2207A"))).toMatchObject({
      institution_code: HOSPITAL,
      infno: "2207",
      counts: [{ infno: "2207", state: "accepted" }],
    });
    expect(observe(record("2207", { repeated: true })).counts[0]?.state).toBe("repeated");
    expect(observe(record("x y", { institution_code: "H-stranger" }))).toMatchObject({
      institution_code: "",
      infno: "",
    });
  });

  test("what the table says is a field, what the sums say an identity, the rest a refusal", () => {
    const kind = (code: ErrorCode, where?: string) =>
      observer()(record("2207", { problems: [new YibaoError(code, {}, where)] })).problems[0]?.kind;
    for (const code of ["GATEWAY-NOT-JSON", "GATEWAY-MEMBER-MISSING", "MONEY-NOT-AN-AMOUNT"]) {
      expect(kind(code as ErrorCode), code).toBe("field");
    }
    expect(kind("SETTLEMENT-TOTAL-DIFFERS", "data.medfee_sumamt（医疗费总额）")).toBe("identity");
    for (const code of ["GATEWAY-UNKNOWN-TRANSACTION", "GATEWAY-MSGID-REUSED", "GATEWAY-FULL"]) {
      expect(kind(code as ErrorCode), code).toBe("refusal");
    }
    expect(kind("SETTLEMENT-NOT-ENROLLED", "data.insutype（险种类型）")).toBe("refusal");
  });

  test("2601 counts with what it took back, once", () => {
    const input = { data: { psn_no: "P1", omsgid: "M0", oinfno: "2207A" } };
    expect(observer()(record("2601", { input })).counts).toContainEqual({
      infno: "2207",
      state: "reversed",
    });
    for (const changes of [{ repeated: true }, { outcome: "refused" as const }]) {
      expect(observer()(record("2601", { input, ...changes })).counts).toHaveLength(1);
    }
  });

  test("the same query within a minute is needless, a change is not", () => {
    const observe = observer();
    const ask = (infno: string, seconds: number) =>
      observe(record(infno, { content_hash: `h${infno}`, received_at: later(seconds) })).counts;
    expect(ask("5206", 0)).toHaveLength(1);
    expect(ask("5206", 30)).toContainEqual({ infno: "5206", state: "needless" });
    expect(ask("5206", 91)).toHaveLength(1);
    expect([ask("2207", 0), ask("2207", 1)].every((counts) => counts.length === 1)).toBe(true);
  });
});

describe("recorder", () => {
  function recorder(changes: { records_max?: number; fails?: number } = {}) {
    const written: { counts: CountRow[]; problems: ProblemRow[] } = { counts: [], problems: [] };
    let fails = changes.fails ?? 0;
    const made = createRecorder({
      table,
      isRegistered: (code) => code === HOSPITAL,
      interval_ms: 3_600_000,
      ...(changes.records_max === undefined ? {} : { records_max: changes.records_max }),
      write: async (counts, problems) => {
        fails -= 1;
        if (fails >= 0) throw new Error("no database");
        written.counts.push(...counts);
        written.problems.push(...problems);
      },
      log: () => undefined,
    });
    return { ...made, written };
  }

  test("adds up, and writes each kind once", async () => {
    const { record: note, flush, close, written } = recorder();
    for (let i = 0; i < 120; i += 1) note(record("2207", { received_at: later(i) }));
    await flush();
    expect(written.counts).toEqual([
      {
        institution_code: HOSPITAL,
        infno: "2207",
        state: "accepted",
        count: 120,
        first_at: NOW,
        last_at: later(119),
      },
    ]);
    await close();
  });

  test("what does not fit is dropped and counted", async () => {
    const { record: note, flush, close, written } = recorder({ records_max: 10 });
    for (let i = 0; i < 25; i += 1) note(record("2207"));
    note(record("2207", { bytes: 1_000_000_000 }));
    await flush();
    expect(written.counts.map(({ state, count }) => [state, count])).toEqual([
      ["accepted", 10],
      ["unrecorded", 16],
    ]);
    await close();
  });

  test("a record that cannot be read costs nobody else's", async () => {
    const { record: note, flush, close, written } = recorder();
    const broken = record("2207");
    Object.defineProperty(broken, "input", {
      get: () => {
        throw new Error("unreadable");
      },
    });
    note(broken);
    note(record("2207"));
    await flush();
    expect(written.counts.map(({ state, count }) => [state, count])).toEqual([
      ["accepted", 1],
      ["unrecorded", 1],
    ]);
    await close();
  });

  test("what could not be written is written later, with what came meanwhile", async () => {
    const { record: note, flush, close, written } = recorder({ fails: 1 });
    note(record("2207"));
    await flush();
    expect(written.counts).toEqual([]);
    note(record("2207"));
    await close();
    expect(written.counts.map(({ count }) => count)).toEqual([2]);
  });
});

describe("report", () => {
  const institution = {
    institution_code: HOSPITAL,
    name: "演示<医院>",
    type: "1" as const,
    level: "level2" as const,
  };
  const count = (infno: string, state: CountRow["state"], seconds = 0, times = 1): CountRow => ({
    institution_code: HOSPITAL,
    infno,
    state,
    count: times,
    first_at: NOW,
    last_at: later(seconds),
  });
  const problem = (infno: string, kind: ProblemRow["kind"], seconds: number): ProblemRow => ({
    institution_code: HOSPITAL,
    infno,
    kind,
    code: "GATEWAY-NOT-IN-DICTIONARY",
    place: "data.insutype",
    came: "999",
    message: "收到“999”，不在字典 insutype 中。可填 310",
    count: 3,
    first_at: NOW,
    last_at: later(seconds),
  });
  const report = (counts: CountRow[], problems: ProblemRow[] = []) =>
    conformanceReport({ institution, rows: { counts, problems }, table, now: NOW });

  test("codes of the needs and of the settlement kinds are in the table", () => {
    const known = [...namedCodes(), ...REVERSIBLE, ...SETTLEMENT_KINDS.flatMap(({ way }) => way)];
    expect(known.filter((infno) => !table.transactions.has(infno))).toEqual([]);
  });

  test("who needs what", () => {
    const need = (profile: "hospital" | "clinic" | "pharmacy", infno: string) => {
      const shape = table.transactions.get(infno);
      return shape && needOf(profile, shape);
    };
    expect(profileOf({ type: "2", level: "pharmacy" })).toBe("pharmacy");
    expect(profileOf({ type: "1", level: "primary" })).toBe("clinic");
    expect(need("hospital", "2304")).toBe("must");
    expect(need("clinic", "2304")).toBe("should");
    expect(need("pharmacy", "2304")).toBe("none");
    expect(need("hospital", "2102")).toBe("none");
    expect(need("pharmacy", "2102")).toBe("must");
  });

  test("nothing called: nothing shown but the absence of faults", () => {
    const empty = report([]);
    expect(empty.ready).toBe(false);
    expect(empty.checklist.filter(({ done }) => done).map(({ id }) => id)).toEqual([
      "no-open-field",
      "no-open-identity",
    ]);
    expect(empty.missing).toContain("2207 门诊结算：成功办理");
    expect(empty.never_called.must.map(({ infno }) => infno)).toContain("2207");
  });

  test("everything shown: ready", () => {
    const must = [...table.transactions.values()]
      .filter((shape) => shape.sent_as === shape.infno && needOf("hospital", shape) === "must")
      .map(({ infno }) => count(infno, "accepted", 60));
    const drills = ["2207", "2304"].flatMap((infno) => [
      count(infno, "repeated"),
      count(infno, "reversed"),
    ]);
    const whole = report([...must, ...drills]);
    expect(whole.missing).toEqual([]);
    expect(whole.ready).toBe(true);
    expect(whole.score.percent).toBe(100);
    expect(whole.settlements[0]).toEqual({
      name: "门诊",
      final: "2207",
      tried: true,
      settled: true,
      cancelled: true,
      repeated: true,
      after_time_out: true,
    });
    expect(reportPage(whole)).toContain("可以验收：清单全部完成");
    // A field that went wrong before the last success is mended; one after it is not.
    const mended = report([...must, ...drills], [problem("2207", "field", 30)]);
    expect([mended.ready, mended.problems[0]?.open]).toEqual([true, false]);
    const open = report([...must, ...drills], [problem("2207", "field", 90)]);
    expect([open.ready, open.problems[0]?.open]).toEqual([false, true]);
    expect(open.missing).toEqual(["没有未改正的字段错误"]);
  });

  test("what was no transaction at all is mended by whatever is accepted later", () => {
    const unread = problem("", "field", 30);
    expect(report([count("1101", "accepted", 10)], [unread]).problems[0]?.open).toBe(true);
    expect(report([count("1101", "accepted", 40)], [unread]).problems[0]?.open).toBe(false);
  });

  test("a problem says what the table says", () => {
    const [one] = report([], [problem("2207", "field", 0)]).problems;
    expect(one).toMatchObject({ label: "险种类型", came: "999", count: 3, open: true });
    expect(one?.expected).toMatch(/^必填，文本，长度 \d+，字典 insutype（310 /);
    expect(one?.first_at).toBe("2023-06-01 08:30:00");
  });

  test("calls that are not needed are named", () => {
    const { not_needed } = report([
      count("2102", "accepted", 0, 4),
      count("5206", "accepted"),
      count("5206", "needless", 0, 7),
    ]);
    expect(not_needed.map(({ infno, count: times }) => [infno, times])).toEqual([
      ["2102", 4],
      ["5206", 7],
    ]);
  });

  test("the page is whole in itself, and writes nothing that came as HTML", () => {
    const bad = { ...problem("2207", "field", 0), came: "<script>alert('1')</script>" };
    const page = reportPage(report([count("2207", "refused")], [bad]));
    expect(page).toContain("演示&lt;医院&gt;");
    expect(page).toContain("&lt;script&gt;alert(&#39;1&#39;)");
    expect(page).not.toMatch(/<script|<img|<link|src=|https?:|url\(|@import/);
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain("@media print");
  });
});
