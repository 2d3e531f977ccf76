import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writePdf } from "../../../test/support/documents/pdf-writer.ts";
import { openSmallWorkbench, type SmallWorkbench } from "../../../test/support/small-workbench.ts";
import { KEPT_DAYS } from "../../disclosure-report/index.ts";
import { Desk } from "./checking-desk.ts";

// Goal: a file dropped into the browser is checked, kept for the office, and each finding can be
// looked at on its page, let stand with a reason, and taken away as a paper.

let workbench: SmallWorkbench;
beforeAll(async () => {
  workbench = await openSmallWorkbench();
});
afterAll(() => workbench.close());

const CHECKS = "/api/v1/disclosures/checks";
const SENTENCE =
  "2024年度本年支出合计15.00万元，其中基本支出10.00万元，占60.00%，项目支出5.00万元，占33.33%。";
const HTML = `<html><body><h1>虚构市医疗保障局2024年度部门决算</h1><p>${SENTENCE}</p></body></html>`;

async function checked(name: string, payload: string | Buffer, query = "") {
  const cookie = await workbench.session("finance-officer");
  const { statusCode, body } = await workbench.app.inject({
    method: "POST",
    url: `${CHECKS}?name=${encodeURIComponent(name)}${query}`,
    headers: { cookie, "content-type": "application/octet-stream" },
    payload,
  });
  return { status: statusCode, json: JSON.parse(body) };
}

interface FindingSeen {
  readonly id: string;
  readonly rule: string;
  readonly basis: string;
  readonly printed: string;
  readonly waiver: unknown;
}

async function openedOf(check_no: number) {
  const { json } = await workbench.ask("finance-reviewer", { url: `${CHECKS}/${check_no}` });
  const findings: readonly FindingSeen[] = json.findings;
  return { ...json, share: findings.find(({ rule }) => rule === "N-3") };
}

describe("a file is checked", () => {
  test("its findings say rule, basis, place, what is printed and what it should be", async () => {
    const answer = await checked("决算.html", HTML);
    expect(answer).toMatchObject({ status: 200, json: { unit: "虚构市医疗保障局", errors: 1 } });
    const { share, ...opened } = await openedOf(answer.json.check_no);
    expect(opened).toMatchObject({ year: 2024, kind: "final", checked_by: "finance-officer" });
    expect(opened.tables_missing.length).toBeGreaterThan(5);
    expect(share).toMatchObject({
      ...{ printed: "60.00%", expected: "66.67%", difference: "-6.67%", waiver: null },
      ...{ basis: "支出情况说明", place: "第 1 页，第 2 行" },
      computations: ["印为 93.33%，算得 100.00%", "印为 60.00%，算得 66.67%（10.00 ÷ 15.00）"],
      view: { kind: "lines", lines: [{ is_here: false }, { is_here: true, marked: "60.00%" }] },
    });
  });

  test("of a PDF there is the page, and a box where the finding stands", async () => {
    const texts = [
      { text: "虚构市医疗保障局2024年度部门决算", x: 80, y: 100, size: 16 },
      { text: SENTENCE.slice(0, 30), x: 80, y: 300, size: 10 },
      { text: SENTENCE.slice(30), x: 80, y: 316, size: 10 },
    ];
    const bytes = writePdf([{ width: 595, height: 842, rules: [], texts }]);
    const { json } = await checked("决算.pdf", Buffer.from(bytes));
    const { findings } = await openedOf(json.check_no);
    const views = findings.map(({ view }: { view: unknown }) => view);
    expect(views).toContainEqual({ kind: "page", page: 1, box: expect.anything() });
    const page = await workbench.ask("finance-officer", {
      url: `${CHECKS}/${json.check_no}/pages/1`,
    });
    expect(page.json).toMatchObject({ page: 1, width: 595, height: 842 });
    expect(page.json.runs.map(({ text }: { text: string }) => text)).toContain(texts[0]?.text);
    const none = await workbench.ask("finance-officer", {
      url: `${CHECKS}/${json.check_no}/pages/9`,
    });
    expect([none.status, none.json.code]).toEqual([404, "CHECK-UNKNOWN"]);
  });

  test("what cannot be checked is told, and leaves nothing behind", async () => {
    const listed = async () => {
      const { json } = await workbench.ask("finance-officer", { url: CHECKS });
      return json.total;
    };
    const before = await listed();
    for (const [name, text, query, code] of [
      ["空.pdf", "", "", "CHECK-EMPTY-FILE"],
      ["坏.pdf", "%PDF-1.7\n1 0 obj <<", "", "DOCUMENT-"],
      ["决算.html", HTML, "&profile=nowhere", "PUBLICATION-PROFILE"],
    ] as const) {
      const answer = await checked(name, text, query);
      expect([name, answer.status, answer.json.code]).toEqual([
        ...[name, 400, expect.stringContaining(code)],
      ]);
    }
    expect(await listed()).toBe(before);
    expect(workbench.faults).toEqual([]);
  });

  test("by the year and the form that are named", async () => {
    const { json } = await checked("决算.html", HTML, "&year=2023&profile=core-budget");
    const { profile, year } = await openedOf(json.check_no);
    expect({ profile, year }).toEqual({ profile: "core-budget", year: 2023 });
  });
});

describe("checks are kept", () => {
  test("listed for the office, by words, kind and whose they are", async () => {
    await checked("另一份.html", HTML.replace("虚构市", "虚拟县"));
    const list = async (role: "finance-officer" | "general-office", query: string) => {
      const { json } = await workbench.ask(role, { url: `${CHECKS}?${query}` });
      return json.rows.map(({ unit }: { unit: string }) => unit);
    };
    const words = `text=${encodeURIComponent("虚拟县")}`;
    expect(await list("general-office", words)).toEqual(["虚拟县医疗保障局"]);
    expect(await list("general-office", `${words}&own=true`)).toEqual([]);
    expect(await list("finance-officer", `${words}&own=true&kind=final`)).toHaveLength(1);
    expect(await list("finance-officer", `${words}&kind=budget`)).toEqual([]);
  });

  test("only those of the caller's region are seen", async () => {
    const { json } = await checked("他处.html", HTML);
    const { store } = workbench.platform;
    const move = "update disclosure_report.kept_check set region = $2 where check_no = $1";
    await store.query(move, [json.check_no, "110000"]);
    for (const path of ["", "/report?format=json", "/rules"]) {
      const url = `${CHECKS}/${json.check_no}${path}`;
      const answer = await workbench.ask("finance-officer", { url });
      expect([path, answer.status, answer.json.code]).toEqual([path, 404, "CHECK-UNKNOWN"]);
    }
  });

  test("and let go after a month", async () => {
    const { json } = await checked("旧.html", HTML);
    await workbench.platform.store.query(
      `update disclosure_report.kept_check
          set checked_at = checked_at - $2::interval where check_no = $1`,
      [json.check_no, `${KEPT_DAYS + 1} days`],
    );
    await checked("新.html", HTML);
    const url = `${CHECKS}/${json.check_no}`;
    expect((await workbench.ask("finance-officer", { url })).status).toBe(404);
  });
});

describe("a finding is let stand", () => {
  test("with author, reason and date; apart in the papers; it can be taken back", async () => {
    const { check_no } = (await checked("豁免.html", HTML)).json;
    const { share } = await openedOf(check_no);
    const url = `${CHECKS}/${check_no}/findings/${share.id}/waiver`;
    const body = { reason: "占比口径不同，已向财政说明" };
    const waived = await workbench.ask("finance-officer", { method: "PUT", url, body });
    expect([waived.status, waived.json]).toEqual([200, { left: 0 }]);
    expect((await openedOf(check_no)).share.waiver).toMatchObject(body);
    const again = await workbench.ask("finance-officer", { method: "PUT", url, body });
    expect([again.status, again.json.code]).toEqual([409, "CHECK-WAIVED-ALREADY"]);
    const report = await workbench.ask("finance-officer", {
      url: `${CHECKS}/${check_no}/report?format=json`,
    });
    expect(report.json.findings.map(({ rule }: FindingSeen) => rule)).not.toContain("N-3");
    expect(report.json.waived).toMatchObject([{ finding: { rule: "N-3" }, waiver: body }]);
    const back = { method: "DELETE" as const, url };
    expect((await workbench.ask("finance-reviewer", back)).json).toEqual({ left: 1 });
    const twice = await workbench.ask("finance-reviewer", back);
    expect([twice.status, twice.json.code]).toEqual([409, "CHECK-NOT-WAIVED"]);
    const wrong = { method: "PUT" as const, url: url.replace(share.id, "F99"), body };
    const unknown = await workbench.ask("finance-officer", wrong);
    expect([unknown.status, unknown.json.code]).toEqual([404, "CHECK-FINDING-UNKNOWN"]);
  });
});

describe("papers", () => {
  test("the review sheet, the report as a page, every rule that was judged", async () => {
    const { check_no } = (await checked("报告.html", HTML)).json;
    const get = (path: string) =>
      workbench.ask("general-office", { url: `${CHECKS}/${check_no}${path}` });
    const page = await get("/report?format=html");
    expect(page.text).toContain("<mark>60.00%</mark>");
    expect(page.headers["content-disposition"]).toContain("attachment");
    const cookie = await workbench.session("general-office");
    const sheet = await workbench.app.inject({
      url: `${CHECKS}/${check_no}/report?format=xlsx`,
      headers: { cookie },
    });
    const parts = unzipSync(new Uint8Array(sheet.rawPayload));
    expect(strFromU8(parts["xl/sharedStrings.xml"] as Uint8Array)).toContain("是否符合");
    const rules = await get(`/rules?outcome=fail&text=n-3`);
    expect(rules.json.rows).toMatchObject([
      { rule: "N-3", outcome: "fail", note: "印为 93.33%，算得 100.00%" },
      { rule: "N-3", outcome: "fail", title: "占比等于该项支出除以支出合计" },
    ]);
    const all = await get("/rules?limit=1");
    expect(all.json.total).toBeGreaterThan(100);
  });
});

describe("the desk", () => {
  test("works on few at once, in order, and refuses what it cannot hold", async () => {
    const desk = new Desk(1, 2);
    const order: string[] = [];
    let finish: () => void = () => undefined;
    const first = desk.turn(async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      order.push("first");
    });
    const second = desk.turn(async () => order.push("second"));
    await expect(desk.turn(async () => 1)).rejects.toMatchObject({ code: "CHECK-QUEUE-FULL" });
    finish();
    await Promise.all([first, second]);
    expect(order).toEqual(["first", "second"]);
    await expect(desk.turn(async () => 3)).resolves.toBe(3);
  });
});
