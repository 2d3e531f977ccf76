import { chinaTime, YibaoError } from "../../kernel/index.ts";
import {
  enterVisitAttribute,
  findPerson,
  queryVisitAttributes,
  type VisitAttribute,
} from "../../people/index.ts";
import { readVisit } from "../../settlement/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Output2407 } from "../message-types.ts";
import { changeOnce } from "./receipt.store.ts";
import { assertSamePerson } from "./same-person.ts";
import type { HandlerServices } from "./services.ts";

/**
 * 2406, 2407: special attributes of a visit, as an institution uploads them and finds its own
 * again. They are kept as sent: no rule here asks for them.
 */
export function visitAttributeHandlers({
  store,
  institutions,
}: HandlerServices): Pick<Handlers, "2406" | "2407"> {
  return {
    "2406": async (request) => {
      const { institution_code, received_at, input } = request;
      const { data } = input;
      return changeOnce(store, request.receipt, async (transaction) => {
        const person = await findPerson(store.pool, data.psn_no);
        if (person === null) {
          throw new YibaoError("SETTLEMENT-PERSON-UNKNOWN", { person_no: data.psn_no });
        }
        assertSamePerson(data, person, "data");
        const key = { person_no: data.psn_no, visit_id: data.mdtrt_id };
        const { visit } = await readVisit(store, key);
        const { visit_id } = visit;
        if (visit.institution_code !== institution_code) {
          throw new YibaoError("SETTLEMENT-VISIT-OTHER-INSTITUTION", { visit_id });
        }
        if (visit.state === "cancelled") {
          const action = "上传特殊属性";
          throw new YibaoError("SETTLEMENT-VISIT-CANCELLED", { visit_id, action });
        }
        if (visit.own_number !== data.ipt_otp_no) {
          const details = { visit_id, own_number: data.ipt_otp_no };
          throw new YibaoError("SETTLEMENT-VISIT-OTHER-NUMBER", details);
        }
        const attribute_no = await enterVisitAttribute(transaction, {
          person_no: person.person_no,
          visit_id,
          institution_code,
          own_number: visit.own_number,
          attribute_type: data.ipt_psn_sp_flag_type,
          attribute: data.ipt_psn_sp_flag,
          region: data.admdvs ?? "",
          memo: data.memo ?? "",
          recorded_at: chinaTime(received_at),
        });
        return { IptPsnSpFlagRegOut: { ipt_psn_sp_flag_detl_id: String(attribute_no) } };
      });
    },

    "2407": async ({ institution_code, input: { data } }) => {
      // What one institution did is no business of another's.
      if (data.fixmedins_code !== undefined && data.fixmedins_code !== institution_code) {
        return { IptPsnSpFlagReg: [] };
      }
      const filter = {
        institution_code,
        attribute_no: data.ipt_psn_sp_flag_detl_id,
        visit_id: data.mdtrt_id,
        person_no: data.psn_no,
        certificate_type: data.psn_cert_type,
        certificate_no: data.certno,
        name: data.psn_name,
        own_number: data.ipt_otp_no,
        attribute_type: data.ipt_psn_sp_flag_type,
        attribute: data.ipt_psn_sp_flag,
        region: data.admdvs,
      };
      const rows = await queryVisitAttributes(store, filter, data);
      const name = institutions.value.byCode(institution_code)?.name ?? "";
      return { IptPsnSpFlagReg: rows.map((row) => attributeRow(row, name)) };
    },
  };
}

function attributeRow(row: VisitAttribute, name: string): Output2407["IptPsnSpFlagReg"][number] {
  return {
    ipt_psn_sp_flag_detl_id: String(row.attribute_no),
    mdtrt_id: String(row.visit_id),
    psn_no: row.person_no,
    psn_cert_type: row.certificate_type,
    certno: row.certificate_no,
    psn_name: row.name,
    fixmedins_code: row.institution_code,
    fixmedins_name: name,
    ipt_otp_no: row.own_number,
    ipt_psn_sp_flag_type: row.attribute_type,
    ipt_psn_sp_flag: row.attribute,
    admdvs: row.region,
  };
}
