/** The policy library: versions of packs from draft to publication, and regions as they were. */
export { type Drafted, type DraftRequest, draftPack } from "./draft.ts";
export type { Against, CheckReport, PackJudge } from "./judge.ts";
export {
  findVersion,
  LIBRARY_CHANNEL,
  listVersions,
  readTexts,
  type VersionFilter,
} from "./library.store.ts";
export { knownAt } from "./moment.ts";
export { EVENT_NAMES, type PackState, STATE_NAMES } from "./pack-state.ts";
export { type PackVersion, type Publication, SHIPPED } from "./pack-version.ts";
export { type PolicyMoment, policyAsKnown } from "./policy-moment.ts";
export { type Published, type PublishRequest, publishVersion } from "./publish.ts";
export {
  type LibraryRegion,
  publishedRegion,
  regionAsKnownAt,
  regionOfVersion,
  regionToSettleBy,
} from "./region-at.ts";
export { createRegionShelf, type LoadRegion } from "./region-shelf.ts";
export { recordShipped, type Shipped } from "./shipped.ts";
export {
  checkVersion,
  type Review,
  reviewVersion,
  type Step,
  versionMeant,
  withdrawVersion,
} from "./version-step.ts";
