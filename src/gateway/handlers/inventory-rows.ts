import type { RecordKind, StockRow } from "../../inventory/index.ts";
import type { CivilDate } from "../../kernel/index.ts";
import { isSet } from "./wire-codes.ts";

/** From the rows of 3501–3506 and their A editions to rows of the inventory room. */

/** The members of all of them that have a name of ours; each transaction has some. */
export interface WireStockRow {
  readonly med_list_codg?: string;
  readonly fixmedins_hilist_id?: string;
  readonly fixmedins_hilist_name?: string;
  readonly fixmedins_bchno?: string;
  readonly inv_chg_type?: string;
  readonly invdate?: CivilDate;
  readonly inv_chg_time?: string;
  readonly purc_retn_stoin_time?: string;
  readonly sel_retn_time?: string;
  /** 10^-4 units, as the three below. */
  readonly inv_cnt?: number;
  readonly cnt?: number;
  readonly purc_retn_cnt?: number;
  readonly sel_retn_cnt?: number;
  readonly manu_date?: CivilDate;
  readonly expy_end?: CivilDate;
  readonly medins_prod_purc_no?: string;
  readonly medins_prod_sel_no?: string;
  readonly mdtrt_sn?: string;
  readonly psn_no?: string;
  readonly psn_name?: string;
  readonly psn_cert_type?: string;
  readonly certno?: string;
  readonly setl_id?: string;
  readonly hi_feesetl_type?: string;
  readonly MDTRT_SETL_TYPE?: string;
  readonly trdn_flag?: string;
  readonly drug_trac_codg?: string;
  readonly drugtracinfo?: readonly { readonly drug_trac_codg?: string }[];
}

/** What is not sent of a row is empty; the inventory room says which of it must not be. */
export function stockRow(
  kind: RecordKind,
  wire: WireStockRow,
  mapped_item: string | null,
): StockRow {
  const { invdate } = wire;
  const counted_at = invdate === undefined ? undefined : `${invdate} 00:00:00`;
  return {
    kind,
    change_type: wire.inv_chg_type ?? null,
    item_code: wire.med_list_codg ?? "",
    own_code: wire.fixmedins_hilist_id ?? "",
    own_name: wire.fixmedins_hilist_name ?? "",
    stock_batch_no: wire.fixmedins_bchno ?? "",
    happened_at: happenedAt(wire) ?? counted_at ?? "",
    quantity_ten_thousandths:
      wire.inv_cnt ?? wire.cnt ?? wire.purc_retn_cnt ?? wire.sel_retn_cnt ?? 0,
    mapped_item,
    made_on: wire.manu_date ?? null,
    expires_on: wire.expy_end ?? null,
    trace_codes: traceCodes(wire),
    split: isSet(wire.trdn_flag),
    returns_record: wire.medins_prod_purc_no ?? wire.medins_prod_sel_no ?? null,
    visit_no: wire.mdtrt_sn ?? null,
    person_no: wire.psn_no ?? null,
    settlement_id: wire.setl_id ?? null,
    insured: isInsured(wire),
    details: detailsOf(wire),
  };
}

/** The day on which the institution's own code must mean the item; null when none is sent. */
export function dayOf(wire: WireStockRow): CivilDate | null {
  return (happenedAt(wire)?.slice(0, 10) as CivilDate | undefined) ?? wire.invdate ?? null;
}

function happenedAt(wire: WireStockRow): string | undefined {
  return wire.inv_chg_time ?? wire.purc_retn_stoin_time ?? wire.sel_retn_time;
}

/** The node's codes; the older single field counts where the node has none. */
function traceCodes({ drugtracinfo = [], drug_trac_codg }: WireStockRow): readonly string[] {
  const codes = drugtracinfo.flatMap((row) => row.drug_trac_codg ?? []);
  return codes.length === 0 && drug_trac_codg !== undefined ? [drug_trac_codg] : codes;
}

const SELF_PAID = "2";
const INSURED = "1";
/** Dictionary hi_feesetl_type: local, elsewhere. */
const INSURED_TYPES = ["1", "2"];

function isInsured({ MDTRT_SETL_TYPE, hi_feesetl_type }: WireStockRow): boolean {
  if (MDTRT_SETL_TYPE === SELF_PAID) return false;
  return MDTRT_SETL_TYPE === INSURED || INSURED_TYPES.includes(hi_feesetl_type ?? "");
}

/** Who an insured person is, the person room knows; of others nobody else keeps the name. */
function detailsOf(wire: WireStockRow): Readonly<Record<string, unknown>> {
  const { drugtracinfo: _codes, psn_name, psn_cert_type, certno, ...kept } = wire;
  return wire.psn_no === undefined ? { ...kept, psn_name, psn_cert_type, certno } : kept;
}
