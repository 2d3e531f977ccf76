/** Medical services (医药服务管理): the catalogue, ceilings, and what institutions' codes stand for. */
import type { Route } from "../route.ts";
import type { Searcher } from "../searcher.ts";
import type { Waiting } from "../waiting.ts";
import { CEILING_ROUTES } from "./ceilings.routes.ts";
import { ONE_ITEM_ROUTES } from "./item.routes.ts";
import { ITEM_ROUTES, itemSearcher } from "./items.routes.ts";
import { MAPPING_REVIEW_ROUTES } from "./mapping-review.routes.ts";
import { MAPPING_ROUTES, mappingWaiting } from "./mappings.routes.ts";

export const MEDICAL_SERVICES_ROUTES: readonly Route[] = [
  ...ITEM_ROUTES,
  ...ONE_ITEM_ROUTES,
  ...CEILING_ROUTES,
  ...MAPPING_ROUTES,
  ...MAPPING_REVIEW_ROUTES,
];

export const MEDICAL_SERVICES_WAITING: readonly Waiting[] = [mappingWaiting];

export const MEDICAL_SERVICES_SEARCHERS: readonly Searcher[] = [itemSearcher];
