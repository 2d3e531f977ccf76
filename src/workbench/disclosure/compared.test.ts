import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSmallWorkbench, type SmallWorkbench } from "../../../test/support/small-workbench.ts";

// Goal: a file is compared with another of the same unit, whose place is shown beside the finding;
// and what was let stand in one version of a document is offered for the next, and not more.

let workbench: SmallWorkbench;
beforeAll(async () => {
  workbench = await openSmallWorkbench();
});
afterAll(() => workbench.close());

const CHECKS = "/api/v1/disclosures/checks";

interface Sent {
  readonly name: string;
  readonly html: string;
  readonly against?: { readonly name: string; readonly html: string; readonly bytes?: number };
}

async function checked({ name, html, against }: Sent) {
  const cookie = await workbench.session("finance-officer");
  const own = Buffer.from(html);
  const other = Buffer.from(against?.html ?? "");
  const query = new URLSearchParams({ name });
  if (against !== undefined) {
    query.set("against", against.name);
    query.set("against_bytes", String(against.bytes ?? other.byteLength));
  }
  const { statusCode, body } = await workbench.app.inject({
    method: "POST",
    url: `${CHECKS}?${query}`,
    headers: { cookie, "content-type": "application/octet-stream" },
    payload: Buffer.concat([own, other]),
  });
  return { status: statusCode, json: JSON.parse(body) };
}

async function openedOf(check_no: number) {
  return (await workbench.ask("finance-reviewer", { url: `${CHECKS}/${check_no}` })).json;
}

/** 收入支出决算总表 of a year: what there was at its beginning, and what was left. */
function finalOf(year: number, opening: number, closing: number): string {
  const spent = opening + 1_000 - closing;
  const rows = [
    ["收入", "", "支出", ""],
    ["项目", "金额", "项目", "金额"],
    ["一、一般公共预算财政拨款收入", 1_000, "一、一般公共服务支出", spent],
    ["本年收入合计", 1_000, "本年支出合计", spent],
    ["年初结转和结余", opening, "年末结转和结余", closing],
    ["总计", opening + 1_000, "总计", closing + spent],
  ];
  const text = (cell: string | number) => (typeof cell === "number" ? cell.toFixed(2) : cell);
  const line = (cells: readonly (string | number)[]) =>
    `<tr>${cells.map((cell) => `<td>${text(cell)}</td>`).join("")}</tr>`;
  return `<html><body><h1>临江省示例市审计局${year}年度部门决算</h1><p>收入支出决算总表</p>
<p>公开01表</p><p>部门：示例市审计局　单位：万元</p><table>${rows.map(line).join("")}</table>
</body></html>`;
}

interface Seen {
  readonly id: string;
  readonly rule: string;
  readonly other: unknown;
  readonly offered: { readonly author: string; readonly reason: string } | null;
  readonly waiver: unknown;
}

function findingOf(opened: { readonly findings: readonly Seen[] }, rule: string): Seen | undefined {
  return opened.findings.find((one) => one.rule === rule);
}

describe("compared with another document", () => {
  const LAST = { name: "2022年决算.html", html: finalOf(2022, 40, 50) };

  test("the finding shows the figure in both, and the other document is named", async () => {
    const answer = await checked({ name: "2023.html", html: finalOf(2023, 55, 60), against: LAST });
    expect(answer.status).toBe(200);
    const opened = await openedOf(answer.json.check_no);
    expect(opened.against).toEqual({
      ...{ name: "2022年决算.html", unit: expect.stringContaining("审计局"), year: 2022 },
      kind: "final",
    });
    expect(findingOf(opened, "A-Y-01")).toMatchObject({
      ...{ printed: "55.00万元", expected: "50.00万元" },
      other: {
        ...{ place: expect.stringContaining("年末结转和结余"), text: "50.00" },
        view: { kind: "table" },
      },
    });
    const same = await checked({ name: "2023.html", html: finalOf(2023, 50, 60), against: LAST });
    expect(findingOf(await openedOf(same.json.check_no), "A-Y-01")).toBeUndefined();
  });

  test("one of another year is not held against it, and that is said", async () => {
    const against = { name: "2020.html", html: finalOf(2020, 40, 50) };
    const { json } = await checked({ name: "2023.html", html: finalOf(2023, 55, 60), against });
    const opened = await openedOf(json.check_no);
    expect(findingOf(opened, "AGAINST-OTHER")).toMatchObject({ other: null });
    expect(opened.against.year).toBe(2020);
  });

  test("without one nothing is compared; a length that cannot be is refused", async () => {
    const { json } = await checked({ name: "2023.html", html: finalOf(2023, 55, 60) });
    expect((await openedOf(json.check_no)).against).toBeNull();
    const against = { ...LAST, bytes: 60_000_000 };
    const long = await checked({ name: "2023.html", html: finalOf(2023, 55, 60), against });
    expect([long.status, long.json.code, long.json.field]).toEqual([
      ...[400, "CHECK-AGAINST-BYTES", "against_bytes"],
    ]);
    const broken = await checked({
      ...{ name: "2023.html", html: finalOf(2023, 55, 60) },
      against: { name: "坏.pdf", html: "%PDF-1.7\n1 0 obj <<" },
    });
    expect(broken.json.code).toMatch(/^DOCUMENT-/);
  });
});

describe("waivers of an earlier version", () => {
  const LINE = "2024年度本年支出合计15.00万元，其中基本支出10.00万元，占60.00%。";
  const html = (line: string, unit = "虚构市医疗保障局", year = 2024) =>
    `<html><body><h1>${unit}${year}年度部门决算</h1>${line}</body></html>`;
  const reason = "占比口径不同，已向财政说明";

  async function shareOf(text: string) {
    const { json } = await checked({ name: "决算.html", html: text });
    const share = findingOf(await openedOf(json.check_no), "N-3") as Seen;
    return { check_no: json.check_no as number, share };
  }

  const carry = (check_no: number, finding_ids: readonly string[]) =>
    workbench.ask("finance-reviewer", {
      ...{ method: "POST", url: `${CHECKS}/${check_no}/waivers/carried`, body: { finding_ids } },
    });

  test("are offered with author, reason and date, and hold when somebody accepts", async () => {
    const first = await shareOf(html(`<p>${LINE}</p>`));
    const waiver = `${CHECKS}/${first.check_no}/findings/${first.share.id}/waiver`;
    await workbench.ask("finance-officer", { method: "PUT", url: waiver, body: { reason } });
    // A paragraph before it: the same finding on another line.
    const next = await shareOf(html(`<p>本部门机构设置情况如下。</p><p>${LINE}</p>`));
    expect(next.share.waiver).toBeNull();
    expect(next.share.offered).toEqual({
      ...{ author: "演示·财务经办", reason, date: expect.stringMatching(/^\d{4}-/) },
    });
    const other = await shareOf(html(`<p>${LINE.replace("60.00%", "61.00%")}</p>`));
    expect(other.share.offered).toBeNull();
    const elsewhere = await shareOf(html(`<p>${LINE}</p>`, "虚拟县医疗保障局"));
    expect(elsewhere.share.offered).toBeNull();
    const refused = await carry(other.check_no, [other.share.id]);
    expect([refused.status, refused.json.code]).toEqual([409, "CHECK-WAIVER-NOT-OFFERED"]);
    expect((await carry(next.check_no, ["F99"])).json.code).toBe("CHECK-FINDING-UNKNOWN");
    expect((await carry(next.check_no, [next.share.id])).status).toBe(200);
    const accepted = findingOf(await openedOf(next.check_no), "N-3");
    expect(accepted?.waiver).toMatchObject({
      ...{ author: "演示·财务复核", reason, carried: { author: "演示·财务经办" } },
    });
    const report = await workbench.ask("finance-officer", {
      url: `${CHECKS}/${next.check_no}/report?format=json`,
    });
    expect(report.json.waived[0].waiver.author).toContain("沿用演示·财务经办");
  });

  test("and not after they were taken back", async () => {
    const unit = "虚构区医疗保障局";
    const first = await shareOf(html(`<p>${LINE}</p>`, unit));
    const url = `${CHECKS}/${first.check_no}/findings/${first.share.id}/waiver`;
    await workbench.ask("finance-officer", { method: "PUT", url, body: { reason } });
    await workbench.ask("finance-officer", { method: "DELETE", url });
    expect((await shareOf(html(`<p>${LINE}</p>`, unit))).share.offered).toBeNull();
  });
});
