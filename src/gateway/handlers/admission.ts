import type {
  AdmitFacts,
  ChangeAdmissionFacts,
  DischargeFacts,
  VisitKey,
} from "../../settlement/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Input2401, Input2402, Input2403 } from "../message-types.ts";
import { sentDiagnoses } from "./diagnoses.ts";
import { extensionOf } from "./extension.ts";
import { keptDetails } from "./kept-details.ts";
import { changing, storedAnswer } from "./requests.ts";
import { assertSamePerson } from "./same-person.ts";
import type { HandlerServices } from "./services.ts";

/** 2401–2405: admission, discharge, and taking them back. */
export function admissionHandlers({
  settlement,
}: HandlerServices): Pick<Handlers, "2401" | "2402" | "2403" | "2404" | "2405"> {
  return {
    "2401": async (request) => {
      const { mdtrtinfo } = request.input;
      const answered = settlement.admit(
        admitFacts(request.input),
        changing(request, ({ person, visit }) => {
          assertSamePerson(mdtrtinfo, person, "mdtrtinfo");
          return { result: { mdtrt_id: String(visit.visit_id) } };
        }),
      );
      return storedAnswer(answered);
    },

    "2402": async (request) => {
      const facts = dischargeFacts(request.input);
      return storedAnswer(settlement.discharge(facts, changing(request, nothing)));
    },

    "2403": async (request) => {
      const facts = changeFacts(request.input);
      return storedAnswer(settlement.changeAdmission(facts, changing(request, nothing)));
    },

    "2404": async (request) => {
      const key = visitKey(request.input.data);
      return storedAnswer(settlement.cancelAdmission(key, changing(request, nothing)));
    },

    "2405": async (request) => {
      const key = visitKey(request.input.data);
      return storedAnswer(settlement.cancelDischarge(key, changing(request, nothing)));
    },
  };
}

const nothing = () => null;

function visitKey(data: { readonly psn_no: string; readonly mdtrt_id: string }): VisitKey {
  return { person_no: data.psn_no, visit_id: data.mdtrt_id };
}

const ADMISSION_MAPPED = [
  "mdtrt_id",
  "insutype",
  "med_type",
  "begntime",
  "endtime",
  "ipt_no",
  "ipt_otp_no",
  "dise_codg",
];

function admitFacts({ mdtrtinfo, diseinfo }: Input2401): AdmitFacts {
  return {
    person_no: mdtrtinfo.psn_no,
    insutype: mdtrtinfo.insutype,
    own_number: mdtrtinfo.ipt_no,
    ...stayFacts(mdtrtinfo),
    diagnoses: sentDiagnoses(diseinfo, "admission"),
  };
}

function changeFacts({ adminfo, diseinfo }: Input2403): ChangeAdmissionFacts {
  return {
    ...visitKey(adminfo),
    own_number: adminfo.ipt_otp_no,
    ...stayFacts(adminfo),
    diagnoses: sentDiagnoses(diseinfo, "admission"),
  };
}

function stayFacts(node: Input2401["mdtrtinfo"] | Input2403["adminfo"]) {
  const { emergency_admission, injury, third_party } = extensionOf(node.exp_content);
  return {
    visit_type: node.med_type,
    begin_at: node.begntime,
    emergency: emergency_admission,
    disease: node.dise_codg ?? null,
    details: { ...keptDetails(node, ADMISSION_MAPPED), injury, third_party },
  };
}

function dischargeFacts({ dscginfo, diseinfo }: Input2402): DischargeFacts {
  return {
    ...visitKey(dscginfo),
    insutype: dscginfo.insutype,
    end_at: dscginfo.endtime,
    disease: dscginfo.dise_codg ?? null,
    details: keptDetails(dscginfo, ["mdtrt_id", "insutype", "endtime", "dise_codg"]),
    diagnoses: sentDiagnoses(diseinfo, "discharge"),
  };
}
