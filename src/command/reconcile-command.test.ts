import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { purchaseInput } from "../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../test/support/small-platform.ts";
import { PEOPLE, PHARMACY } from "../../test/support/small-region.ts";
import { statementRows } from "../gateway/index.ts";
import { parseArguments } from "./arguments.ts";
import { reconcileCommand } from "./reconcile-command.ts";

// Goal: a clerk reconciles a file without any program: what is printed says what to do, the exit
// code says whether all agrees. Method: the command as it is typed, on a database of its own.

let platform: SmallPlatform;
let folder: string;

beforeAll(async () => {
  platform = await openSmallPlatform();
  folder = mkdtempSync(join(tmpdir(), "yibao-reconcile-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await platform.close();
});

async function run(text: string, ...flags: string[]): Promise<{ code: number; out: string }> {
  const file = join(folder, "books.csv");
  writeFileSync(file, text);
  return typed("--file", file, ...flags);
}

async function typed(...flags: string[]): Promise<{ code: number; out: string }> {
  const days = ["--from", "2023-06-15", "--to", "2023-06-15", "--institution", PHARMACY];
  const database = ["--database-url", platform.store.databaseUrl];
  const words = ["reconcile", ...days, ...database, ...flags];
  let out = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  try {
    return { code: await reconcileCommand(parseArguments(words)), out };
  } finally {
    spy.mockRestore();
  }
}

test("agreeing books exit 0, a difference is told and exits 1", async () => {
  const shop = platform.hospital(PHARMACY);
  const { setlinfo } = await shop.call("2102", purchaseInput(PEOPLE.worker, [["SRX0001", 30, 1]]));
  const { setl_id, mdtrt_id, psn_no, medins_setl_id } = setlinfo;
  const plain = `${setl_id},${mdtrt_id},${psn_no},30.00,0,30.00,0\n`;
  const good = await run(plain);
  expect(good.code).toBe(0);
  expect(good.out).toContain("✓ 逐笔一致");
  const header = "psn_no,setl_id,mdtrt_id,medfee_sumamt,acct_pay,refd_setl_flag,fund_pay_sumamt\n";
  expect((await run(`${header}${psn_no},${setl_id},${mdtrt_id},30.00,30.00,0,0.00\n`)).code).toBe(
    0,
  );
  const bad = await run(plain.replaceAll(",", "\t").replace("30.00", "30.01"));
  expect(bad.code).toBe(1);
  expect(bad.out).toContain("金额相差一分：1");
  expect(bad.out).toContain("文件第 1 行");
  expect(bad.out).toContain("医疗费总额医保局为30.00、机构为30.01");
  const json = await run("", "--json");
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toMatchObject({
    balanced: false,
    ours: { count: 1, medfee_sumamt: "30.00" },
    theirs: { count: 0, medfee_sumamt: "0.00" },
    kinds: { "missing-at-institution": 1 },
    differences: [{ kind: "missing-at-institution", ours: [{ setl_id, msgid: medins_setl_id }] }],
  });
});

test("what cannot be used is refused with its place", async () => {
  const refused = (promise: Promise<unknown>, code: string, word: string) =>
    expect(promise).rejects.toMatchObject({ code, message: expect.stringContaining(word) });
  await refused(run("1,2\n"), "RECONCILIATION-FILE-COLUMNS", "books.csv 第 1 行");
  await refused(run('1,"2\n'), "GATEWAY-FILE-NOT-ROWS", "books.csv");
  await refused(run("", "--from", "2023-06-31"), "DATE-NOT-A-DATE", "--from");
  await refused(run("", "--to", "2023-06-01"), "RECONCILIATION-PERIOD", "早于");
  await refused(run("", "--institution", "H1"), "PROVIDERS-INSTITUTION-UNKNOWN", "--institution");
  await refused(typed("--file", join(folder, "none")), "CASE-NOT-READABLE", "不存在");
  await refused(typed(), "COMMAND-MISSING", "--file");
  await expect(statementRows(Buffer.from([0xff, 0xfe, 0x41]))).rejects.toThrow("UTF-8");
});
