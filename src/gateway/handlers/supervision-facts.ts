import type { Catalogue } from "../../catalogue/index.ts";
import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import { findPerson } from "../../people/index.ts";
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

export type WirePatient = Input3101["data"]["patient_dtos"][number];
type WireEncounter = WirePatient["fsi_encounter_dtos"][number];
type WireOrder = WireEncounter["fsi_order_dtos"][number];

/**
 * Sex and day of birth are those of our register where the person is in it; the current encounter
 * is at the sender's, the others where they say. Before the event the orders marked current are
 * judged (all, where none is), in the event the whole encounter.
 * @throws YibaoError SUPERVISION-ENCOUNTER-MISSING
 */
export async function auditFacts(
  services: HandlerServices,
  institution_code: string,
  stage: AuditStage,
  patient: WirePatient,
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
    patient: await patientFacts(services, patient),
    current: await encounterFacts(services, institution_code, current, judged),
    others: await Promise.all(
      others.map((one) => encounterFacts(services, one.medins_id, one, () => false)),
    ),
  };
}

async function patientFacts(
  { store }: HandlerServices,
  { patn_id, gend, brdy }: WirePatient,
): Promise<AuditedPatient> {
  const person = await findPerson(store.pool, patn_id);
  return {
    person_no: patn_id,
    sex: sexOf(person?.sex ?? gend),
    born: person?.born ?? brdy,
  };
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
const CARES: Readonly<Record<string, Care>> = {
  "1": "outpatient",
  "2": "inpatient",
  "3": "pharmacy",
};

function careOf({ med_mdtrt_type, med_type }: WireEncounter): Care | null {
  const type = nationalVisitType(med_type);
  if (type.startsWith("13")) return "emergency";
  return CARES[med_mdtrt_type] ?? (isInpatientType(type) ? "inpatient" : null);
}
