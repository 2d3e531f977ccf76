import type { AccountUse } from "../policy/index.ts";
import type { Mappings } from "../providers/index.ts";
import { type ChargeLineInput, feeDay } from "./charge-line.ts";
import type {
  Command,
  Context,
  Decided,
  Decision,
  House,
  Message,
  Needs,
  Operation,
} from "./command.ts";
import { decideCancelSettlement, decideReverse } from "./decide-cancel.ts";
import { decideClaim } from "./decide-claim.ts";
import { decideCancelLines, decideUpload, type Mapped } from "./decide-lines.ts";
import { decideChangeMemo } from "./decide-memo.ts";
import { decidePharmacy } from "./decide-pharmacy.ts";
import { decideInpatient, decideOutpatient, type SettleAsking } from "./decide-settle.ts";
import {
  decideAdmit,
  decideCancelAdmission,
  decideCancelDischarge,
  decideCancelRegistration,
  decideChangeAdmission,
  decideDischarge,
  decideRecord,
  decideRegister,
} from "./decide-visit.ts";
import type {
  AdmitFacts,
  Answered,
  CancelLinesFacts,
  CancelOutcome,
  CancelRegistrationFacts,
  CancelSettlementFacts,
  ChangeAdmissionFacts,
  ChangeMemoFacts,
  DischargeFacts,
  PharmacyFacts,
  ReadRequest,
  RecordFacts,
  RegisterFacts,
  ReverseFacts,
  ReverseOutcome,
  SettleClaimFacts,
  SettleInpatientFacts,
  SettlementView,
  SettleOutpatientFacts,
  UploadFacts,
  UploadOutcome,
  VisitKey,
  VisitOutcome,
  WriteRequest,
} from "./request.ts";
import { givenNumber } from "./standing.ts";

/** The room's operations: each makes one command and hands it to the writer. */

type Change<Facts, Outcome> = (facts: Facts, request: WriteRequest<Outcome>) => Promise<Answered>;
type Trial<Facts> = (facts: Facts, request: ReadRequest) => Promise<SettlementView>;

/** Refusals are YibaoErrors and leave nothing behind; an answer comes after the commit. */
export interface Operations {
  readonly register: Change<RegisterFacts, VisitOutcome>;
  readonly cancelRegistration: Change<CancelRegistrationFacts, VisitOutcome>;
  readonly recordVisit: Change<RecordFacts, VisitOutcome>;
  readonly uploadLines: Change<UploadFacts, UploadOutcome>;
  readonly cancelLines: Change<CancelLinesFacts, VisitOutcome>;
  readonly changeMemo: Change<ChangeMemoFacts, VisitOutcome>;
  readonly trialOutpatient: Trial<SettleOutpatientFacts>;
  readonly settleOutpatient: Change<SettleOutpatientFacts, SettlementView>;
  readonly trialInpatient: Trial<SettleInpatientFacts>;
  readonly settleInpatient: Change<SettleInpatientFacts, SettlementView>;
  readonly trialPharmacy: Trial<PharmacyFacts>;
  readonly settlePharmacy: Change<PharmacyFacts, SettlementView>;
  readonly settleClaim: Change<SettleClaimFacts, SettlementView>;
  readonly cancelSettlement: Change<CancelSettlementFacts, CancelOutcome>;
  readonly reverseMessage: Change<ReverseFacts, ReverseOutcome>;
  readonly admit: Change<AdmitFacts, VisitOutcome>;
  readonly changeAdmission: Change<ChangeAdmissionFacts, VisitOutcome>;
  readonly discharge: Change<DischargeFacts, VisitOutcome>;
  readonly cancelDischarge: Change<VisitKey, VisitOutcome>;
  readonly cancelAdmission: Change<VisitKey, VisitOutcome>;
}

type Submit = (command: Command) => Promise<Decision>;

const NOTHING: Needs = {
  visit_id: null,
  original: null,
  open_stay: false,
  relatives: false,
  cancels: null,
  makes: { visits: 0, settlements: 0 },
};

type Decide<Facts, Outcome> = (
  context: Context,
  house: House,
  asking: SettleAsking,
  facts: Facts,
) => Decided<Outcome>;

interface OfPerson {
  readonly person_no: string;
}

export function createOperations(submit: Submit, mappings: Mappings): Operations {
  const make = maker(submit);
  const upload = make("upload-lines", ofVisit, decideUpload);
  const purchase = make("settle-pharmacy", ofPurchase, decidePharmacy);
  const trialPurchase = trial(submit, ofPurchase, decidePharmacy);
  return {
    ...visitOperations(make),
    uploadLines: async (facts, request) =>
      upload(await withMapped(mappings, request.message.institution_code, facts), request),
    cancelLines: make("cancel-lines", ofVisit, decideCancelLines),
    changeMemo: make("change-memo", ofVisit, decideChangeMemo),
    settleOutpatient: make("settle-outpatient", ofSettling, decideOutpatient),
    settleInpatient: make("settle-inpatient", ofSettling, decideInpatient),
    settlePharmacy: async (facts, request) =>
      purchase(await withMapped(mappings, request.message.institution_code, facts), request),
    settleClaim: make("settle-claim", ofClaim, decideClaim),
    trialOutpatient: trial(submit, ofSettling, decideOutpatient),
    trialInpatient: trial(submit, ofSettling, decideInpatient),
    trialPharmacy: async (facts, request) =>
      trialPurchase(await withMapped(mappings, request.institution_code, facts), request),
    cancelSettlement: make("cancel-settlement", ofCancelling, decideCancelSettlement),
    reverseMessage: make("reverse", ofReversing, decideReverse),
  };
}

type Make = ReturnType<typeof maker>;

function visitOperations(make: Make) {
  return {
    register: make("register", ofNewVisit, decideRegister),
    cancelRegistration: make("cancel-registration", ofVisit, decideCancelRegistration),
    recordVisit: make("record", ofVisit, decideRecord),
    admit: make("admit", ofNewStay, decideAdmit),
    changeAdmission: make("change-admission", ofVisit, decideChangeAdmission),
    discharge: make("discharge", ofVisit, decideDischarge),
    cancelDischarge: make("cancel-discharge", ofReopenedStay, decideCancelDischarge),
    cancelAdmission: make("cancel-admission", ofVisit, decideCancelAdmission),
  };
}

/** Makes an operation of what it needs and how it is decided. */
function maker(submit: Submit) {
  return <Facts extends OfPerson, Outcome>(
    operation: Operation,
    needsOf: (facts: Facts, message: Message) => Needs,
    decide: Decide<Facts, Outcome>,
  ): Change<Facts, Outcome> =>
    async (facts, { message, now, toAnswer }) => {
      const asking = { message, now, trial: false };
      const command: Command<Outcome> = {
        operation,
        person_no: facts.person_no,
        message,
        now,
        needs: needsOf(facts, message),
        decide: (context, house) => decide(context, house, asking, facts),
        toAnswer,
      };
      const { answer, repeated } = await submit(command as Command);
      return { answer, repeated };
    };
}

/** The same decision, of which nothing is written. */
function trial<Facts extends OfPerson>(
  submit: Submit,
  needsOf: (facts: Facts) => Needs,
  decide: Decide<Facts, SettlementView>,
): Trial<Facts> {
  return async (facts, { institution_code, message_id, now }) => {
    const message = { institution_code, message_id, transaction_code: "", input_hash: "" };
    const command: Command<SettlementView> = {
      operation: "trial",
      person_no: facts.person_no,
      // A trial leaves nothing that could be repeated.
      message: null,
      now,
      needs: { ...needsOf(facts), makes: NOTHING.makes },
      decide: (context, house) => decide(context, house, { message, now, trial: true }, facts),
      toAnswer: () => "",
    };
    return (await submit(command as Command)).outcome as SettlementView;
  };
}

function ofNewVisit(): Needs {
  return { ...NOTHING, makes: { visits: 1, settlements: 0 } };
}

function ofNewStay(): Needs {
  return { ...ofNewVisit(), open_stay: true };
}

function ofVisit(facts: { readonly visit_id: string }): Needs {
  return { ...NOTHING, visit_id: givenNumber(facts.visit_id) };
}

function ofReopenedStay(facts: VisitKey): Needs {
  return { ...ofVisit(facts), open_stay: true };
}

function ofSettling(facts: { readonly visit_id: string; readonly account_use: AccountUse }): Needs {
  const relatives = facts.account_use === "family";
  return { ...ofVisit(facts), relatives, makes: { visits: 0, settlements: 1 } };
}

function ofPurchase({ account_use }: { readonly account_use: AccountUse }): Needs {
  const relatives = account_use === "family";
  return { ...NOTHING, relatives, makes: { visits: 1, settlements: 1 } };
}

function ofClaim(): Needs {
  return { ...NOTHING, makes: { visits: 1, settlements: 1 } };
}

function ofCancelling(facts: CancelSettlementFacts): Needs {
  const cancels = givenNumber(facts.settlement_id);
  return { ...ofVisit(facts), cancels, makes: { visits: 0, settlements: 1 } };
}

function ofReversing(facts: ReverseFacts, { institution_code }: Message): Needs {
  const { original_message_id: message_id, original_transaction: transaction_code } = facts;
  return {
    ...NOTHING,
    original: { institution_code, message_id, transaction_code },
    cancels: "by-original",
    makes: { visits: 0, settlements: 1 },
  };
}

/** What each line's own code stands for: the only reference data not held whole in memory. */
async function withMapped<Facts extends { readonly lines: readonly ChargeLineInput[] }>(
  mappings: Mappings,
  institution_code: string,
  facts: Facts,
): Promise<Facts & Mapped> {
  const mapped_items = await Promise.all(
    facts.lines.map((line) => mappings.mappedItem(institution_code, line.own_code, feeDay(line))),
  );
  return { ...facts, mapped_items };
}
