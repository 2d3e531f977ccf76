import { describe, expect, it } from "vitest";
import { YibaoError } from "../kernel/index.ts";
import { createPersonWriter, type WriterOptions, type WriterPorts } from "./person-writer.ts";

/** A store of counters under versions, that can fail at its commit. */
function counters(options: Partial<WriterOptions> = {}) {
  const state = new Map<string, { version: number; sum: number }>();
  const commits: string[][] = [];
  const failures: unknown[] = [];
  const outdated = new Set<string>();
  let decided = 0;
  const of = (person: string) => state.get(person) ?? { version: 0, sum: 0 };
  const ports: WriterPorts<Request, State, Change> = {
    load: async (requests) => requests.map(({ person }) => ({ ...of(person) })),
    decide: ({ person, add, also = [] }, { version, sum }) => {
      decided += 1;
      if (add < 0) throw new YibaoError("SETTLEMENT-NO-LINES", { visit_id: person });
      return { person, version, sum: sum + add, also, writes: add > 0 };
    },
    isOutdated: async ({ person }) => outdated.delete(person),
    claims: ({ person, also, writes }) => (writes ? [person, ...also] : []),
    write: async (changes) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      const lost = new Set<number>();
      changes.forEach(({ person, version, sum }, index) => {
        if (of(person).version !== version) lost.add(index);
        else state.set(person, { version: version + 1, sum });
      });
      commits.push(changes.filter((_, index) => !lost.has(index)).map(({ person }) => person));
      return lost;
    },
  };
  const writer = createPersonWriter(ports, {
    connections: 2,
    batch: 8,
    waiting: 100,
    attempts: 5,
    ...options,
  });
  return { writer, state, commits, failures, outdated, ports, decided: () => decided };
}

interface Request {
  readonly person: string;
  readonly add: number;
  readonly also?: readonly string[];
}
interface State {
  readonly version: number;
  readonly sum: number;
}
interface Change extends State {
  readonly person: string;
  readonly also: readonly string[];
  readonly writes: boolean;
}

const connectionLost = () => Object.assign(new Error("Connection terminated"), { code: "08006" });

describe("the person writer", () => {
  it("handles a person's requests one after another, people together", async () => {
    const { writer, state, commits } = counters();
    const requests = Array.from({ length: 40 }, (_, index) => ({
      person: `P${index % 4}`,
      add: 1,
    }));
    await Promise.all(requests.map((request) => writer.submit(request.person, request)));
    expect([...state.values()]).toEqual(Array(4).fill({ version: 10, sum: 10 }));
    expect(commits.every((people) => new Set(people).size === people.length)).toBe(true);
    // Four people share a commit: ten commits instead of forty.
    expect(commits.length).toBeLessThanOrEqual(20);
    expect(writer.waiting).toBe(0);
  });

  it("decides again what it would refuse because it was answered elsewhere", async () => {
    const { writer, outdated, decided } = counters();
    outdated.add("P1");
    await expect(writer.submit("P1", { person: "P1", add: -1 })).rejects.toThrow(YibaoError);
    expect(decided()).toBe(2);
    expect(writer.waiting).toBe(0);
  });

  it("answers a refusal without harming the others of the batch", async () => {
    const { writer, state } = counters();
    const good = writer.submit("P1", { person: "P1", add: 1 });
    const bad = writer.submit("P2", { person: "P2", add: -1 });
    await expect(bad).rejects.toThrow(YibaoError);
    await good;
    expect(state.get("P1")?.sum).toBe(1);
    expect(state.has("P2")).toBe(false);
  });

  it("answers a reading without a write", async () => {
    const { writer, commits } = counters();
    const { sum } = await writer.submit("P1", { person: "P1", add: 0 });
    expect([sum, commits]).toEqual([0, []]);
  });

  it("tries a failed batch again one by one", async () => {
    const { writer, state, failures } = counters();
    failures.push(Object.assign(new Error("duplicate key"), { code: "23505" }));
    const answers = ["P1", "P2", "P3"].map((person) => writer.submit(person, { person, add: 1 }));
    await Promise.all(answers);
    expect([...state.values()].map(({ sum }) => sum)).toEqual([1, 1, 1]);
  });

  it("lets only the one fail that keeps failing", async () => {
    const { writer, state, failures } = counters();
    const broken = Object.assign(new Error("value out of range"), { code: "22003" });
    // The batch, then the first alone.
    failures.push(broken, broken);
    const answers = ["P1", "P2", "P3"].map((person) => writer.submit(person, { person, add: 1 }));
    const settled = await Promise.allSettled(answers);
    expect(settled.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
    expect(state.has("P1")).toBe(false);
  });

  it("decides anew when the commit breaks, or fails with 40001", async () => {
    const { writer, state, failures, decided } = counters();
    failures.push(connectionLost(), connectionLost());
    failures.push(Object.assign(new Error("serialization"), { code: "40001" }));
    await writer.submit("P1", { person: "P1", add: 1 });
    expect(state.get("P1")).toEqual({ version: 1, sum: 1 });
    expect(decided()).toBe(4);
  });

  it("decides again what lost to another writer, and gives up at last", async () => {
    const { writer, ports, state } = counters();
    const write = ports.write;
    let rivals = 3;
    ports.write = async (changes) => {
      if (rivals > 0) {
        rivals -= 1;
        state.set("P1", { version: 10 + rivals, sum: 100 });
      }
      return write(changes);
    };
    await writer.submit("P1", { person: "P1", add: 1 });
    expect(state.get("P1")?.sum).toBe(101);
    rivals = 1000;
    await expect(writer.submit("P1", { person: "P1", add: 1 })).rejects.toMatchObject({
      code: "SETTLEMENT-CONTENTION",
    });
  });

  it("keeps two that want the same relative's account out of one commit", async () => {
    const { writer, commits } = counters();
    const together = ["P1", "P2", "P3"].map((person) =>
      writer.submit(person, { person, add: 1, also: ["P9"] }),
    );
    await Promise.all(together);
    expect(commits.map((people) => people.length)).toEqual([1, 1, 1]);
  });

  it("refuses more than it can hold, says when to come again, and recovers", async () => {
    const { writer } = counters({ waiting: 3 });
    const submit = (person: string) => writer.submit(person, { person, add: 1 });
    const accepted = ["P1", "P2", "P3"].map(submit);
    await expect(submit("P4")).rejects.toMatchObject({ code: "SETTLEMENT-BUSY" });
    await expect(submit("P4")).rejects.toThrow("请在 2 秒后用同一报文重发");
    await Promise.all(accepted);
    await submit("P4");
  });

  it("answers what it has accepted before it closes, and takes nothing more", async () => {
    const { writer, state } = counters();
    const accepted = ["P1", "P1", "P2"].map((person) => writer.submit(person, { person, add: 1 }));
    await writer.close();
    expect(state.get("P1")?.sum).toBe(2);
    await Promise.all(accepted);
    await expect(writer.submit("P1", { person: "P1", add: 1 })).rejects.toMatchObject({
      code: "SETTLEMENT-CLOSED",
    });
  });
});
