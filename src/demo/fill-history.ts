import { createHash } from "node:crypto";
import { type CivilDate, type Fen, fen, ZERO_FEN } from "../kernel/index.ts";
import type { SettlementService } from "../settlement/index.ts";
import type { DemoLine, DemoVisit } from "./generate-history.ts";

/**
 * Plays the made-up history through the settlement service, as hospitals would. Visits of one
 * person keep their order; those of different people run side by side. Message ids are fixed by
 * the visit's number, so a fill that was cut short is simply done again: what was settled is
 * answered from its receipt.
 */
export async function fillHistory(
  service: SettlementService,
  visits: readonly DemoVisit[],
  progress: (done: number) => void,
): Promise<void> {
  const lastOfPerson = new Map<string, Promise<void>>();
  const underWay = new Set<Promise<void>>();
  let done = 0;
  for (const visit of visits) {
    const earlier = lastOfPerson.get(visit.person_no) ?? Promise.resolve();
    const running = earlier.then(async () => {
      await playVisit(service, visit);
      done += 1;
      progress(done);
    });
    lastOfPerson.set(visit.person_no, running);
    underWay.add(running);
    void running.finally(() => underWay.delete(running)).catch(() => undefined);
    if (underWay.size >= VISITS_UNDER_WAY) await Promise.race(underWay);
  }
  await Promise.all(underWay);
}

const VISITS_UNDER_WAY = 256;

async function playVisit(service: SettlementService, visit: DemoVisit): Promise<void> {
  switch (visit.kind) {
    case "pharmacy":
      return playPurchase(service, visit);
    case "outpatient":
      return playOutpatient(service, visit);
    case "inpatient":
      return playStay(service, visit);
  }
}

const NO_DETAILS = Object.freeze({});

async function playPurchase(service: SettlementService, visit: DemoVisit): Promise<void> {
  const { person_no, insutype, visit_type, disease, account_use } = visit;
  await service.settlePharmacy(
    {
      person_no,
      insutype,
      visit_type,
      begin_at: at(visit.begin, "09:00:00"),
      disease,
      account_use,
      total_fen: totalOf(visit.lines),
      lines: linesOf(visit),
      details: NO_DETAILS,
    },
    request(visit, "2102", visit.begin),
  );
}

async function playOutpatient(service: SettlementService, visit: DemoVisit): Promise<void> {
  const { person_no, insutype, visit_type, disease, account_use } = visit;
  const begin_at = at(visit.begin, "09:00:00");
  const own_number = `M${visit.number}`;
  const { answer: visit_id } = await service.register(
    { person_no, insutype, begin_at, own_number, details: NO_DETAILS },
    { ...request(visit, "2201", visit.begin), toAnswer: (one) => String(one.visit.visit_id) },
  );
  const key = { person_no, visit_id };
  await service.recordVisit(
    {
      ...key,
      visit_type,
      begin_at,
      emergency: false,
      disease,
      details: NO_DETAILS,
      diagnoses: [],
    },
    request(visit, "2203", visit.begin),
  );
  const batch_no = `B${visit.number}`;
  await service.uploadLines(
    { ...key, lines: linesOf(visit).map((line) => ({ ...line, batch_no })) },
    request(visit, "2204", visit.begin),
  );
  await service.settleOutpatient(
    {
      ...key,
      insutype,
      visit_type,
      batch_no,
      account_use,
      total_fen: totalOf(visit.lines),
      sums: null,
      details: NO_DETAILS,
    },
    request(visit, "2207", visit.begin),
  );
}

async function playStay(service: SettlementService, visit: DemoVisit): Promise<void> {
  const { person_no, insutype, visit_type, disease, account_use } = visit;
  const { answer: visit_id } = await service.admit(
    {
      person_no,
      insutype,
      visit_type,
      begin_at: at(visit.begin, "09:00:00"),
      own_number: `Z${visit.number}`,
      emergency: false,
      disease,
      details: NO_DETAILS,
      diagnoses: [],
    },
    { ...request(visit, "2401", visit.begin), toAnswer: (one) => String(one.visit.visit_id) },
  );
  const key = { person_no, visit_id };
  await service.uploadLines(
    { ...key, lines: linesOf(visit).map((line) => ({ ...line, batch_no: null })) },
    request(visit, "2301", visit.end),
  );
  await service.discharge(
    {
      ...key,
      insutype,
      end_at: at(visit.end, "11:00:00"),
      disease,
      details: NO_DETAILS,
      diagnoses: [],
    },
    request(visit, "2402", visit.end),
  );
  await service.settleInpatient(
    {
      ...key,
      insutype,
      account_use,
      total_fen: totalOf(visit.lines),
      sums: null,
      interim: false,
      discharge_on: null,
      details: NO_DETAILS,
    },
    request(visit, "2304", visit.end),
  );
}

/** The message that a hospital would have sent at noon of the day. */
function request(visit: DemoVisit, transaction_code: string, day: CivilDate) {
  const { institution_code, number } = visit;
  const message_id = `${institution_code}${day.replaceAll("-", "")}${transaction_code}D${number}`;
  const input_hash = createHash("sha256").update(JSON.stringify(visit)).digest("hex");
  return {
    message: { institution_code, message_id, transaction_code, input_hash },
    now: new Date(`${day}T12:00:00+08:00`),
    toAnswer: () => "",
  };
}

function linesOf(visit: DemoVisit) {
  return visit.lines.map((line, index) => ({
    serial: String(index + 1),
    refunds_serial: null,
    item_code: line.item_code,
    own_code: line.own_code,
    fee_at: at(line.day, "10:00:00"),
    amount_fen: amountOf(line),
    quantity_ten_thousandths: line.quantity * 10_000,
    price_micro_yuan: line.price_fen * 10_000,
    approval: "approved" as const,
    disease: null,
    details: NO_DETAILS,
  }));
}

function amountOf(line: DemoLine): Fen {
  return fen(line.price_fen * line.quantity);
}

function totalOf(lines: readonly DemoLine[]): Fen {
  return lines.reduce((sum, line) => (sum + amountOf(line)) as Fen, ZERO_FEN);
}

function at(day: CivilDate, time: string): string {
  return `${day} ${time}`;
}
