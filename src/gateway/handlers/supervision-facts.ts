import type { Catalogue } from "../../catalogue/index.ts";
import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import { loadPersonFacts, type PersonRecord } from "../../people/index.ts";
import { levelOn } from "../../providers/index.ts";
import { isInpatientType, nationalVisitType } from "../../settlement/index.ts";
import type {
  AuditedEncounter,
  AuditedPatient,
  AuditFacts,
  AuditStage,
  Care,
  OrderLine,
  Sex,
} from "../../supervision/index.ts";
import type { Input3101 } from "../message-types.ts";
import { quoted } from "../wire-value.ts";
import type { HandlerServices } from "./services.ts";
import { isSet } from "./wire-codes.ts";

/** From the patient of a 3101 or 3102 to the facts that rules look at. */

type WirePatient = Input3101["data"]["patient_dtos"][number];
type WireEncounter = WirePatient["fsi_encounter_dtos"][number];
type WireOrder = WireEncounter["fsi_order_dtos"][number];

/** Longer than the specification's; the person's number opens the finding's. */
const PERSON_LENGTH_MAX = 50;

/** A message holds some sixty in practice; where each breaks every rule, the answer has 6 MB. */
const ORDERS_MAX = 1_000;

/**
 * The facts about each patient of a message, in its order.
 * @throws YibaoError SUPERVISION-PERSON-TOO-LONG | SUPERVISION-TOO-MANY-ORDERS |
 *   SUPERVISION-ENCOUNTER-MISSING
 */
export async function auditFactsOf(
  services: HandlerServices,
  institution_code: string,
  stage: AuditStage,
  patients: readonly WirePatient[],
): Promise<readonly AuditFacts[]> {
  const numbers = patients.map(({ patn_id }) => patn_id);
  if (numbers.some(({ length }) => length > PERSON_LENGTH_MAX)) {
    const where = "patient_dtos.patn_id（参保人标识）";
    throw new YibaoError("SUPERVISION-PERSON-TOO-LONG", { length_max: PERSON_LENGTH_MAX }, where);
  }
  const count = orderCount(patients);
  if (count > ORDERS_MAX) {
    const where = "fsi_encounter_dtos.fsi_order_dtos（处方(医嘱)信息）";
    throw new YibaoError("SUPERVISION-TOO-MANY-ORDERS", { count, count_max: ORDERS_MAX }, where);
  }
  const register = await loadPersonFacts(services.store.pool, [...new Set(numbers)]);
  const facts: AuditFacts[] = [];
  for (const patient of patients) {
    const registered = register.get(patient.patn_id);
    facts.push(await auditFacts(services, institution_code, stage, patient, registered));
  }
  return facts;
}

/** Orders of all encounters of a message. */
export function orderCount(patients: readonly WirePatient[]): number {
  return patients
    .flatMap(({ fsi_encounter_dtos }) => fsi_encounter_dtos)
    .reduce((sum, { fsi_order_dtos }) => sum + fsi_order_dtos.length, 0);
}

/**
 * Sex and day of birth are those of our register where the person is in it; the current encounter
 * is at the sender's, the others where they say. Before the event the orders marked current are
 * judged (all, where none is), in the event the whole encounter.
 */
async function auditFacts(
  services: HandlerServices,
  institution_code: string,
  stage: AuditStage,
  patient: WirePatient,
  registered: PersonRecord | undefined,
): Promise<AuditFacts> {
  const { curr_mdtrt_id, fsi_encounter_dtos: encounters } = patient;
  const current = encounters.find(({ mdtrt_id }) => mdtrt_id === curr_mdtrt_id);
  if (current === undefined) {
    const details = { value: quoted(curr_mdtrt_id) };
    const where = "patient_dtos.curr_mdtrt_id（当前就诊标识）";
    throw new YibaoError("SUPERVISION-ENCOUNTER-MISSING", details, where);
  }
  const others = encounters.filter((encounter) => encounter !== current);
  const marked = current.fsi_order_dtos.some(({ curr_drord_flag }) => isSet(curr_drord_flag));
  const judged = ({ curr_drord_flag }: WireOrder): boolean =>
    stage === "in-event" || !marked || isSet(curr_drord_flag);
  return {
    patient: patientFacts(patient, registered),
    current: await encounterFacts(services, institution_code, current, judged),
    others: await Promise.all(
      others.map((one) => encounterFacts(services, one.medins_id, one, () => false)),
    ),
  };
}

function patientFacts(
  { patn_id, gend, brdy }: WirePatient,
  registered: PersonRecord | undefined,
): AuditedPatient {
  const { sex = gend, born = brdy } = registered?.person ?? {};
  return { person_no: patn_id, sex: sexOf(sex), born };
}

/** Dictionary gend: 0 and 9 say that it is not known. */
function sexOf(gend: string): Sex | null {
  return gend === "1" || gend === "2" ? gend : null;
}

async function encounterFacts(
  services: HandlerServices,
  institution_code: string,
  wire: WireEncounter,
  judged: (order: WireOrder) => boolean,
): Promise<AuditedEncounter> {
  const institution = services.institutions.value.byCode(institution_code);
  const level = institution === null ? null : levelOn(institution, wire.adm_date);
  const codes = [wire.dscg_main_dise_codg, ...wire.fsi_diagnose_dtos.map((row) => row.dise_codg)];
  const lines = wire.fsi_order_dtos.map(async (order): Promise<OrderLine> => {
    const { hilist_code: item_code, hosplist_code: own_code, drord_begn_date: day } = order;
    const { catalogue, mappings, itemLimits } = services;
    // A ceiling may depend on the level; orders of an unknown institution are not judged.
    const at = level ?? "primary";
    return {
      visit_id: wire.mdtrt_id,
      order_id: order.rx_id,
      judged: judged(order),
      item_code,
      item_name: order.hilist_name,
      own_code,
      day,
      quantity_ten_thousandths: order.cnt,
      price_micro_yuan: order.pric,
      amount_fen: order.sumamt,
      days_supplied: daysOf(order.extend_order_map?.o_prdDays),
      entry: entryOf(catalogue.value, item_code, day, wire.insutype, at),
      mapped_item: await mappings.mappedItem(institution_code, own_code, day),
      limits: itemLimits.value.limitsOn(item_code, day),
    };
  });
  return {
    visit_id: wire.mdtrt_id,
    level,
    care: careOf(wire),
    diagnoses: [...new Set(codes)],
    lines: await Promise.all(lines),
  };
}

function entryOf(
  catalogue: Catalogue,
  item_code: string,
  day: CivilDate,
  insutype: string,
  level: Parameters<Catalogue["entryOn"]>[3],
): OrderLine["entry"] {
  const entry = catalogue.entryOn(item_code, day, insutype, level);
  if (entry === null) return null;
  const { list_type, limited_use, ceiling_micro_yuan } = entry;
  return { list_type, limited_use, ceiling_micro_yuan };
}

/** `7`, `7天`, `7.0`; nothing that can be read is not said. */
function daysOf(o_prdDays: string | undefined): number | null {
  const match = /^(\d{1,3})(?:\.\d*)?\s*天?$/.exec(o_prdDays?.trim() ?? "");
  return match === null || Number(match[1]) === 0 ? null : Number(match[1]);
}

/** Dictionary med_mdtrt_type; 4 is anything else, and then med_type tells. */
const CARES: ReadonlyMap<string, Care> = new Map([
  ["1", "outpatient"],
  ["2", "inpatient"],
  ["3", "pharmacy"],
]);

function careOf({ med_mdtrt_type, med_type }: WireEncounter): Care | null {
  const type = nationalVisitType(med_type);
  if (type.startsWith("13")) return "emergency";
  return CARES.get(med_mdtrt_type) ?? (isInpatientType(type) ? "inpatient" : null);
}
