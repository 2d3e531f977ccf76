import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test/support/random.ts";
import { rowsOfZip, zipOfPortions, zipOfRows } from "./row-file.ts";

// Goal: rows go into an archive and come out again, and no archive does us harm.

const text = fc
  .string({ unit: "grapheme", maxLength: 12 })
  .filter((cell) => !/[\t\r\n\ufeff]/.test(cell) && cell !== "null");
const cell = fc.option(text, { nil: null });
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 40 });

describe("rows", () => {
  test("come out as they went in, whole or in portions", async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const expected = given.map((row) => row.map((value) => value ?? ""));
        expect(rowsOfZip(zipOfRows(given, "行"))).toEqual(expected);
        const inPortions = await zipOfPortions(portionsOf(given, 7), "行");
        expect(rowsOfZip(inPortions)).toEqual(expected);
      }),
      runs(100),
    );
  });

  async function* portionsOf<Row>(all: readonly Row[], size: number) {
    for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
  }

  test("an empty cell is the word null; what parts cells and rows is a space", () => {
    const bytes = zipOfRows(
      [
        ["甲", null, ""],
        ["乙\t丙\r\n丁", "0", "null"],
      ],
      "目录",
    );
    expect(rowsOfZip(bytes)).toEqual([
      ["甲", "", ""],
      ["乙 丙 丁", "0", ""],
    ]);
  });

  test("the same rows give the same bytes, whatever the day", () => {
    const once = zipOfRows([["甲", "1"]], "目录");
    expect(Buffer.from(zipOfRows([["甲", "1"]], "目录")).equals(once)).toBe(true);
    // MS-DOS time of 1980-01-01 00:00, at its place in the first header.
    expect([...once.subarray(10, 14)]).toEqual([0, 0, 0x21, 0]);
  });

  test("a byte order mark, Windows line ends and a stored text are read", () => {
    const content = strToU8("\ufeff甲\t1\r\n乙\tnull\r\n\r\n");
    expect(rowsOfZip(zipSync({ "a.txt": [content, { level: 0 }] }))).toEqual([
      ["甲", "1"],
      ["乙", ""],
    ]);
  });
});

describe("an archive that is none of ours is one clear error", () => {
  const refused = (bytes: Uint8Array) => {
    let message = "";
    try {
      rowsOfZip(bytes);
    } catch (error) {
      expect((error as { code?: string }).code).toBe("GATEWAY-FILE-NOT-ROWS");
      message = (error as Error).message;
    }
    return message;
  };

  test("no archive, several texts, none", () => {
    expect(refused(strToU8("编码\t名称"))).toBe(
      "文件不能读取：不是 ZIP 压缩包。请上传只含一个 UTF-8 文本、以制表符分列的 ZIP 压缩包",
    );
    expect(refused(Buffer.alloc(5_000, 7))).toContain("不是 ZIP 压缩包");
    expect(refused(zipSync({}))).toContain("不是 ZIP 压缩包");
    const two = zipSync({ "a.txt": strToU8("a"), "b.txt": strToU8("b") });
    expect(refused(two)).toContain("恰好有一个文本文件");
  });

  test("a text that is not UTF-8", () => {
    expect(refused(zipSync({ "a.txt": Buffer.from([0xb1, 0xe0, 0xc2, 0xeb]) }))).toContain("UTF-8");
  });

  test("a bomb, whatever its directory claims", () => {
    const honest = zipSync({ "a.txt": [new Uint8Array(65 * 1_048_576), { level: 1 }] });
    expect(refused(honest)).toContain("解开后超过 64 MB");
    const lying = Buffer.from(honest);
    const directory = lying.lastIndexOf(Buffer.from("PK\x01\x02"));
    lying.writeUInt32LE(100, directory + 24);
    expect(refused(lying)).toContain("解开后超过 64 MB");
  });

  test("a password, an unknown method, a stub before the archive", () => {
    const good = zipOfRows([["甲", "1"]], "a");
    const locked = Buffer.from(good);
    locked.writeUInt16LE(locked.readUInt16LE(6) | 1, 6);
    expect(refused(locked)).toContain("密码");
    const method = Buffer.from(good);
    method.writeUInt16LE(14, method.lastIndexOf(Buffer.from("PK\x01\x02")) + 10);
    expect(refused(method)).toContain("压缩方法");
    expect(refused(Buffer.concat([Buffer.from("MZ stub"), good]))).not.toBe("");
  });

  test("any bytes cut off or changed are rows or that error, never a fault", () => {
    const good = zipOfRows([["甲", "1", "一行文字".repeat(20)]], "a");
    const damage = fc.record({
      at: fc.nat(good.length - 1),
      value: fc.nat(255),
      length: fc.integer({ min: 0, max: good.length }),
    });
    fc.assert(
      fc.property(damage, ({ at, value, length }) => {
        const bytes = Buffer.from(good);
        bytes[at] = value;
        refused(bytes.subarray(0, length));
      }),
      runs(2_000),
    );
  });

  test("content shorter than the directory says", () => {
    const good = Buffer.from(zipOfRows([["甲".repeat(50), "1"]], "a"));
    const packed = deflateRawSync(Buffer.from("a"));
    packed.copy(good, 30 + "a.txt".length);
    expect(refused(good)).toContain("压缩包已损坏");
  });
});
