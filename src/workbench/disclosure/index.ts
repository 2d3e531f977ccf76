import { CHECK_ROUTES } from "./check.routes.ts";
import { CHECKS_ROUTES } from "./checks.routes.ts";
import { PROPOSALS_ROUTES } from "./proposals.routes.ts";
import { PUBLIC_ROUTES } from "./public.routes.ts";
import { PUBLICATION_ROUTES } from "./publication.routes.ts";
import { PUBLICATIONS_ROUTES } from "./publications.routes.ts";

/** The disclosure of budgets and final accounts: checked, and made. */
export const DISCLOSURE_ROUTES = [
  ...CHECKS_ROUTES,
  ...CHECK_ROUTES,
  ...PUBLICATIONS_ROUTES,
  ...PUBLICATION_ROUTES,
  ...PUBLIC_ROUTES,
  ...PROPOSALS_ROUTES,
];

export { DISCLOSURE_WAITING } from "./proposals.routes.ts";
