import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test/support/random.ts";
import { zipOfRows } from "../fixtures/zip-of-rows.ts";
import { portionsOfZip, rowsOfZip, zipOfPortions } from "./row-file.ts";

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
        expect(await rowsOfZip(await zipOfPortions([given], "行"))).toEqual(expected);
        const inPortions = await zipOfPortions(portionsOf(given, 7), "行");
        expect(await rowsOfZip(inPortions)).toEqual(expected);
      }),
      runs(100),
    );
  });

  async function* portionsOf<Row>(all: readonly Row[], size: number) {
    for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
  }

  test("an empty cell is the word null; what parts cells and rows is a space", async () => {
    const given = [
      ["甲", null, ""],
      ["乙\t丙\r\n丁", "0", "null"],
    ];
    expect(await rowsOfZip(await zipOfPortions([given], "目录"))).toEqual([
      ["甲", "", ""],
      ["乙 丙 丁", "0", ""],
    ]);
  });

  test("the same rows give the same bytes, whatever the day", async () => {
    const once = await zipOfPortions([[["甲", "1"]]], "目录");
    const again = await zipOfPortions([[["甲", "1"]]], "目录");
    expect(Buffer.from(again).equals(once)).toBe(true);
    // MS-DOS time of 1980-01-01 00:00, at its place in the first header.
    expect([...once.subarray(10, 14)]).toEqual([0, 0, 0x21, 0]);
  });

  test("a byte order mark, Windows line ends and a stored text are read", async () => {
    const content = strToU8("\ufeff甲\t1\r\n乙\tnull\r\n\r\n");
    expect(await rowsOfZip(zipSync({ "a.txt": [content, { level: 0 }] }))).toEqual([
      ["甲", "1"],
      ["乙", ""],
    ]);
  });

  test("many rows come as they would at once, wherever the text is cut", async () => {
    const line = (index: number) =>
      index % 1_000 === 0 ? "" : `${index}\t甲${"乙".repeat(index % 90)}`;
    for (const end of ["\n", "\r\n"]) {
      const lines = Array.from({ length: 30_000 }, (_, index) => line(index));
      const bytes = zipSync({ "a.txt": strToU8(`${lines.join(end)}${end}${end}`) }, { level: 1 });
      expect(await rowsOfZip(bytes)).toEqual(lines.map((one) => one.split("\t")));
    }
  });

  test("rows of nothing come some at a time; at the end they are none", async () => {
    const bytes = zipSync({ "a.txt": strToU8(`${"\n".repeat(25_000)}甲${"\n".repeat(90_000)}`) });
    const portions: number[] = [];
    for await (const portion of portionsOfZip(bytes)) portions.push(portion.length);
    expect(Math.max(...portions)).toBe(10_000);
    expect(portions.reduce((sum, one) => sum + one, 0)).toBe(25_001);
  });
});

describe("an archive that is none of ours is one clear error", () => {
  const refused = async (bytes: Uint8Array) => {
    let message = "";
    try {
      await rowsOfZip(bytes);
    } catch (error) {
      expect((error as { code?: string }).code).toBe("GATEWAY-FILE-NOT-ROWS");
      message = (error as Error).message;
    }
    return message;
  };

  test("no archive, several texts, none", async () => {
    expect(await refused(strToU8("编码\t名称"))).toBe(
      "文件不能读取：不是 ZIP 压缩包。请上传只含一个 UTF-8 文本、以制表符分列的 ZIP 压缩包",
    );
    expect(await refused(Buffer.alloc(5_000, 7))).toContain("不是 ZIP 压缩包");
    expect(await refused(zipSync({}))).toContain("不是 ZIP 压缩包");
    const two = zipSync({ "a.txt": strToU8("a"), "b.txt": strToU8("b") });
    expect(await refused(two)).toContain("恰好有一个文本文件");
  });

  test("a line longer than any of ours", async () => {
    const long = zipSync({ "a.txt": strToU8(`甲\n${"\t".repeat(70_000)}\n乙\n`) });
    expect(await refused(long)).toContain("有一行超过 64 KB");
  });

  test("a text that is not UTF-8", async () => {
    expect(await refused(zipSync({ "a.txt": Buffer.from([0xb1, 0xe0, 0xc2, 0xeb]) }))).toContain(
      "UTF-8",
    );
  });

  test("a bomb, whatever its directory claims", async () => {
    const honest = zipSync({ "a.txt": [new Uint8Array(65 * 1_048_576), { level: 1 }] });
    expect(await refused(honest)).toContain("解开后超过 64 MB");
    const lying = Buffer.from(honest);
    const directory = lying.lastIndexOf(Buffer.from("PK\x01\x02"));
    lying.writeUInt32LE(100, directory + 24);
    expect(await refused(lying)).toContain("解开后超过 64 MB");
  });

  test("a password, an unknown method, a stub before the archive", async () => {
    const good = zipOfRows([["甲", "1"]], "a");
    const locked = Buffer.from(good);
    locked.writeUInt16LE(locked.readUInt16LE(6) | 1, 6);
    expect(await refused(locked)).toContain("密码");
    const method = Buffer.from(good);
    method.writeUInt16LE(14, method.lastIndexOf(Buffer.from("PK\x01\x02")) + 10);
    expect(await refused(method)).toContain("压缩方法");
    expect(await refused(Buffer.concat([Buffer.from("MZ stub"), good]))).not.toBe("");
  });

  test("any bytes cut off or changed are rows or that error, never a fault", async () => {
    const good = zipOfRows([["甲", "1", "一行文字".repeat(20)]], "a");
    const damage = fc.record({
      at: fc.nat(good.length - 1),
      value: fc.nat(255),
      length: fc.integer({ min: 0, max: good.length }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, value, length }) => {
        const bytes = Buffer.from(good);
        bytes[at] = value;
        await refused(bytes.subarray(0, length));
      }),
      runs(2_000),
    );
  });

  test("content shorter than the directory says", async () => {
    const good = Buffer.from(zipOfRows([["甲".repeat(50), "1"]], "a"));
    const packed = deflateRawSync(Buffer.from("a"));
    packed.copy(good, 30 + "a.txt".length);
    expect(await refused(good)).toContain("压缩包已损坏");
  });
});
