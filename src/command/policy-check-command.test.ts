import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import { regionsFolder } from "../policy/index.ts";
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

test("against itself nothing has changed, and it is said up to which day", async () => {
  const { code, out } = await run([NANCHANG], { against: NANCHANG, from: "2030-01-01" });
  expect(code).toBe(0);
  expect(out).toContain("与旧包比较：2030-01-01 之前全部相同（2030-01-01：--from 所写）");
  const guessed = await run([NANCHANG], { against: NANCHANG });
  expect(guessed.out).toContain("与旧包比较：每一天全部相同（新包没有旧包所无的生效日）");
});

test("a change dated in the past passes, with a warning that it reaches back", async () => {
  const root = mkdtempSync(join(tmpdir(), "yibao-packs-"));
  const [old, now] = ["old", "now"].map((name) => join(root, name, "100000-good"));
  for (const folder of [old, now]) mkdirSync(folder as string, { recursive: true });
  const text = readFileSync(GOOD, "utf8");
  const cap = /^( +- \{ from: )2023-01-01(, .*value: )2000( \}.*)$/m;
  writeFileSync(join(old as string, "pack.yaml"), text);
  const later = text.replace(cap, "$&\n$12024-01-01$22500$3");
  expect(later).not.toBe(text);
  writeFileSync(join(now as string, "pack.yaml"), later);
  const { code, out } = await run([now as string], { against: old as string });
  rmSync(root, { recursive: true });
  expect(code).toBe(0);
  expect(out).toContain("与旧包比较：2024-01-01 之前全部相同（2024-01-01：未写 --from");
  expect(out).toMatch(
    /【提醒】改动追溯到今天以前（change-reaches-back）100000-good\/pack.yaml:\d+/,
  );
});

test("against a folder of packs: that of the same code, else those inside are named", async () => {
  const { code, out } = await run([NANCHANG], { against: join(NANCHANG, "..") });
  expect(code).toBe(0);
  expect(out).toContain("与旧包比较：每一天全部相同");
  const none = run([NANCHANG], { against: regionsFolder() });
  await expect(none).rejects.toMatchObject({ code: "PACK-FOLDER-OF-PACKS" });
  await expect(none).rejects.toThrow(/430000-hunan、.*430400-hengyang/);
});

test("a pack that cannot be loaded: its place and its message, each once", async () => {
  const root = mkdtempSync(join(tmpdir(), "yibao-packs-"));
  const folder = join(root, "100000-torn");
  mkdirSync(folder);
  writeFileSync(join(folder, "pack.yaml"), 'region: { code: "100000", name: [\n');
  const { code, out } = await run([folder]);
  rmSync(root, { recursive: true });
  expect(code).toBe(1);
  expect(out.match(/100000-torn\/pack\.yaml:\d/g)).toHaveLength(1);
  expect(out).toContain("不是有效的 YAML");
  expect(out).not.toMatch(/应为：|实为：|PACK-/);
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
