import { ACCOUNT_ROUTES } from "./administration/accounts.routes.ts";
import { AUDIT_ROUTES } from "./administration/audit.routes.ts";
import { AGENCY_ROUTES, AGENCY_SEARCHERS, AGENCY_WAITING } from "./agency/index.ts";
import { BENEFITS_ROUTES, BENEFITS_SEARCHERS, BENEFITS_WAITING } from "./benefits/index.ts";
import { DISCLOSURE_ROUTES, DISCLOSURE_WAITING } from "./disclosure/index.ts";
import { FINANCE_ROUTES, FINANCE_SEARCHERS, FINANCE_WAITING } from "./finance/index.ts";
import { DEMO_ROUTES } from "./front/demo.routes.ts";
import { OPENID_ROUTES } from "./front/openid.routes.ts";
import { searchRoute } from "./front/search.routes.ts";
import { SESSION_ROUTES } from "./front/session.routes.ts";
import { waitingRoute } from "./front/waiting.routes.ts";
import { OWN_ROUTES, OWN_WAITING } from "./institution/index.ts";
import {
  MEDICAL_SERVICES_ROUTES,
  MEDICAL_SERVICES_SEARCHERS,
  MEDICAL_SERVICES_WAITING,
} from "./medical-services/index.ts";
import { PORTAL_ROUTES } from "./portal/index.ts";
import type { Route } from "./route.ts";
import type { Searcher } from "./searcher.ts";
import {
  SUPERVISION_ROUTES,
  SUPERVISION_SEARCHERS,
  SUPERVISION_WAITING,
} from "./supervision/index.ts";
import type { Waiting } from "./waiting.ts";

/** Everything a browser may ask for: one line an office. */

const WAITING: readonly Waiting[] = [
  ...OWN_WAITING,
  ...AGENCY_WAITING,
  ...FINANCE_WAITING,
  ...BENEFITS_WAITING,
  ...MEDICAL_SERVICES_WAITING,
  ...SUPERVISION_WAITING,
  ...DISCLOSURE_WAITING,
];

const SEARCHERS: readonly Searcher[] = [
  ...AGENCY_SEARCHERS,
  ...FINANCE_SEARCHERS,
  ...BENEFITS_SEARCHERS,
  ...MEDICAL_SERVICES_SEARCHERS,
  ...SUPERVISION_SEARCHERS,
];

export const ROUTES: readonly Route[] = [
  ...SESSION_ROUTES,
  ...OPENID_ROUTES,
  ...DEMO_ROUTES,
  ...ACCOUNT_ROUTES,
  ...AUDIT_ROUTES,
  ...AGENCY_ROUTES,
  ...FINANCE_ROUTES,
  ...BENEFITS_ROUTES,
  ...PORTAL_ROUTES,
  ...OWN_ROUTES,
  ...DISCLOSURE_ROUTES,
  ...MEDICAL_SERVICES_ROUTES,
  ...SUPERVISION_ROUTES,
  waitingRoute(WAITING),
  searchRoute(SEARCHERS),
];
