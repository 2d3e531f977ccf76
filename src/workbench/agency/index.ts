/** The agency centre's desk (经办中心). */
import type { Route } from "../route.ts";
import type { Searcher } from "../searcher.ts";
import type { Waiting } from "../waiting.ts";
import { CLAIM_WITHDRAWAL_ROUTES } from "./claim-withdrawal.routes.ts";
import { CLAIM_ROUTES } from "./claims.routes.ts";
import { CLEARING_ROUTES, clearingWaiting } from "./clearing.routes.ts";
import { FILING_ROUTES } from "./filings.routes.ts";
import { INSTITUTION_ROUTES, institutionSearcher } from "./institutions.routes.ts";
import { PEOPLE_ROUTES, peopleSearcher } from "./people.routes.ts";
import { PERSON_ACCOUNT_ROUTES } from "./person-account.routes.ts";
import { PERSON_FILE_ROUTES } from "./person-file.routes.ts";
import { PERSON_VISITS_ROUTES } from "./person-visits.routes.ts";
import { PROPOSAL_ROUTES, PROPOSAL_WAITING } from "./proposals.routes.ts";
import { RECONCILIATION_ROUTES } from "./reconciliation.routes.ts";
import { SETTLEMENT_ROUTES, settlementSearcher } from "./settlement.routes.ts";

export const AGENCY_ROUTES: readonly Route[] = [
  ...PEOPLE_ROUTES,
  ...PERSON_FILE_ROUTES,
  ...PERSON_VISITS_ROUTES,
  ...PERSON_ACCOUNT_ROUTES,
  ...SETTLEMENT_ROUTES,
  ...FILING_ROUTES,
  ...INSTITUTION_ROUTES,
  ...CLEARING_ROUTES,
  ...CLAIM_ROUTES,
  ...CLAIM_WITHDRAWAL_ROUTES,
  ...RECONCILIATION_ROUTES,
  ...PROPOSAL_ROUTES,
];

export const AGENCY_WAITING: readonly Waiting[] = [clearingWaiting, ...PROPOSAL_WAITING];

export const AGENCY_SEARCHERS: readonly Searcher[] = [
  peopleSearcher,
  settlementSearcher,
  institutionSearcher,
];
