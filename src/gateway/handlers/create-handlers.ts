import { YibaoError } from "../../kernel/index.ts";
import type { Handler, Handlers, ParsedRequest } from "../dispatch.ts";
import { EVERYBODY } from "../files/file.store.ts";
import { createHeavyWork } from "../heavy-work.ts";
import { createKeptHandlers } from "../kept/kept-handler.ts";
import type { TransactionShape } from "../transaction-shape.ts";
import { quoted } from "../wire-value.ts";
import { accumulatorHandlers } from "./accumulator-query.ts";
import { admissionHandlers } from "./admission.ts";
import { catalogueDownloadHandlers } from "./catalogue-download.ts";
import { catalogueHandlers } from "./catalogue-lists.ts";
import { mappingHandlers } from "./catalogue-mappings.ts";
import { catalogueMatchHandlers } from "./catalogue-matches.ts";
import { clearingHandlers } from "./clearing.ts";
import { departmentHandlers } from "./departments.ts";
import { dictionaryHandlers } from "./dictionary-query.ts";
import { entitlementHandlers } from "./entitlement-check.ts";
import { placedError } from "./error-place.ts";
import { fileHandlers } from "./files.ts";
import { filingQueryHandlers } from "./filing-queries.ts";
import { filingHandlers } from "./filings.ts";
import { inpatientHandlers } from "./inpatient.ts";
import { institutionHandlers } from "./institution-lookup.ts";
import { inventoryHandlers } from "./inventory.ts";
import { inventoryQueryHandlers } from "./inventory-queries.ts";
import { monthlyClaimHandlers } from "./monthly-claim.ts";
import { outpatientHandlers } from "./outpatient.ts";
import { personHandlers } from "./person-lookup.ts";
import { pharmacyHandlers } from "./pharmacy.ts";
import { pharmacyAccountHandlers } from "./pharmacy-account.ts";
import { policyItemHandlers } from "./policy-items.ts";
import { purchaseOrderHandlers } from "./purchase-orders.ts";
import { reconciliationHandlers } from "./reconciliation.ts";
import { reportHandlers } from "./reports.ts";
import { reversalHandlers } from "./reversal.ts";
import type { HandlerServices } from "./services.ts";
import { settlementListHandlers } from "./settlement-list.ts";
import { settlementListQueryHandlers } from "./settlement-list-query.ts";
import { signInHandlers } from "./sign-in.ts";
import { statementFileHandlers } from "./statement-file.ts";
import { supervisionHandlers } from "./supervision.ts";
import { visitAttributeHandlers } from "./visit-attributes.ts";
import { visitListHandlers } from "./visit-lists.ts";
import { visitQueryHandlers } from "./visit-queries.ts";

/**
 * The handler of every transaction. Each refuses an institution that is not registered, and says
 * of a refusal from the rooms below which field of the message it is about.
 */
export function createHandlers(services: HandlerServices): Handlers {
  const heavy = createHeavyWork();
  const handlers: Handlers = {
    ...signInHandlers(services),
    ...supervisionHandlers(services, heavy),
    ...inventoryHandlers(services),
    ...inventoryQueryHandlers(services),
    ...personHandlers(services),
    ...institutionHandlers(services),
    ...catalogueHandlers(services),
    ...dictionaryHandlers(),
    ...catalogueMatchHandlers(services),
    ...entitlementHandlers(services),
    ...pharmacyHandlers(services),
    ...purchaseOrderHandlers(services),
    ...outpatientHandlers(services),
    ...inpatientHandlers(services),
    ...admissionHandlers(services),
    ...reversalHandlers(services),
    ...reconciliationHandlers(services),
    ...statementFileHandlers(services, heavy),
    ...clearingHandlers(services),
    ...monthlyClaimHandlers(services),
    ...pharmacyAccountHandlers(services),
    ...settlementListHandlers(services),
    ...settlementListQueryHandlers(services),
    ...visitQueryHandlers(services),
    ...accumulatorHandlers(services),
    ...filingHandlers(services),
    ...filingQueryHandlers(services),
    ...visitAttributeHandlers(services),
    ...visitListHandlers(services),
    ...departmentHandlers(services),
    ...mappingHandlers(services),
    ...reportHandlers(services),
    ...policyItemHandlers(services),
    ...fileHandlers(services),
    ...catalogueDownloadHandlers(services),
  };
  const entries = Object.entries(handlers) as [string, Handler][];
  return Object.fromEntries(
    entries.map(([infno, handler]) => [infno, guarded(services, handler)]),
  ) as Handlers;
}

/** The handler of any transaction that is kept and not acted upon. */
export function createKept(services: HandlerServices): (shape: TransactionShape) => Handler {
  const kept = createKeptHandlers(services.store);
  return (shape) => guarded(services, kept(shape));
}

function guarded({ institutions }: HandlerServices, handler: Handler): Handler {
  return async (request: ParsedRequest) => {
    const { institution_code, infno } = request;
    // A download by address alone of what everybody may have names no institution.
    const isPublic = infno === "9102" && institution_code === EVERYBODY;
    if (!isPublic && institutions.value.byCode(institution_code) === null) {
      const details = { institution: quoted(institution_code) };
      const where = "fixmedins_code（定点医药机构编号）";
      throw new YibaoError("GATEWAY-INSTITUTION-UNKNOWN", details, where);
    }
    try {
      return await handler(request);
    } catch (error) {
      throw error instanceof YibaoError ? placedError(error, infno) : error;
    }
  };
}
