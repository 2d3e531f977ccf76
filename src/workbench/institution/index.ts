/** The portal of institutions (定点医药机构): their own statements, reports and appeals. */
import type { Route } from "../route.ts";
import type { Waiting } from "../waiting.ts";
import { APPEAL_ROUTES, APPEAL_WAITING } from "./appeals.routes.ts";
import { CONFORMANCE_ROUTES } from "./conformance.routes.ts";
import { findingsWaiting, OWN_FINDING_ROUTES } from "./findings.routes.ts";
import { OWN_RECONCILIATION_ROUTES } from "./reconciliation.routes.ts";
import { STATEMENT_ROUTES } from "./statements.routes.ts";

export const OWN_ROUTES: readonly Route[] = [
  ...STATEMENT_ROUTES,
  ...OWN_RECONCILIATION_ROUTES,
  ...CONFORMANCE_ROUTES,
  ...OWN_FINDING_ROUTES,
  ...APPEAL_ROUTES,
];

export const OWN_WAITING: readonly Waiting[] = [findingsWaiting, ...APPEAL_WAITING];
