import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openVisit, outpatientBill, WORKER } from "../../../test/support/hospital-day.ts";
import { LEVEL1 } from "../../../test/support/small-region.ts";
import {
  type Asked,
  type AskOptions,
  openSmallWorkbench,
  type SmallWorkbench,
} from "../../../test/support/small-workbench.ts";
import { readPackTexts } from "../../policy/index.ts";
import { recordShipped } from "../../policy-library/index.ts";
import { beginRun, KEPT_RUNS_MOST } from "../../simulation/index.ts";
import { proveQuickly } from "./desk.ts";
import { createProving } from "./proving.ts";

// Goal: a value of policy goes the whole way in the browser, from the form to publication, by two
// people; what is wrong is told at file, line and field, and nothing is kept of it.

const LIBRARY = "/api/v1/policy-library";
let workbench: SmallWorkbench;
let shipped: string;

beforeAll(async () => {
  workbench = await openSmallWorkbench();
  const { store, now } = workbench.platform;
  proveQuickly(workbench.house);
  await recordShipped(store, readPackTexts("430400"), now);
  const { packs } = (await get("/packs")).json;
  shipped = packs.find((one: { region_code: string }) => one.region_code === "430400").published
    .content_hash;
});
afterAll(() => workbench.close());

function get(path: string, role: "benefits-officer" | "benefits-reviewer" = "benefits-officer") {
  return workbench.ask(role, { url: `${LIBRARY}${path}` });
}

function post(path: string, body: object, role: "officer" | "reviewer" = "officer") {
  const options: AskOptions = { method: "POST", url: `${LIBRARY}/versions/${path}`, body };
  return workbench.ask(`benefits-${role}`, options);
}

const CAP = {
  files: [],
  parameter: "employee_pool_cap",
  from: "2099-01-01",
  values: { "": "180000" },
  nothing: [],
  document: "project-choice",
  clause: "演示",
  basis: "placeholder",
  confidence: "low",
};

function told({ status, json }: Asked) {
  return { status, code: json.code, field: json.field };
}

describe("what is in the library", () => {
  test("packs with what is published, versions, files with policy first", async () => {
    const { json } = await get("/packs");
    expect(json.packs.map((one: { region_code: string }) => one.region_code)).toEqual([
      "000000",
      "430000",
      "430400",
    ]);
    const listed = await get("/versions?region_code=430400");
    expect(listed.json).toMatchObject({ total: 1, rows: [{ state: "published" }] });
    expect((await get("/versions?state=open")).json.total).toBe(0);
    const { json: text } = await get(`/versions/${shipped}/files`);
    expect(text.files[0].path).toBe("financing.yaml");
    expect(text.files.length).toBeGreaterThan(10);
    const none = await get(`/versions/${"0".repeat(64)}`);
    expect(told(none)).toMatchObject({ status: 404, code: "LIBRARY-NO-SUCH-VERSION" });
  });

  test("values are found by words, day, pack and basis, and exported", async () => {
    const all = (await get(`/versions/${shipped}/values?limit=1`)).json.total;
    const own = (await get(`/versions/${shipped}/values?own=true&limit=1`)).json.total;
    expect(all).toBeGreaterThan(own);
    const found = await get(`/versions/${shipped}/values?text=统筹基金年度&on=2025-01-01`);
    expect(found.json.rows.length).toBeGreaterThan(0);
    for (const row of found.json.rows) {
      expect([row.unverified, row.document, row.where]).toEqual([
        true,
        expect.any(String),
        expect.stringMatching(/\.yaml:\d+$/),
      ]);
    }
    const verified = await get(`/versions/${shipped}/values?basis=verified&limit=1`);
    expect(verified.json.total).toBeLessThan(all);
    const csv = await get(`/versions/${shipped}/values?format=csv`);
    expect(csv.text.split("\n").length).toBeGreaterThan(all);
    const bad = await get(`/versions/${shipped}/values?on=2025-02-30`);
    expect(told(bad)).toEqual({ status: 400, code: "DATE-NOT-A-DATE", field: "on" });
  });

  test("one value over time, and the documents", async () => {
    const { json } = await get(`/versions/${shipped}/parameters/employee_pool_cap`);
    expect(json).toMatchObject({ own: true, unit: "yuan", versions: [{ rows: [{ path: "" }] }] });
    const none = await get(`/versions/${shipped}/parameters/nothing`);
    expect(told(none)).toMatchObject({ status: 404, code: "LIBRARY-PARAMETER-UNKNOWN" });
    const { documents } = (await get(`/versions/${shipped}/documents`)).json;
    expect(documents.some((one: { values: number }) => one.values > 0)).toBe(true);
  });

  test("the policy of a day with its benefits, as known at a moment", async () => {
    const { json } = await get("/regions/430400/policy?date=2025-06-01");
    expect(json.benefits.length).toBeGreaterThan(5);
    expect(json.packs).toHaveLength(3);
    const early = await get("/regions/430400/policy?known_at=2000-01-01");
    expect(told(early)).toMatchObject({ status: 404, code: "LIBRARY-NOTHING-PUBLISHED" });
    const [{ name }] = json.benefits;
    const turn = await get(`/regions/430400/benefits/${name}/outlook?date=2025-06-01`);
    expect(turn.json.last.day <= "2025-06-01").toBe(true);
  });

  test("two days are compared", async () => {
    const days = await get(
      `/diff?before=${shipped}&after=${shipped}&from=2020-01-01&to=2025-01-01`,
    );
    expect(days.json.changes.length).toBeGreaterThan(0);
    const same = await get(`/diff?before=${shipped}&after=${shipped}`);
    expect(same.json.changes).toEqual([]);
  });

  test("a word finds the values and the documents of what is published", async () => {
    const url = `/api/v1/search?text=${encodeURIComponent("起付线")}`;
    const { json } = await workbench.ask("benefits-officer", { url });
    expect(JSON.stringify(json)).toContain(`/policy-library/${shipped}/parameters/`);
  });
});

describe("a form that is filled in wrongly", () => {
  test.each([
    [{ values: { "": "" } }, "LIBRARY-VALUE-MISSING", "value"],
    [{ values: { "": "十八万" } }, "MONEY-NOT-AN-AMOUNT", "value"],
    [{ from: "2099-02-30" }, "DATE-NOT-A-DATE", "from"],
    [{ parameter: "nothing" }, "LIBRARY-PARAMETER-UNKNOWN", "parameter"],
    [{ parameter: "rounding", values: { "": "sideways" } }, "LIBRARY-VALUE-ELSEWHERE", undefined],
    [{ parameter: "critical_illness_bands_four" }, "LIBRARY-VALUE-BY-TEXT", undefined],
    [
      { parameter: "resident_deductible_row", values: { "": "sideways" } },
      "LIBRARY-VALUE-WORD",
      "value",
    ],
  ])("%j is told at its field", async (wrong, code, field) => {
    const answer = await post(`${shipped}/new-value`, { ...CAP, ...wrong });
    expect(answer.json).toMatchObject({ code, ...(field === undefined ? {} : { field }) });
  });

  test("a text is told at file and line, and nothing is kept", async () => {
    const before = await workbench.platform.rowCounts();
    const text = "parameters:\n  employee_pool_cap:\n    unit: [yuan";
    const files = [{ path: "parameters.yaml", text }];
    for (const [act, note] of [["trial"], ["drafts", "试"]] as const) {
      const answer = await post(`${shipped}/${act}`, { files, ...(note ? { note } : {}) });
      expect(told(answer)).toMatchObject({ status: 400, code: "PACK-NOT-YAML" });
      expect(answer.json.field).toBe("430400-hengyang/parameters.yaml:3");
    }
    const other = [
      { path: "region.yaml", text: 'region: { code: "431000", name: 甲, parent: "430000" }' },
    ];
    const answer = await post(`${shipped}/drafts`, { files: other, note: "试" });
    expect(told(answer)).toMatchObject({ status: 400, code: "PACK-NOT-ALLOWED" });
    const after = await workbench.platform.rowCounts();
    const library = (counts: Readonly<Record<string, number>>) =>
      Object.entries(counts).filter(([table]) => table.startsWith("policy_library"));
    expect(library(after)).toEqual(library(before));
  });

  test("a pack of elsewhere is not ours to change", async () => {
    const { packs } = (await get("/packs")).json;
    const { content_hash } = packs[0].published;
    const answer = await post(`${content_hash}/trial`, { files: [] });
    expect(told(answer)).toMatchObject({ status: 403, code: "ACCESS-REGION" });
  });
});

describe("the life of a draft", () => {
  test("written by a form, tried, handed in, proved, reviewed by another, published", async () => {
    const written = await post(`${shipped}/new-value`, {
      ...CAP,
      document: "demo-2099-1",
      new_document: { number: "演示〔2099〕1号", title: "演示", issuer: "", seen: false },
    });
    expect(written.json).toMatchObject({ path: "parameters.yaml", line: expect.any(Number) });
    const { files } = written.json;
    const tried = await post(`${shipped}/trial`, { files });
    expect(tried.json).toMatchObject({ repeated: false, days: ["2099-01-01"] });
    expect(tried.json.diff.changes[0]).toMatchObject({ after: "180,000 元", since: "2099-01-01" });
    const drafted = await post(`${shipped}/drafts`, { files, note: "提高年度限额" });
    const { content_hash } = drafted.json;
    expect(drafted.json).toMatchObject({ version_number: 2, repeated: false });
    expect((await post(`${shipped}/drafts`, { files, note: "再来" })).json.repeated).toBe(true);
    expect(told(await post(`${content_hash}/publish`, { from: "2099-01-01" }, "reviewer"))).toEqual(
      {
        status: 409,
        code: "LIBRARY-STATE",
        field: undefined,
      },
    );
    const proving = post(`${content_hash}/check`, {});
    const checked = await proving;
    expect(checked.json).toMatchObject({ state: "checked", may: { review: false, is_own: true } });
    const { reports } = (await get(`/versions/${content_hash}/reports`)).json;
    expect(reports[0].tried.bills).toBeGreaterThan(10);
    expect(reports[0].findings[0]).toMatchObject({ where: expect.stringMatching(/:\d+$/) });
    const waiting = await workbench.ask("benefits-reviewer", { url: "/api/v1/waiting" });
    expect(waiting.json.waiting).toContainEqual(
      expect.objectContaining({ title: "待审核的政策稿", count: 1 }),
    );
    const seen = await get(`/versions/${content_hash}`, "benefits-reviewer");
    expect(seen.json.may).toMatchObject({ review: true, publish: false, is_own: false });
    const review = { decision: "approve", reason: "与文件一致" };
    expect((await post(`${content_hash}/review`, review, "reviewer")).json.state).toBe("approved");
    const late = await post(`${content_hash}/publish`, { from: "2020-01-01" }, "reviewer");
    expect(told(late)).toMatchObject({ code: "LIBRARY-DAY-NOT-AHEAD" });
    const done = await post(`${content_hash}/publish`, { from: "2099-01-01" }, "reviewer");
    expect(done.json).toMatchObject({ state: "published", effective_from: "2099-01-01" });
    const diff = await get(
      `/diff?before=${shipped}&after=${content_hash}&from=2099-01-01&to=2099-01-01`,
    );
    expect(diff.json.changes[0].after).toBe("180,000 元");
    const { json: lines } = await get(`/text-diff?before=${shipped}&after=${content_hash}`);
    expect(lines.files.map((one: { path: string }) => one.path)).toContain("parameters.yaml");
    const [{ runs, lines_removed }] = lines.files;
    expect(lines_removed).toBe(0);
    expect(runs.map(({ kind }: { kind: string }) => kind)).toContain("added");
    const same = await get(`/text-diff?before=${shipped}&after=${shipped}`);
    expect(same.json.files).toEqual([]);
    expect(workbench.faults).toEqual([]);
  }, 120_000);

  test("what is published is withdrawn no more, and a draft is", async () => {
    const { packs } = (await get("/packs")).json;
    const now = packs.at(-1).published.content_hash;
    const refused = await post(`${now}/withdraw`, { reason: "误" });
    expect(told(refused)).toMatchObject({ status: 409, code: "LIBRARY-STATE" });
    const { files } = (await post(`${now}/new-value`, { ...CAP, from: "2100-01-01" })).json;
    const { content_hash } = (await post(`${now}/drafts`, { files, note: "再提高" })).json;
    const withdrawn = await post(`${content_hash}/withdraw`, { reason: "重复" });
    expect(withdrawn.json).toMatchObject({ state: "withdrawn", withdrawal: { reason: "重复" } });
  });
});

describe("a simulation", () => {
  const CHANGE = `title: 提高门诊比例
from: 2023-01-01
changes:
  - parameter: employee_inpatient_deductible
    rows: { hospital_level: level1 }
    set: 500
`;
  const start = (text: string, year = 2023) =>
    workbench.ask("benefits-officer", {
      method: "POST",
      url: "/api/v1/simulations",
      body: { year, text },
    });
  const read = (run_no: number) =>
    workbench.ask("benefits-officer", { url: `/api/v1/simulations/${run_no}` });

  test("is told at the line of the change file what is wrong", async () => {
    const wrong = await start(CHANGE.replace("set: 500", "set: 五百"));
    expect(wrong.json).toMatchObject({ code: "MONEY-NOT-AN-AMOUNT", field: "变更文件:6" });
    expect((await start(CHANGE, 2025)).json.code).toBe("SIMULATION-OUTSIDE-HISTORY");
    expect(told(await read(99))).toMatchObject({ status: 404, code: "LIBRARY-SIMULATION-UNKNOWN" });
  });

  test("replays the bills of a year in the background, one at a time", async () => {
    const hospital = workbench.platform.hospital(LEVEL1);
    const visit = await openVisit(hospital, WORKER, [["SRX0003", 120, 10]]);
    await hospital.call("2207", outpatientBill(visit, { acct_used_flag: "1" }));
    const { run_no } = (await start(CHANGE)).json;
    expect(told(await start(CHANGE))).toMatchObject({ status: 409, code: "LIBRARY-SIMULATING" });
    await expect
      .poll(async () => (await read(run_no)).json.state, { timeout: 30_000 })
      .toBe("done");
    const { result } = (await read(run_no)).json;
    expect(result).toMatchObject({ bills_different: 0, totals: { bills: 1, losers: 0 } });
    expect(result.groups.length).toBeGreaterThan(3);
    const listed = await workbench.ask("benefits-reviewer", { url: "/api/v1/simulations" });
    const [row] = listed.json.rows;
    expect(row).toMatchObject({ run_no, state: "done", title: "提高门诊比例", bills: 1 });
    const kept = (await read(run_no)).json;
    expect(kept).toMatchObject({ text: CHANGE, year: 2023, ended_at: expect.any(String) });
    expect(kept.policy_version).toBe(workbench.house.region.value.version);
    const none = await workbench.ask("benefits-officer", {
      url: "/api/v1/simulations?text=不存在",
    });
    expect(none.json.total).toBe(0);
  }, 60_000);

  test("one that a restart cut off says so, and hinders no other", async () => {
    const { store, now } = workbench.platform;
    const region = workbench.house.region.value.code;
    const run = { region, title: "旧", change_text: CHANGE, year: 2023, started_at: now };
    const begin = () => beginRun(store, { ...run, policy_version: "v", started_by: "甲" });
    const run_no = await begin();
    expect((await read(run_no)).json).toMatchObject({ state: "running", policy: null });
    await expect(begin()).rejects.toMatchObject({ code: "LIBRARY-SIMULATING" });
    await silence(run_no);
    expect((await read(run_no)).json).toMatchObject({ state: "interrupted", result: null });
    const later = await begin();
    const listed = await workbench.ask("benefits-officer", {
      url: "/api/v1/simulations?state=interrupted",
    });
    expect(listed.json.rows.map((one: { run_no: number }) => one.run_no)).toEqual([run_no]);
    await silence(later);
  });

  test("so many are kept, and the oldest go", async () => {
    const { store, now } = workbench.platform;
    const run = {
      title: "多",
      change_text: "x",
      year: 2023,
      policy_version: "v",
      started_by: "甲",
    };
    await store.query(
      `insert into simulation.kept_run (region, title, change_text, year, policy_version,
         started_by, started_at, ended_at, failure)
       select '431000', '多', 'x', 2023, 'v', '甲', $1, $1, 'x' from generate_series(1, $2)`,
      [now, KEPT_RUNS_MOST],
    );
    const last = await beginRun(store, { ...run, region: "431000", started_at: now });
    await silence(last);
    const { rows } = await store.query(
      `select count(*)::int as kept, max(run_no) as last from simulation.kept_run
        where region = '431000'`,
    );
    expect(rows[0]).toEqual({ kept: KEPT_RUNS_MOST, last });
    // Those of elsewhere are none of ours.
    expect(told(await read(last))).toMatchObject({
      status: 404,
      code: "LIBRARY-SIMULATION-UNKNOWN",
    });
  });

  const silence = (run_no: number) =>
    workbench.platform.store.query(
      "update simulation.kept_run set told_at = now() - interval '1 minute' where run_no = $1",
      [run_no],
    );
});

test("more proofs than anybody would wait for are refused", async () => {
  const proving = createProving();
  let end: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    end = resolve;
  });
  const waiting = ["a", "b", "c", "d", "e"].map((hash) => proving.run(hash, () => gate));
  expect(proving.progressOf("c")).toMatchObject({ ahead: 2 });
  await expect(proving.run("f", () => gate)).rejects.toMatchObject({ code: "LIBRARY-BUSY" });
  end();
  await Promise.all(waiting);
  expect(proving.progressOf("c")).toBeNull();
});
