/** The benefits office (待遇保障): the policy library, the life of a draft, simulation. */
import type { Route } from "../route.ts";
import type { Searcher } from "../searcher.ts";
import { DAY_ROUTES } from "./day.routes.ts";
import { DRAFT_ROUTES } from "./draft.routes.ts";
import { policySearcher } from "./policy-searcher.ts";
import { SIMULATION_ROUTES } from "./simulation.routes.ts";
import { STEP_ROUTES } from "./steps.routes.ts";
import { VALUE_ROUTES } from "./values.routes.ts";
import { VERSION_ROUTES } from "./versions.routes.ts";

export const BENEFITS_ROUTES: readonly Route[] = [
  ...VERSION_ROUTES,
  ...VALUE_ROUTES,
  ...DAY_ROUTES,
  ...DRAFT_ROUTES,
  ...STEP_ROUTES,
  ...SIMULATION_ROUTES,
];

export const BENEFITS_SEARCHERS: readonly Searcher[] = [policySearcher];

export { POLICY_WAITING as BENEFITS_WAITING } from "./versions.routes.ts";
