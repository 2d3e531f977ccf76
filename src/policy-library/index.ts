/** The policy library: versions of packs from draft to publication, and regions as they were. */
export {
  type Drafted,
  type DraftRequest,
  draftPack,
  type TriedPack,
  tryPack,
} from "./draft.ts";
export { type Against, type CheckReport, checkProposals, type PackJudge } from "./judge.ts";
export {
  findVersion,
  LIBRARY_CHANNEL,
  listVersions,
  packsOfRegionVersion,
  publishedHash,
  publishedNames,
  readTexts,
  type VersionFilter,
} from "./library.store.ts";
export type { LineKind, LineRun } from "./line-diff.ts";
export { knownAt } from "./moment.ts";
export { EVENT_NAMES, nextState, type PackState, STATE_NAMES } from "./pack-state.ts";
export { type PackVersion, type Publication, SHIPPED } from "./pack-version.ts";
export { type PolicyMoment, policyAsKnown } from "./policy-moment.ts";
export { type Proposal, proposalsOf } from "./proposal.ts";
export { type Published, type PublishRequest, publishVersion } from "./publish.ts";
export {
  type LibraryRegion,
  publishedRegion,
  regionAsKnownAt,
  regionOfPacks,
  regionOfVersion,
  regionToSettleBy,
} from "./region-at.ts";
export { createRegionShelf, type LoadRegion } from "./region-shelf.ts";
export { searchVersions, type VersionSearch } from "./search-versions.store.ts";
export { recordShipped, type Shipped } from "./shipped.ts";
export { type FileDiff, textDiff } from "./text-diff.ts";
export {
  checkVersion,
  type Review,
  reviewVersion,
  type Step,
  versionMeant,
  withdrawVersion,
} from "./version-step.ts";
