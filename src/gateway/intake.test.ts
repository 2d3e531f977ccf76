import fastify, { type FastifyInstance } from "fastify";
import { afterEach, describe, expect, test } from "vitest";
import { YibaoError } from "../kernel/index.ts";
import { INSTITUTION, outpatientSettlement } from "./fixtures/messages.ts";
import { gatewayApi } from "./gateway.api.ts";
import { createIntake, type Intake } from "./intake.ts";
import type { Output2207 } from "./message-types.ts";
import { StoredAnswer } from "./receipt.ts";
import { transactionTable } from "./transaction-table.ts";

const SMALL = { in_flight: 3, in_flight_institution: 2, bytes: 1_000 };

describe("the intake", () => {
  test("takes as many as it may, and again when one has left", () => {
    const intake = createIntake(SMALL);
    const tickets = [1, 2, 3].map(() => intake.enter(10));
    expect(() => intake.enter(10)).toThrow(
      expect.objectContaining({ code: "GATEWAY-FULL", details: { in_flight: 3, seconds: 2 } }),
    );
    tickets[0]?.hold();
    tickets[0]?.release();
    expect(intake.in_flight).toBe(3);
    tickets[0]?.release();
    expect(intake).toMatchObject({ in_flight: 2, bytes: 20 });
    intake.enter(10);
  });

  test("takes no more bytes than it may, but any one message", () => {
    const intake = createIntake(SMALL);
    const large = intake.enter(5_000);
    expect(() => intake.enter(1)).toThrow("平台正忙，正在处理的报文已有 1 个");
    large.release();
    intake.enter(600);
    expect(() => intake.enter(600)).toThrow("请在 2 秒后用同一报文重发");
  });

  test("leaves room for others than the one that sends most, and forgets who has left", () => {
    const intake = createIntake(SMALL);
    const leave = [intake.enterInstitution("H1"), intake.enterInstitution("H1")];
    expect(() => intake.enterInstitution("H1")).toThrow(
      expect.objectContaining({ code: "GATEWAY-INSTITUTION-OVER-SHARE" }),
    );
    intake.enterInstitution("H2");
    leave[0]?.();
    intake.enterInstitution("H1");
  });

  test("takes nothing while stopping", () => {
    const intake = createIntake(SMALL);
    const ticket = intake.enter(10);
    intake.stop();
    expect(() => intake.enter(10)).toThrow(expect.objectContaining({ code: "GATEWAY-STOPPING" }));
    ticket.release();
    expect(intake).toMatchObject({ stopping: true, in_flight: 0 });
  });
});

const apps: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

/** A gateway whose 2207 waits to be told, or throws what it is told. */
async function slowGateway(intake: Intake) {
  const open: ((error?: YibaoError) => void)[] = [];
  const app = fastify({ forceCloseConnections: true });
  apps.push(app);
  app.register(gatewayApi, {
    table: transactionTable(),
    clock: () => new Date("2023-06-01T00:30:00Z"),
    region: "430400",
    nextSerial: () => 1,
    intake,
    handlers: {
      "2207": ({ receipt }) =>
        new Promise((resolve, reject) => {
          const text = receipt?.answerText({ setldetail: [] } as unknown as Output2207) ?? "";
          open.push((error) => (error ? reject(error) : resolve(new StoredAnswer(text))));
        }),
    },
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const send = (msgid: string, institution = INSTITUTION, signal?: AbortSignal) =>
    fetch(`${url}/fsi/api/rsfComIfsService/callService`, {
      method: "POST",
      body: JSON.stringify({
        infno: "2207",
        msgid,
        mdtrtarea_admvs: "430400",
        recer_sys_code: "99",
        infver: "V1.0",
        opter_type: "1",
        opter: "001",
        opter_name: "收费员",
        inf_time: "2023-06-01 08:30:00",
        fixmedins_code: institution,
        fixmedins_name: "示例医院",
        input: outpatientSettlement(),
      }),
      ...(signal === undefined ? {} : { signal }),
    });
  const waiting = async (count: number) => expect.poll(() => open.length).toBe(count);
  return { send, open, waiting };
}

describe("over HTTP", () => {
  test("503 and 429 name the time to send again, in the header and in the answer", async () => {
    const { send, open, waiting } = await slowGateway(createIntake(SMALL_HTTP));
    const first = [send("M1"), send("M2")];
    await waiting(2);
    const overShare = await send("M3");
    expect([overShare.status, overShare.headers.get("retry-after")]).toEqual([429, "1"]);
    const text = await overShare.json();
    expect(text).toMatchObject({ infcode: "-1", err_msg: expect.stringContaining("1 秒后") });
    const other = send("M4", "H43040000002");
    await waiting(3);
    const full = await send("M5", "H43040000003");
    expect([full.status, full.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await full.json()).toMatchObject({ infcode: "-1" });
    for (const answer of open) answer();
    for (const { status } of await Promise.all([...first, other])) expect(status).toBe(200);
    const again = send("M3");
    await waiting(4);
    open[3]?.();
    expect((await again).status).toBe(200);
  });

  test("a full writer is 503 as well, and what is wrong with a message is not", async () => {
    const { send, open, waiting } = await slowGateway(createIntake());
    const [busy, wrong] = [send("M1"), send("M2")];
    await waiting(2);
    open[0]?.(new YibaoError("SETTLEMENT-BUSY", { waiting: 4_000, seconds: 2 }));
    open[1]?.(new YibaoError("SETTLEMENT-NO-LINES", { visit_id: 1 }));
    const statuses = (await Promise.all([busy, wrong])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 503]);
  });

  test("work whose client has hung up still counts", async () => {
    const intake = createIntake();
    const { send, open, waiting } = await slowGateway(intake);
    const hangUp = new AbortController();
    const gone = send("M1", INSTITUTION, hangUp.signal);
    await waiting(1);
    hangUp.abort();
    await expect(gone).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(intake.in_flight).toBe(1);
    open[0]?.();
    await expect.poll(() => intake.in_flight).toBe(0);
  });
});

const SMALL_HTTP = { in_flight: 3, in_flight_institution: 2, bytes: 1_000_000 };
