import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PackVersion } from "../src/policy-library/index.ts";
import { packageRoot } from "../src/store/index.ts";
import { type FreshDatabase, freshDatabase } from "./support/database.ts";
import { type Notice, noticeInFile } from "./support/pack-notice.ts";
import { printed } from "./support/printed.ts";

/** The life of a pack by the commands that a policy officer types (docs/policy-life.md). */

/** A small pack of a province that does not exist: proved in a moment. */
const CODE = "100000";
const GOOD = join(packageRoot(), "src/policy/fixtures/100000-good");
let database: FreshDatabase;
let root: string;

beforeAll(async () => {
  database = await freshDatabase();
  root = mkdtempSync(join(tmpdir(), "yibao-policy-life-"));
});
afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await database?.drop();
});

function policy(...words: string[]) {
  return printed("policy", ...words, "--database-url", database.databaseUrl);
}

async function versionOf(...words: string[]): Promise<PackVersion> {
  const { code, out, error } = await policy(...words, "--json");
  expect(error).not.toContain("LIBRARY-");
  expect(code).toBe(0);
  return JSON.parse(out) as PackVersion;
}

/** The pack in a folder of its own, with its yearly limit changed from a day on. */
function folderWith(name: string, ...notices: readonly (readonly [from: string, cap: number])[]) {
  const folder = join(root, name, "100000-good");
  cpSync(GOOD, folder, { recursive: true });
  mkdirSync(join(folder, "cases"));
  writeFileSync(join(folder, "cases", "E01.yaml"), "\ufeff# 一个案例\r\n");
  for (const [from, cap] of notices)
    change(folder, { parameter: "cap", from, says: `value: ${cap}` });
  return folder;
}

function change(folder: string, notice: Notice): void {
  const file = join(folder, "pack.yaml");
  const content = noticeInFile(readFileSync(file, "utf8"), { document: "notice", ...notice });
  writeFileSync(file, content);
}

const by = (name: string) => ["--by", name];
const APPROVE = ["--decision", "approve", "--reason", "与文件一致"];

/** Checked, approved and published. */
async function publish(version_number: number, from: string): Promise<PackVersion> {
  const version = [CODE, "--version", String(version_number)];
  await versionOf("checked", ...version, ...by("张起草"));
  await versionOf("review", ...version, ...by("李审核"), ...APPROVE);
  return versionOf("publish", ...version, ...by("王发布"), "--from", from);
}

describe("from a folder to law", () => {
  let folder: string;
  let hash: string;

  test("the first version of a pack may be of any day: there is nothing before it", async () => {
    await versionOf("draft", folderWith("first"), ...by("张起草"));
    const { publication } = await publish(1, "2020-01-01");
    expect(publication).toMatchObject({ effective_from: "2020-01-01", retroactive_reason: null });
  });

  test("drafted, checked, reviewed by another, published", async () => {
    folder = folderWith("cap", ["2099-01-01", 180_000]);
    const drafted = await versionOf("draft", folder, ...by("张起草"), "--note", "提高限额");
    expect(drafted).toMatchObject({ version_number: 2, state: "drafted", author: "张起草" });
    hash = drafted.content_hash.slice(0, 12);
    const again = await policy("draft", folder, ...by("张起草"));
    expect([again.code, again.out]).toEqual([0, expect.stringContaining("未新增")]);
    const checked = await versionOf("checked", CODE, "--version", hash, ...by("张起草"));
    expect(checked).toMatchObject({ state: "checked", check: { error_count: 0 } });
    expect(checked.check?.checker_version).toMatch(/^yibao \d/);
    const own = await policy("review", CODE, "--version", hash, ...by("张起草"), ...APPROVE);
    expect([own.code, own.error]).toEqual([2, expect.stringContaining("LIBRARY-OWN-REVIEW")]);
    const approved = await versionOf(
      "review",
      CODE,
      "--version",
      hash,
      ...by("李审核"),
      ...APPROVE,
    );
    expect(approved.state).toBe("approved");
    const past = ["--from", "2020-01-01"];
    const early = await policy("publish", CODE, "--version", hash, ...by("王发布"), ...past);
    expect([early.code, early.error]).toEqual([
      2,
      expect.stringContaining("LIBRARY-DAY-NOT-AHEAD"),
    ]);
    const day = ["--from", "2099-01-01"];
    const published = await versionOf("publish", CODE, "--version", hash, ...by("王发布"), ...day);
    expect(published).toMatchObject({
      state: "published",
      publication: { by: "王发布", effective_from: "2099-01-01" },
    });
    const repeated = await policy("publish", CODE, "--version", hash, ...by("王发布"), ...day);
    expect([repeated.code, repeated.out]).toEqual([0, expect.stringContaining("早已发布")]);
  });

  test("its versions are listed, and it is shown as known at a moment", async () => {
    const { out } = await policy("versions", CODE);
    expect(out).toMatch(/2 +[0-9a-f]{12} +已发布 +张起草 +李审核 +.* +2099-01-01/);
    expect(out).toMatch(/1 +[0-9a-f]{12} +已被接替 +张起草 .* 2020-01-01 +第 2 版/);
    const shipped = await policy("versions", "430400");
    expect(shipped.out).toMatch(/1 +[0-9a-f]{12} +已发布 +随程序（shipped） +.* +自始/);
    const shown = await policy("show", CODE, "--date", "2099-06-01");
    expect(shown.out).toContain("180,000 元");
    expect(shown.out).toMatch(/100000 .*第 2 版，.* 由 王发布 发布，自 2099-01-01 起生效/);
    const before = await policy("show", CODE, "--date", "2098-12-31", "--json");
    const then = JSON.parse(before.out);
    // Values in force, not what is told of the next change.
    expect(JSON.stringify(then.benefits)).toContain('"value":"100,000 元"');
    expect(JSON.stringify(then.benefits)).not.toContain('"value":"180,000 元"');
    expect(then.packs).toHaveLength(1);
    const unknown = await policy("show", CODE, "--date", "2099-06-01", "--known-at", "2020-01-01");
    expect([unknown.code, unknown.error]).toEqual([
      2,
      expect.stringContaining("LIBRARY-NOTHING-PUBLISHED"),
    ]);
  });

  test("diff and page read what was published, as show does", async () => {
    const days = ["--from", "2098-06-01", "--to", "2099-06-01"];
    const { out } = await policy("diff", CODE, ...days);
    expect(out).toMatch(/提高到 180,000 元（自 2099-01-01 起/);
    const early = await policy("diff", CODE, ...days, "--known-at", "2020-01-01");
    expect([early.code, early.error]).toEqual([2, expect.stringContaining("LIBRARY-NOTHING-")]);
    const pages = join(root, "pages");
    const { code } = await policy("page", CODE, "--date", "2099-06-01", "--out", pages);
    expect(code).toBe(0);
    const html = readdirSync(pages).map((name) => readFileSync(join(pages, name), "utf8"));
    expect(html.join("\n")).toContain("180,000 元");
  });

  test("its files come back byte for byte", async () => {
    const out = join(root, "exported");
    const { code } = await policy("export", CODE, "--version", "2", "--out", out);
    expect(code).toBe(0);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length));
    expect(files).toHaveLength(2);
    for (const file of files) {
      expect(readFileSync(join(out, file)).equals(readFileSync(join(folder, file))), file).toBe(
        true,
      );
    }
    const full = await policy("export", CODE, "--version", "2", "--out", out);
    expect(full.code).toBe(2);
  });
});

describe("what is refused", () => {
  test("an earlier answer changed: the day and the bill are told", async () => {
    const folder = folderWith("early", ["2099-01-01", 180_000], ["2099-03-01", 120_000]);
    const { content_hash } = await versionOf("draft", folder, ...by("张起草"));
    const version = ["--version", content_hash];
    await versionOf("checked", CODE, ...version, ...by("张起草"));
    await versionOf("review", CODE, ...version, ...by("李审核"), ...APPROVE);
    const late = await policy("publish", CODE, ...version, ...by("王"), "--from", "2099-06-01");
    expect(late.code).toBe(2);
    expect(late.error).toMatch(
      /（cap）在 2099-03-01 的值原为 180000.00 元，现为 120000.00 元.*LIBRARY-EARLIER/,
    );
    const withdrawn = await versionOf(
      "withdraw",
      CODE,
      ...version,
      ...by("张起草"),
      "--reason",
      "重写",
    );
    expect(withdrawn).toMatchObject({ state: "withdrawn", withdrawal: { reason: "重写" } });
  });

  test("a pack with an error goes no further than its check", async () => {
    // A yearly limit below what the person bears of one bill: nothing would ever be paid.
    const folder = folderWith("faulty", ["2099-01-01", 180_000], ["2100-01-01", 100]);
    await versionOf("draft", folder, ...by("张起草"));
    const checked = await policy("checked", CODE, "--version", "4", ...by("张起草"), "--json");
    expect([checked.code, checked.error]).toEqual([1, expect.stringContaining("pack.yaml:")]);
    expect(JSON.parse(checked.out)).toMatchObject({ state: "faulty", check: { error_count: 1 } });
    const { out } = await policy("versions", CODE);
    expect(out).toMatch(/第 4 版校验有 1 处错误，第一处：100000-good\/pack\.yaml/);
    const review = await policy("review", CODE, "--version", "4", ...by("李"), ...APPROVE);
    expect([review.code, review.error]).toEqual([2, expect.stringContaining("LIBRARY-STATE")]);
  });

  test("a file that is no text, and a folder that is not there", async () => {
    const folder = folderWith("binary", ["2099-05-01", 140_000]);
    appendFileSync(join(folder, "picture.bin"), Buffer.from([0xff, 0xfe, 0x00]));
    const binary = await policy("draft", folder, ...by("张起草"));
    expect([binary.code, binary.error]).toEqual([2, expect.stringContaining("PACK-NOT-TEXT")]);
    const huge = folderWith("huge");
    for (let file = 0; file < 1_000; file += 1) writeFileSync(join(huge, `${file}.txt`), "");
    const large = await policy("draft", huge, ...by("张起草"));
    expect([large.code, large.error]).toEqual([2, expect.stringContaining("PACK-TOO-LARGE")]);
    const nowhere = await policy("draft", join(root, "nowhere"), ...by("张起草"));
    expect(nowhere.error).toContain("PACK-FOLDER-UNREADABLE");
    const nobody = await policy("draft", folder);
    expect(nobody.error).toContain("--by");
    const unknown = await policy("versions", "999999");
    expect(unknown.error).toContain("LIBRARY-PACK-UNKNOWN");
    const decision = ["--decision", "maybe", "--reason", "x"];
    const maybe = await policy("review", CODE, "--version", "2", ...by("李"), ...decision);
    expect(maybe.error).toContain("approve");
  });
});
