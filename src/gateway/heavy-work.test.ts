import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createHeavyWork, type HeavyWork } from "./heavy-work.ts";
import { overloadReply } from "./intake.ts";

// Goal: few work at a time, others wait a while in their order, the rest is told when to come.

const LIMITS = { running: 2, waiting: 2, of_institution: 2, wait_ms: 60_000 };

/** Work that ends when it is told to. */
function job(heavy: HeavyWork, institution: string) {
  let begun = false;
  let end: (error?: Error) => void = () => undefined;
  const ended = new Promise<string>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve(institution) : reject(error));
  });
  const done = heavy.run(institution, () => {
    begun = true;
    return ended;
  });
  return { done, end: (error?: Error) => end(error), begun: () => begun };
}

describe("heavy work", () => {
  test("runs as many as it may; who waits comes in turn, whatever became of others", async () => {
    const heavy = createHeavyWork(LIMITS);
    const [first, second, third, fourth] = [
      job(heavy, "A"),
      job(heavy, "B"),
      job(heavy, "C"),
      job(heavy, "D"),
    ];
    await sleep(1);
    const begun = () => [first, second, third, fourth].map((one) => one.begun());
    expect(begun()).toEqual([true, true, false, false]);
    await expect(job(heavy, "E").done).rejects.toMatchObject({
      code: "GATEWAY-HEAVY-FULL",
      details: { count: 4, seconds: 5 },
    });
    second.end(new Error("broken"));
    await expect(second.done).rejects.toThrow("broken");
    await sleep(1);
    expect(begun()).toEqual([true, true, true, false]);
    for (const one of [first, third, fourth]) one.end();
    expect(await Promise.all([first.done, third.done, fourth.done])).toEqual(["A", "C", "D"]);
    const next = job(heavy, "A");
    next.end();
    expect(await next.done).toBe("A");
  });

  test("one institution does not take every place", async () => {
    const heavy = createHeavyWork(LIMITS);
    const own = [job(heavy, "A"), job(heavy, "A")];
    await expect(job(heavy, "A").done).rejects.toMatchObject({
      code: "GATEWAY-HEAVY-OVER-SHARE",
      details: { institution_code: "A", count: 2, seconds: 5 },
    });
    for (const one of own) one.end();
    await Promise.all(own.map((one) => one.done));
    const again = job(heavy, "A");
    again.end();
    expect(await again.done).toBe("A");
  });

  test("nobody waits longer than a client does", async () => {
    const heavy = createHeavyWork({ ...LIMITS, running: 1, wait_ms: 20 });
    const long = job(heavy, "A");
    const waiting = job(heavy, "B");
    await expect(waiting.done).rejects.toMatchObject({ code: "GATEWAY-HEAVY-FULL" });
    long.end();
    await long.done;
    expect(waiting.begun()).toBe(false);
    const next = job(heavy, "B");
    next.end();
    expect(await next.done).toBe("B");
  });

  test("a refusal says when to come again", async () => {
    const heavy = createHeavyWork({ ...LIMITS, of_institution: 0 });
    const refusal = await job(heavy, "A").done.catch((error) => error);
    expect(overloadReply(refusal)).toEqual({ status: 429, headers: { "retry-after": "5" } });
    const none = createHeavyWork({ ...LIMITS, running: 0, waiting: 0 });
    const full = await job(none, "A").done.catch((error) => error);
    expect(overloadReply(full)).toEqual({ status: 503, headers: { "retry-after": "5" } });
  });
});
