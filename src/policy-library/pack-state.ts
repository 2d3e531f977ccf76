import { YibaoError } from "../kernel/index.ts";

/**
 * The life of a version of a pack: what may follow what. The only place that says so.
 *
 *     drafted → checked → approved → published → superseded
 *
 * A faulty check sends it back to its author, a refusal ends it unless it is drafted again, and
 * until it is published it can be withdrawn. What is published is never edited: another version
 * succeeds it, and the earlier text can come back only as a new draft.
 */

export type PackState =
  | "drafted"
  | "checked"
  | "faulty"
  | "approved"
  | "refused"
  | "published"
  | "superseded"
  | "withdrawn";

export type PackEventKind =
  /** Came with the program, and was taken as published when the library was begun. */
  | "shipped"
  | "drafted"
  | "checked"
  | "found-faulty"
  | "approved"
  | "refused"
  | "published"
  | "withdrawn";

/** What each event leads to; `new` is a text that the library does not hold yet. */
const NEXT: Readonly<
  Record<PackState | "new", Readonly<Partial<Record<PackEventKind, PackState>>>>
> = {
  new: { shipped: "published", drafted: "drafted" },
  drafted: {
    drafted: "drafted",
    checked: "checked",
    "found-faulty": "faulty",
    withdrawn: "withdrawn",
  },
  faulty: {
    drafted: "drafted",
    checked: "checked",
    "found-faulty": "faulty",
    withdrawn: "withdrawn",
  },
  checked: {
    drafted: "drafted",
    checked: "checked",
    "found-faulty": "faulty",
    approved: "approved",
    refused: "refused",
    withdrawn: "withdrawn",
  },
  approved: { drafted: "drafted", published: "published", withdrawn: "withdrawn" },
  refused: { drafted: "drafted", withdrawn: "withdrawn" },
  published: {},
  superseded: { drafted: "drafted" },
  withdrawn: { drafted: "drafted" },
};

export const STATE_NAMES: Readonly<Record<PackState | "new", string>> = {
  new: "未入库",
  drafted: "草稿",
  checked: "已校验",
  faulty: "校验有错",
  approved: "审核通过",
  refused: "审核不通过",
  published: "已发布",
  superseded: "已被接替",
  withdrawn: "已撤回",
};

export const EVENT_NAMES: Readonly<Record<PackEventKind, string>> = {
  shipped: "随程序入库",
  drafted: "提交草稿",
  checked: "校验",
  "found-faulty": "校验",
  approved: "审核",
  refused: "审核",
  published: "发布",
  withdrawn: "撤回",
};

const DRAFT_AGAIN = "在工作台按“由此起草新的一版”，或用命令 yibao policy draft";

/** What a next step would be, for whoever tried a wrong one: here and on the command line. */
const USUAL: Readonly<Record<PackState | "new", string>> = {
  new: "请先提交：在工作台按“提交草稿”，或用命令 yibao policy draft",
  drafted: "请先校验：在工作台按“校验”，或用命令 yibao policy checked",
  checked: "请由另一人审核：在工作台按“审核”，或用命令 yibao policy review",
  faulty: "请改正后作为新的一版提交",
  approved: "可以发布：在工作台按“发布”，或用命令 yibao policy publish",
  refused: "请改正后作为新的一版提交",
  published: "已发布的不再改动；要改请提交新的一版",
  superseded: `要恢复这一版，请重新提交：${DRAFT_AGAIN}`,
  withdrawn: `请重新提交：${DRAFT_AGAIN}`,
};

/**
 * The state after an event.
 * @throws YibaoError LIBRARY-STATE when the event may not follow
 */
export function nextState(state: PackState | null, event: PackEventKind): PackState {
  const from = state ?? "new";
  const next = NEXT[from][event];
  if (next !== undefined) return next;
  throw new YibaoError("LIBRARY-STATE", {
    state: STATE_NAMES[from],
    event: EVENT_NAMES[event],
    usual: USUAL[from],
  });
}

/** The state that the latest event tells; `current`: the version is the pack's latest published. */
export function stateAfter(latest: PackEventKind, current: boolean): PackState {
  switch (latest) {
    case "shipped":
    case "published":
      return current ? "published" : "superseded";
    case "found-faulty":
      return "faulty";
    default:
      return latest;
  }
}
