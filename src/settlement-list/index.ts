/** The settlement-list room: the fund settlement list, its quality control and its states. */
export { checkList } from "./check-list.ts";
export type * from "./list-content.ts";
export type { ListState } from "./list-state.ts";
export { itemsByChargeType, type PersonShares, personShares } from "./person-shares.ts";
export {
  type FindingLevel,
  levelOf,
  QUALITY_CHECKS,
  type QualityCheck,
  type QualityFinding,
  worstLevel,
} from "./quality-finding.ts";
export {
  findList,
  type KeptList,
  keepList,
  type ListKey,
  type ListMove,
  type ListUpload,
  listedSettlements,
  moveList,
  type QualityFilter,
  queryQuality,
} from "./settlement-list.store.ts";
