/** The service hall (服务大厅): what anybody may ask, and what insured people see of themselves. */
import type { Route } from "../route.ts";
import { DEMO_PEOPLE_ROUTES } from "./demo-people.routes.ts";
import { PUBLIC_INSTITUTION_ROUTES } from "./institutions.routes.ts";
import { PUBLIC_ITEM_ROUTES } from "./items.routes.ts";
import { ME_ROUTES } from "./me.routes.ts";
import { OPEN_DATA_ROUTES } from "./open-data.routes.ts";
import { PUBLIC_POLICY_ROUTES } from "./policy.routes.ts";
import { PUBLICATIONS_PORTAL_ROUTES } from "./publications.routes.ts";
import { PUBLISHED_ROUTES } from "./published.routes.ts";
import { WALK_ROUTES } from "./walk/walk.routes.ts";

export const PORTAL_ROUTES: readonly Route[] = [
  ...PUBLIC_ITEM_ROUTES,
  ...PUBLIC_INSTITUTION_ROUTES,
  ...PUBLIC_POLICY_ROUTES,
  ...PUBLISHED_ROUTES,
  ...PUBLICATIONS_PORTAL_ROUTES,
  ...OPEN_DATA_ROUTES,
  ...DEMO_PEOPLE_ROUTES,
  ...WALK_ROUTES,
  ...ME_ROUTES,
];
