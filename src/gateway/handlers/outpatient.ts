import type { RecordFacts, SettleOutpatientFacts } from "../../settlement/index.ts";
import type { Handlers, ParsedRequest } from "../dispatch.ts";
import type { Input2203, Input2203A, Input2206, Input2207 } from "../message-types.ts";
import { cancelFacts } from "./cancel-facts.ts";
import { lineMembers } from "./charge-lines.ts";
import { sentDiagnoses } from "./diagnoses.ts";
import { extensionOf } from "./extension.ts";
import { keptDetails } from "./kept-details.ts";
import { changing, reading, storedAnswer } from "./requests.ts";
import { assertSamePerson } from "./same-person.ts";
import type { HandlerServices, RequestOf } from "./services.ts";
import { settleFacts } from "./settle-facts.ts";
import { cancelled, finalSetlinfo, setldetail, setlinfo } from "./settlement-node.ts";
import { uploadFacts } from "./upload-facts.ts";

/** 2201–2208: an outpatient visit from registration to settlement and back. */
export function outpatientHandlers(
  services: HandlerServices,
): Pick<Handlers, Visit | "2206" | "2207" | "2208"> {
  return { ...visitHandlers(services), ...settleHandlers(services) };
}

type Visit = "2201" | "2202" | "2203" | "2203A" | "2204" | "2205";

function visitHandlers({ settlement }: HandlerServices): Pick<Handlers, Visit> {
  const record = (request: RequestOf<"2203"> | RequestOf<"2203A">) =>
    storedAnswer(
      settlement.recordVisit(
        recordFacts(request.input),
        changing(request, () => null),
      ),
    );
  return {
    "2201": async (request) => {
      const { data } = request.input;
      const facts = {
        person_no: data.psn_no,
        insutype: data.insutype,
        begin_at: data.begntime,
        own_number: data.ipt_otp_no,
        details: keptDetails(data, ["insutype", "begntime", "ipt_otp_no"]),
      };
      const answered = settlement.register(
        facts,
        changing(request, ({ person, visit }) => {
          assertSamePerson(data, person, "data");
          const { psn_no, ipt_otp_no } = data;
          return { data: { mdtrt_id: String(visit.visit_id), psn_no, ipt_otp_no } };
        }),
      );
      return storedAnswer(answered);
    },

    "2202": async (request) => {
      const { psn_no: person_no, mdtrt_id: visit_id, ipt_otp_no } = request.input.data;
      const facts = { person_no, visit_id, own_number: ipt_otp_no };
      const answered = settlement.cancelRegistration(
        facts,
        changing(request, () => null),
      );
      return storedAnswer(answered);
    },

    "2203": record,
    "2203A": record,

    "2204": async (request) => {
      const answered = settlement.uploadLines(
        uploadFacts(request.input.feedetail),
        changing(request, ({ lines }) => ({ result: lines.map(lineMembers) })),
      );
      return storedAnswer(answered);
    },

    "2205": async (request) => {
      const { psn_no: person_no, mdtrt_id: visit_id, chrg_bchno: batch_no } = request.input.data;
      const which = batch_no === EVERYTHING ? { by: "all" } : { by: "batch", batch_no };
      const answered = settlement.cancelLines(
        { person_no, visit_id, which } as Parameters<typeof settlement.cancelLines>[0],
        changing(request, () => null),
      );
      return storedAnswer(answered);
    },
  };
}

/** In place of a batch or a serial number: all that is not settled. */
const EVERYTHING = "0000";

function settleHandlers({
  settlement,
  region,
}: HandlerServices): Pick<Handlers, "2206" | "2207" | "2208"> {
  return {
    "2206": async (request) => {
      const view = await settlement.trialOutpatient(outpatientFacts(request), reading(request));
      assertSamePerson(request.input.data, view.person, "data");
      return {
        setlinfo: setlinfo(region.value, view),
        setldetail: setldetail(region.value, view.split),
      };
    },

    "2207": async (request) => {
      const answered = settlement.settleOutpatient(
        outpatientFacts(request),
        changing(request, (view) => {
          assertSamePerson(request.input.data, view.person, "data");
          return {
            setlinfo: finalSetlinfo(region.value, view),
            setldetail: setldetail(region.value, view.split),
          };
        }),
      );
      return storedAnswer(answered);
    },

    "2208": async (request) => {
      const answered = settlement.cancelSettlement(
        cancelFacts(request.input.data, "outpatient"),
        changing(request, (outcome) => cancelled(region.value, outcome)),
      );
      return storedAnswer(answered);
    },
  };
}

/** Visit types that are emergencies by themselves. */
const EMERGENCY_TYPES = ["13", "1301"];

function recordFacts({ mdtrtinfo, diseinfo }: Input2203 | Input2203A): RecordFacts {
  const { psn_no, mdtrt_id, med_type, begntime, dise_codg, exp_content } = mdtrtinfo;
  const { outpatient_emergency, injury, third_party } = extensionOf(exp_content);
  const details = keptDetails(mdtrtinfo, ["mdtrt_id", "med_type", "begntime", "dise_codg"]);
  return {
    person_no: psn_no,
    visit_id: mdtrt_id,
    visit_type: med_type,
    begin_at: begntime,
    emergency: outpatient_emergency || EMERGENCY_TYPES.includes(med_type),
    disease: dise_codg ?? null,
    details: { ...details, injury, third_party },
    diagnoses: sentDiagnoses(diseinfo, "outpatient"),
  };
}

function outpatientFacts(request: ParsedRequest<Input2206 | Input2207>): SettleOutpatientFacts {
  const { data } = request.input;
  return {
    ...settleFacts(request, data),
    visit_type: data.med_type,
    batch_no: data.chrg_bchno,
  };
}
