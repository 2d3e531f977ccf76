import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RoleId } from "../../../src/access/index.ts";
import { openSmallWorkbench, type SmallWorkbench } from "../../../test/support/small-workbench.ts";
import { packageRoot } from "../../store/index.ts";

// Goal: a disclosure made of somebody's own data is put up by one and made public by another; the
// public sees what is public and nothing else; what was taken back stays on record.

let workbench: SmallWorkbench;
beforeAll(async () => {
  workbench = await openSmallWorkbench();
});
afterAll(() => workbench.close());

const OFFICE = "/api/v1/disclosures";
const PUBLIC = "/api/v1/public/publications";
const FOLDER = join(packageRoot(), "examples/disclosures/fictitious-county-2025-budget");

function filesOf(folder: string): Zippable {
  return Object.fromEntries(
    readdirSync(folder).map((name) => {
      const path = join(folder, name);
      return [name, statSync(path).isDirectory() ? filesOf(path) : readFileSync(path)];
    }),
  );
}

const FILES = filesOf(FOLDER);

function post(role: RoleId, url: string, body: object) {
  return workbench.ask(role, { method: "POST", url, body });
}

function upload(files: Zippable, formats: readonly string[] = []) {
  return post("finance-officer", `${OFFICE}/publications`, {
    upload_zip: Buffer.from(zipSync(files)).toString("base64"),
    ...{ upload_name: "我的数据.zip", formats },
  });
}

async function made(formats: readonly string[] = []): Promise<number> {
  return (await upload({ 数据: FILES }, formats)).json.publication_no;
}

let request = 0;
function requestId(): string {
  request += 1;
  return `public-test-${request}`;
}

function proposed(publication_no: number, more: object = {}) {
  return post("finance-officer", `${OFFICE}/publications/${publication_no}/proposal`, {
    ...{ request_id: requestId(), reason: "财政已批复", ...more },
  });
}

function decided(proposal_no: number, role: RoleId = "general-office", decision = "approved") {
  return post(role, `${OFFICE}/proposals/${proposal_no}/decision`, { decision, reason: "同意" });
}

async function everybody(url: string) {
  return workbench.ask(null, { url });
}

describe("made of what somebody sends", () => {
  test("as of a folder of the platform, and called by its name", async () => {
    const { json } = await upload(FILES);
    const url = `${OFFICE}/publications/${json.publication_no}`;
    const opened = await workbench.ask("finance-officer", { url });
    expect(opened.json).toMatchObject({
      ...{ unit: "虚构省松岭县医疗保障局", source: "上传的数据 我的数据.zip", errors: 0 },
      ...{ public_now: null, proposal_no: null },
    });
  });

  test("errors name file, row and column; nothing is kept", async () => {
    const total = async () => {
      return (await workbench.ask("finance-officer", { url: `${OFFICE}/publications` })).json.total;
    };
    const before = await total();
    const general = Buffer.from(FILES["general.csv"] as Uint8Array).toString();
    const wrong = strToU8(general.replace(/,\d+\.\d+,/, ",约一百,"));
    const amount = await upload({ ...FILES, "general.csv": wrong });
    expect([amount.status, amount.json.code]).toEqual([400, "PUBLICATION-AMOUNT"]);
    expect(`${amount.json.field} ${amount.json.detail}`).toMatch(/general\.csv:\d+:\d+/);
    const outside = await upload({ ...FILES, "../x.csv": strToU8("x") });
    expect([outside.status, outside.json.code]).toEqual([400, "PUBLICATION-UPLOAD-PATH"]);
    expect(await total()).toBe(before);
    expect(workbench.faults).toEqual([]);
  });
});

describe("made public", () => {
  let first: number;
  let public_no: number;

  test("put up by one, decided by another, and then everybody sees it", async () => {
    first = await made(["text"]);
    const { json } = await proposed(first, { document_no: "松医保〔2025〕3号" });
    const { proposal_no } = json;
    expect((await everybody(PUBLIC)).json).toEqual({ rows: [], total: 0 });
    const again = await proposed(first);
    expect([again.status, again.json.code]).toEqual([409, "PUBLICATION-PUBLIC-PROPOSED"]);
    const waiting = await workbench.ask("general-office", { url: "/api/v1/waiting" });
    expect(JSON.stringify(waiting.json)).toContain("待审批的预决算公开");
    expect((await decided(proposal_no, "finance-officer")).status).toBe(403);
    expect((await decided(proposal_no)).json.state).toBe("approved");
    const seen = await everybody(PUBLIC);
    expect(seen.json.rows).toMatchObject([
      { unit: "虚构省松岭县医疗保障局", document_no: "松医保〔2025〕3号", state: "in-force" },
    ]);
    ({ public_no } = seen.json.rows[0]);
    const url = `${OFFICE}/proposals/${proposal_no}`;
    const opened = await workbench.ask("finance-officer", { url });
    expect(opened.json).toMatchObject({ done_public_no: public_no, is_mine: true, act: "publish" });
  });

  test("with its files, what checking them found, and no name of staff", async () => {
    const { json, text } = await everybody(`${PUBLIC}/${public_no}`);
    expect(json.checks).toMatchObject([{ path: "disclosure.html", error: 0 }, { error: 0 }]);
    expect(json.deadline).toMatchObject({ days: 20, is_verified: false });
    expect(text).not.toContain("演示·");
    const page = await everybody(`${PUBLIC}/${public_no}/page`);
    expect(page.headers["content-security-policy"]).toContain("sandbox");
    expect(page.text).toContain("松岭县");
    const bytes = async (path: string) => {
      const url = `${PUBLIC}/${public_no}/file?path=${path}`;
      return new Uint8Array((await workbench.app.inject({ url })).rawPayload);
    };
    const csv = json.files.find(({ path }: { path: string }) => path.endsWith(".csv"));
    expect((await bytes(csv.path)).byteLength).toBe(csv.bytes);
    expect(Object.keys(unzipSync(await bytes("data.zip")))).toContain("datapackage.json");
    const none = await everybody(`${PUBLIC}/${public_no}/file?path=../../x`);
    expect([none.status, none.json.code]).toEqual([404, "PUBLICATION-NO-FILE"]);
    expect((await everybody(`${PUBLIC}/999999`)).json.code).toBe("PUBLICATION-PUBLIC-UNKNOWN");
  });

  test("what has errors is not put up, and which they are is said", async () => {
    const { store } = workbench.platform;
    const found = [
      { path: "disclosure.html", rule: "N-3", outcome: "error", message: "占比与算得的不符" },
      { path: "disclosure.txt", rule: "N-3", outcome: "error", message: "占比与算得的不符" },
    ];
    await store.query(
      `update publication.kept_publication
          set details = jsonb_set(details, '{findings}', $2::jsonb) where publication_no = $1`,
      [first, JSON.stringify(found)],
    );
    const { status, json } = await proposed(first, { corrects: public_no });
    expect([status, json.code]).toEqual([409, "PUBLICATION-PUBLIC-ERRORS"]);
    expect(json.detail).toContain("1 处错误");
    expect(json.detail).toContain("占比与算得的不符〔N-3〕（html、txt）");
  });

  test("a second one only as a correction; the version before stays on record", async () => {
    const second = await made();
    const plain = await proposed(second);
    expect([plain.status, plain.json.code]).toEqual([409, "PUBLICATION-PUBLIC-ALREADY"]);
    const more = { corrects: public_no, replied_on: "2025-02-20", reason: "更正三公经费说明" };
    const { json } = await proposed(second, more);
    expect((await decided(json.proposal_no)).json).toMatchObject({ state: "approved" });
    const [now, before] = (await everybody(PUBLIC)).json.rows;
    expect(now).toMatchObject({ corrects: public_no, state: "in-force", due_on: "2025-03-12" });
    expect(before).toMatchObject({
      ...{ public_no, state: "corrected", withdrawal_reason: "更正三公经费说明" },
    });
    const file = `${PUBLIC}/${public_no}/file?path=disclosure.html`;
    const gone = await everybody(file);
    expect([gone.status, gone.json.code]).toEqual([410, "PUBLICATION-WITHDRAWN"]);
    expect((await workbench.ask("finance-reviewer", { url: file })).status).toBe(200);
    expect((await everybody(`${PUBLIC}/${public_no}`)).json.versions).toHaveLength(1);
    public_no = now.public_no;
  });

  test("another unit's version is not put right by it", async () => {
    const { store } = workbench.platform;
    await store.query(
      `update publication.kept_publication
          set unit = '虚构县医保局', details = jsonb_set(details, '{findings}', '[]')
        where publication_no = $1`,
      [first],
    );
    const { status, json } = await proposed(first, { corrects: public_no });
    expect([status, json.code]).toEqual([400, "PUBLICATION-PUBLIC-OTHER"]);
  });

  test("taken back by a proposal, too; refused ones change nothing", async () => {
    const url = `${OFFICE}/public/${public_no}/withdrawal`;
    const ask = () => {
      const body = { request_id: requestId(), reason: "批复文件撤销" };
      return post("finance-officer", url, body);
    };
    const refused = await ask();
    await decided(refused.json.proposal_no, "general-office", "refused");
    expect((await everybody(`${PUBLIC}?in_force=true`)).json.total).toBe(1);
    const { json } = await ask();
    await decided(json.proposal_no);
    expect((await everybody(`${PUBLIC}?in_force=true`)).json.total).toBe(0);
    const { json: shown } = await everybody(`${PUBLIC}/${public_no}`);
    expect(shown).toMatchObject({ state: "withdrawn", withdrawal_reason: "批复文件撤销" });
    const page = await everybody(`${PUBLIC}/${public_no}/page`);
    expect([page.status, page.json.code]).toEqual([410, "PUBLICATION-WITHDRAWN"]);
    const twice = await ask();
    expect([twice.status, twice.json.code]).toEqual([410, "PUBLICATION-WITHDRAWN"]);
  });

  test("nor approved by who made it", async () => {
    const body = { folder: "fictitious-county-2025-budget", formats: [] };
    const own = await post("general-office", `${OFFICE}/publications`, body);
    const { json } = await proposed(own.json.publication_no);
    const answer = await decided(json.proposal_no);
    expect([answer.status, answer.json.code]).toEqual([403, "ACCESS-OWN-PROPOSAL"]);
    expect((await everybody(`${PUBLIC}?in_force=true`)).json.total).toBe(0);
    expect(workbench.faults).toEqual([]);
  });
});
