import type { PharmacyFacts } from "../../settlement/index.ts";
import type { Handlers, ParsedRequest } from "../dispatch.ts";
import type { Input2101, Input2102 } from "../message-types.ts";
import { cancelFacts } from "./cancel-facts.ts";
import { lineInput } from "./charge-lines.ts";
import { keptDetails } from "./kept-details.ts";
import { changing, operatorDetails, reading, storedAnswer } from "./requests.ts";
import { assertSamePerson } from "./same-person.ts";
import type { HandlerServices } from "./services.ts";
import { cancelled, detlcutinfo, finalSetlinfo, setldetail, setlinfo } from "./settlement-node.ts";
import { accountUse } from "./wire-codes.ts";

/** 2101, 2102, 2103: a purchase in a pharmacy, in one message. */
export function pharmacyHandlers(
  services: HandlerServices,
): Pick<Handlers, "2101" | "2102" | "2103"> {
  const { settlement, region } = services;
  return {
    "2101": async (request) => {
      const { druginfo } = request.input;
      const view = await settlement.trialPharmacy(purchase(request), reading(request));
      assertSamePerson(druginfo, view.person, "druginfo");
      return {
        setlinfo: setlinfo(region.value, view),
        setldetail: setldetail(region.value, view.split),
        detlcutinfo: detlcutinfo(view),
      };
    },

    "2102": async (request) => {
      const { druginfo } = request.input;
      const answered = settlement.settlePharmacy(
        purchase(request),
        changing(request, (view) => {
          assertSamePerson(druginfo, view.person, "druginfo");
          return {
            setlinfo: finalSetlinfo(region.value, view),
            setldetail: setldetail(region.value, view.split),
            detlcutinfo: detlcutinfo(view),
          };
        }),
      );
      return storedAnswer(answered);
    },

    "2103": async (request) =>
      storedAnswer(
        settlement.cancelSettlement(
          cancelFacts(request.input.data, "pharmacy"),
          changing(request, (outcome) => cancelled(region.value, outcome)),
        ),
      ),
  };
}

const MAPPED = ["insutype", "med_type", "begntime", "dise_codg", "acct_used_flag", "medfee_sumamt"];

function purchase(request: ParsedRequest<Input2101 | Input2102>): PharmacyFacts {
  const { druginfo, drugdetail } = request.input;
  return {
    person_no: druginfo.psn_no,
    insutype: druginfo.insutype,
    visit_type: druginfo.med_type,
    begin_at: druginfo.begntime,
    disease: druginfo.dise_codg ?? null,
    account_use: accountUse(druginfo.acct_used_flag),
    total_fen: druginfo.medfee_sumamt,
    lines: drugdetail.map(lineInput),
    details: { ...keptDetails(druginfo, MAPPED), ...operatorDetails(request) },
  };
}
