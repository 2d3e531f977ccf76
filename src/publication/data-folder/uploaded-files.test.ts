import { strToU8, type Zippable, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { YibaoError } from "../../kernel/index.ts";
import { readDataFiles } from "./read-data-folder.ts";
import { filesOfUpload } from "./uploaded-files.ts";

// Goal: a data folder that somebody sends as a zip is read as one on the disk would be; whatever
// does not belong there, is too much, or points elsewhere, is named.

function opened(files: Zippable): readonly string[] {
  const found = filesOfUpload(zipSync(files));
  return [...found.names(""), ...found.names("registers").map((name) => `registers/${name}`)];
}

function refused(act: () => unknown): { readonly code: string; readonly text: string } {
  try {
    act();
  } catch (error) {
    if (error instanceof YibaoError) return { code: error.code, text: error.message };
    throw error;
  }
  throw new Error("nothing was refused");
}

const YAML = { "disclosure.yaml": strToU8("种类: 决算\n") };

describe("what is read", () => {
  test("with or without a folder around it; what systems leave beside it is not", () => {
    const registers = { "projects.csv": strToU8("项目名称\n") };
    expect(opened({ ...YAML, "registers/projects.csv": registers["projects.csv"] })).toEqual([
      ...["disclosure.yaml", "registers/projects.csv"],
    ]);
    const around = {
      ...YAML,
      ".DS_Store": strToU8("x"),
      "~$general.xlsx": strToU8("x"),
      registers,
    };
    expect(opened({ 数据: around, __MACOSX: { "._x": strToU8("x") } })).toEqual([
      ...["disclosure.yaml", "registers/projects.csv"],
    ]);
  });

  test("names as packers on Chinese machines write them", () => {
    // “表.csv” in GB 18030, and a zip that says nothing about it.
    const zip = zipSync({ "ab.csv": strToU8("项目\n") }, { level: 0 });
    const name = [0xb1, 0xed];
    const latin = [0x61, 0x62];
    for (let at = 0; at + 1 < zip.length; at += 1) {
      if (zip[at] === latin[0] && zip[at + 1] === latin[1]) zip.set(name, at);
    }
    expect(filesOfUpload(zip).names("")).toEqual(["表.csv"]);
  });
});

describe("what is refused", () => {
  test.each([
    ["../../etc/passwd", "目录之外"],
    ["/etc/passwd", "目录之外"],
    ["C:\\temp\\general.csv", "目录之外"],
    ["registers\\..\\..\\x.csv", "目录之外"],
    ["registers/2024/projects.csv", "子目录"],
    ["tables/general.csv", "子目录"],
  ])("a file at %s", (path, reason) => {
    const found = refused(() => opened({ ...YAML, [path]: strToU8("x") }));
    expect(found.code).toBe("PUBLICATION-UPLOAD-PATH");
    expect(found.text).toContain(reason);
    expect(found.text).toContain(path);
  });

  test("two of one path", () => {
    const twice = { ...YAML, "registers/a.csv": strToU8("x"), "registers\\a.csv": strToU8("y") };
    expect(refused(() => opened(twice)).code).toBe("PUBLICATION-UPLOAD-PATH");
  });

  test("too many files, a file too large, more than there is room for", () => {
    const many = Array.from({ length: 201 }, (_, at) => [`f${at}.csv`, strToU8("x")] as const);
    expect(refused(() => opened(Object.fromEntries(many))).code).toBe(
      "PUBLICATION-UPLOAD-TOO-MUCH",
    );
    const random = new Uint8Array(9 * 1_048_576);
    for (let at = 0; at < random.length; at += 1) random[at] = (at * 2_654_435_761) >>> 13;
    const stored = zipSync({ "a.csv": random }, { level: 0 });
    expect(refused(() => filesOfUpload(stored)).code).toBe("PUBLICATION-UPLOAD-TOO-MUCH");
    const large = refused(() => opened({ "a.csv": [new Uint8Array(4_000_001), { level: 0 }] }));
    expect(large).toMatchObject({
      ...{ code: "PUBLICATION-UNREADABLE", text: expect.stringContaining("a.csv") },
    });
  });

  test("a bomb is weighed and not unpacked; what is no zip is told", () => {
    const bomb = refused(() => opened({ "a.csv": new Uint8Array(40 * 1_048_576) }));
    expect(bomb.code).toBe("DOCUMENT-PACKED-BOMB");
    // Many that are each within bounds, and together are not.
    const part = new Uint8Array(3_900_000).map((_, at) => (at % 97 === 0 ? at : 32));
    const parts = Array.from({ length: 10 }, (_, at) => [`f${at}.csv`, part] as const);
    expect(refused(() => opened(Object.fromEntries(parts))).text).toContain("32 MB");
    expect(refused(() => filesOfUpload(strToU8("年度: 2024"))).code).toBe("DOCUMENT-DAMAGED");
  });

  test("without disclosure.yaml, by its name", () => {
    const files = filesOfUpload(zipSync({ "general.csv": strToU8("x") }));
    const found = refused(() => readDataFiles(files));
    expect(found.code).toBe("PUBLICATION-UNREADABLE");
    expect(found.text).toContain("disclosure.yaml");
  });
});
