import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CivilDate } from "../../kernel/index.ts";
import { buildKeyBook, type InstitutionKey, keyRing } from "./key.ts";
import { createQuota } from "./quota.ts";
import { createReplayWindow } from "./replay-window.ts";

const NOW = new Date("2023-06-01T00:30:00Z");

function later(milliseconds: number): Date {
  return new Date(NOW.getTime() + milliseconds);
}

describe("replay window", () => {
  const use = (content: string, in_seconds = false) => ({
    signature: "AK sig",
    content: [content],
    in_seconds,
  });

  test("the same again passes, other content is refused", () => {
    const window = createReplayWindow();
    window.enter(use("a"), NOW)();
    window.enter(use("a"), later(60_000))();
    expect(() => window.enter(use("b"), later(1))).toThrow("这个签名已用于内容不同的报文");
    window.enter({ ...use("b"), signature: "AK other" }, later(1))();
  });

  test("other content passes while the first is being answered, and is then known", () => {
    const window = createReplayWindow();
    const leave = window.enter(use("a"), NOW);
    window.enter(use("b"), NOW)();
    leave();
    leave();
    window.enter(use("b"), later(10))();
    expect(() => window.enter(use("c"), later(10))).toThrow("请按当前时间重新签名");
  });

  test("where timestamps count seconds, other content passes for two of them", () => {
    const window = createReplayWindow();
    window.enter(use("a", true), NOW)();
    window.enter(use("b", true), later(1_999))();
    expect(() => window.enter(use("c", true), later(2_001))).toThrow();
  });

  test("one signature stands for at most 64 contents", () => {
    const window = createReplayWindow();
    for (let i = 0; i < 64; i += 1) window.enter(use(`${i}`, true), NOW)();
    expect(() => window.enter(use("64", true), NOW)).toThrow();
  });

  test("it is bounded, and forgets the oldest", () => {
    const window = createReplayWindow({ entries_max: 100 });
    for (let i = 0; i < 1_000; i += 1) {
      window.enter({ ...use("a"), signature: `s${i}` }, later(i))();
      expect(window.size).toBeLessThanOrEqual(100);
    }
    expect(() => window.enter({ ...use("b"), signature: "s999" }, later(1_000))).toThrow();
    window.enter({ ...use("b"), signature: "s0" }, later(1_000))();
  });
});

describe("quota", () => {
  test("a burst, then so many in a second, each caller for itself", () => {
    const quota = createQuota({ per_second: 2, burst: 3 });
    for (let i = 0; i < 3; i += 1) quota.take("a", NOW);
    const error = expect.objectContaining({
      code: "GATEWAY-OVER-QUOTA",
      details: { per_second: 2, burst: 3, seconds: 1 },
    });
    expect(() => quota.take("a", NOW)).toThrow(error);
    quota.take("b", NOW);
    quota.take("a", later(500));
    expect(() => quota.take("a", later(600))).toThrow(error);
    // A clock set back gives nothing.
    expect(() => quota.take("a", NOW)).toThrow(error);
  });

  test("over any times, never more than the burst and what has been gained", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(gaps, (milliseconds) => {
        const quota = createQuota({ per_second: 3, burst: 5 });
        let at = 0;
        let taken = 0;
        for (const gap of milliseconds) {
          at += gap;
          try {
            quota.take("a", later(at));
            taken += 1;
          } catch {}
        }
        expect(taken).toBeLessThanOrEqual(5 + (at * 3) / 1_000);
        expect(taken).toBeGreaterThanOrEqual(Math.min(5, milliseconds.length));
      }),
    );
  });
});

describe("keys", () => {
  const key = (changes: Partial<InstitutionKey>): InstitutionKey => ({
    access_key: "AK1",
    institution_code: "H1",
    family: "gateway",
    name: "",
    secret: "S1",
    public_key: null,
    period: { from: "2023-01-01" as CivilDate, to: "2023-07-01" as CivilDate },
    revoked: false,
    ...changes,
  });
  const ring = (keys: readonly InstitutionKey[], day = "2023-06-01") =>
    keyRing(
      buildKeyBook(keys),
      (name) => (name === "AK0" ? { secret: "S0", institution_code: "H1" } : null),
      day as CivilDate,
    );

  test("several keys of one institution hold beside the registered one", () => {
    const keys = ring([key({}), key({ access_key: "AK2", secret: "S2", family: "portal" })]);
    expect(keys("AK0")?.secret).toBe("S0");
    expect(keys("AK1")).toEqual({ secret: "S1", institution_code: "H1", family: "gateway" });
    expect(keys("AK2")?.family).toBe("portal");
    expect(keys("AK3")).toBeUndefined();
  });

  test("a key holds from its first day to the day before its last, unless revoked", () => {
    expect(ring([key({})], "2022-12-31")("AK1")).toBeUndefined();
    expect(ring([key({})], "2023-06-30")("AK1")).toBeDefined();
    expect(ring([key({})], "2023-07-01")("AK1")).toBeUndefined();
    expect(ring([key({ revoked: true })])("AK1")).toBeUndefined();
    expect(ring([key({ access_key: "AK0", revoked: true })])("AK0")).toBeUndefined();
  });

  test("an SM2 key opens no headers, and counts on its days", () => {
    const registered = key({ family: "sm2", secret: null, public_key: "04ab" });
    expect(ring([registered])("AK1")).toBeUndefined();
    const book = buildKeyBook([registered, key({ ...registered, revoked: true, access_key: "X" })]);
    expect(book.sm2Keys("H1", "2023-06-01" as CivilDate)).toEqual(["04ab"]);
    expect(book.sm2Keys("H1", "2023-07-01" as CivilDate)).toEqual([]);
    expect(book.sm2Keys("H2", "2023-06-01" as CivilDate)).toEqual([]);
  });
});
