import { LEDGER_ACCOUNT_ROUTES } from "./accounts.routes.ts";
import { BOOKS_ROUTES } from "./books.routes.ts";
import { BUDGET_ROUTES } from "./budget.routes.ts";
import { BUDGET_ACT_ROUTES } from "./budget-acts.routes.ts";
import {
  BUDGET_DOCUMENT_ROUTES,
  budgetWaiting,
  documentSearcher,
} from "./budget-documents.routes.ts";
import { CHAIN_ROUTES } from "./chain.routes.ts";
import { CLAIM_PAYMENT_ROUTES, paymentsWaiting } from "./claim-payments.routes.ts";
import { ENTRY_ROUTES, entrySearcher } from "./entries.routes.ts";
import { TRIAL_ROUTES } from "./trial-balance.routes.ts";

/** 规划财务和法规: the fund's books, and the department's budget. */
export const FINANCE_ROUTES = [
  ...BOOKS_ROUTES,
  ...TRIAL_ROUTES,
  ...LEDGER_ACCOUNT_ROUTES,
  ...ENTRY_ROUTES,
  ...CHAIN_ROUTES,
  ...CLAIM_PAYMENT_ROUTES,
  ...BUDGET_ROUTES,
  ...BUDGET_DOCUMENT_ROUTES,
  ...BUDGET_ACT_ROUTES,
];

export const FINANCE_WAITING = [paymentsWaiting, budgetWaiting];

export const FINANCE_SEARCHERS = [entrySearcher, documentSearcher];
