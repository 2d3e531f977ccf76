import { expect, test } from "vitest";
import { authenticatorUri, codeAt, windowOfCode } from "./totp.ts";

/** RFC 6238, appendix B: seeds of 20, 32 and 64 bytes, eight digits. */
const SEEDS = {
  SHA1: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
  SHA256: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA",
  SHA512: `${"GEZDGNBVGY3TQOJQ".repeat(6)}GEZDGNA`,
} as const;
const VECTORS = [
  [59, "94287082", "46119246", "90693936"],
  [1_111_111_109, "07081804", "68084774", "25091201"],
  [1_111_111_111, "14050471", "67062674", "99943326"],
  [1_234_567_890, "89005924", "91819424", "93441116"],
  [2_000_000_000, "69279037", "90698825", "38618901"],
  [20_000_000_000, "65353130", "77737706", "47863826"],
] as const;

test.each(VECTORS)("the vectors of RFC 6238 at %i", (seconds, sha1, sha256, sha512) => {
  const now = new Date(seconds * 1000);
  const code = (algorithm: keyof typeof SEEDS): string => {
    return codeAt(SEEDS[algorithm], now, { digits: 8, algorithm });
  };
  expect([code("SHA1"), code("SHA256"), code("SHA512")]).toEqual([sha1, sha256, sha512]);
});

test("a code belongs to its window, taken one window early or late and no further", () => {
  const at = (seconds: number): Date => new Date(seconds * 1000);
  const code = codeAt(SEEDS.SHA1, at(59));
  expect(code).toBe("287082");
  for (const seconds of [0, 29, 30, 59, 60, 89]) {
    expect(windowOfCode(SEEDS.SHA1, code, at(seconds)), `${seconds} s`).toBe(1);
  }
  expect(windowOfCode(SEEDS.SHA1, code, at(90))).toBeNull();
  for (const other of ["", "28708", "2870823", "abcdef", " 87082", "２８７０８２"]) {
    expect(windowOfCode(SEEDS.SHA1, other, at(59)), other).toBeNull();
  }
});

test("the authenticator reads who it is for", () => {
  const uri = new URL(authenticatorUri(SEEDS.SHA1, "somebody"));
  expect(uri.protocol).toBe("otpauth:");
  expect(decodeURIComponent(uri.pathname)).toContain("somebody");
  expect(uri.searchParams.get("secret")).toBe(SEEDS.SHA1);
});
