import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import { packageRoot } from "../store/index.ts";
import { policyCheckCommand } from "./policy-check-command.ts";

// Goal: what contracts promise of `yibao policy check`: exit codes, the sheet, the machine form.

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "..", "policy", "fixtures");
const NANCHANG = join(packageRoot(), "test", "regions", "360100-nanchang");
const GOOD = join(FIXTURES, "..", "check", "fixtures", "good.yaml");
const CIRCLE = join(FIXTURES, "100400-circle-one");

afterEach(() => vi.restoreAllMocks());

async function run(words: readonly string[], flags: Record<string, string> = {}, json = false) {
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => Boolean(written.push(`${text}`)));
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  const code = await policyCheckCommand({ words, flags, json });
  return { code, out: written.join("") };
}

test("a sound pack: 0, and how much was looked at in how many seconds", async () => {
  const { code, out } = await run([NANCHANG]);
  expect(code).toBe(0);
  expect(out).toMatch(/^政策检查 南昌市（例子）（360100） · 版本 [0-9a-f]{16}\n通过：没有错误/);
  expect(out).toMatch(/看过 \d+ 种情形由谁决定、\d+ 组数值、\d+ 种不同的计算方案/);
  expect(out).toMatch(/\d+ 张试算账单（种子 1）/);
  expect(out).toMatch(/用时 \d+\.\d 秒（装入与条款 \d/);
  expect(out).toContain("【提示】待核实的数值（value-unverified）360100-nanchang/pack.yaml:2");
});

test("a pack with an error: 1, with every finding of every pack as JSON", async () => {
  const { code, out } = await run([NANCHANG, CIRCLE], {}, true);
  expect(code).toBe(1);
  const [sound, circle] = JSON.parse(out);
  expect(sound).toMatchObject({ region: "360100", counts: { error: 0 } });
  expect(Object.keys(sound.seconds)).toContain("试算账单");
  expect(circle.findings).toMatchObject([{ rule: "pack-not-loadable", severity: "error" }]);
});

test("against itself nothing has changed", async () => {
  const { code } = await run([NANCHANG], { against: NANCHANG, from: "2030-01-01" });
  expect(code).toBe(0);
});

test("a parent is checked through the packs that lie over it", async () => {
  const root = mkdtempSync(join(tmpdir(), "yibao-packs-"));
  const [parent, child] = ["100000-good", "100100-child"].map((name) => join(root, name));
  for (const folder of [parent, child]) mkdirSync(folder as string);
  copyFileSync(GOOD, join(parent as string, "pack.yaml"));
  const text = 'region: { code: "100100", name: 试验市, parent: "100000" }\n';
  writeFileSync(join(child as string, "pack.yaml"), text);
  const { code, out } = await run([parent as string]);
  rmSync(root, { recursive: true });
  expect(code).toBe(0);
  expect(out).toMatch(/^政策检查 试验市（100100）/);
});

test("a pack that is not there, and flags that do not fit together, are refused", async () => {
  await expect(run(["999999"])).rejects.toMatchObject({ code: "REGION-UNKNOWN" });
  const from = run([NANCHANG], { from: "2024-01-01" });
  await expect(from).rejects.toMatchObject({ code: "COMMAND-MISSING" });
  const several = run([NANCHANG, NANCHANG], { against: NANCHANG });
  await expect(several).rejects.toMatchObject({ code: "COMMAND-MISSING" });
});
