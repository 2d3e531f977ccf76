import { placeOf, type State } from "./reading-state.ts";
import type { Subject, TokenOf } from "./token.ts";

/** What a count is of. */
export interface CountSubject {
  readonly subject: Subject;
  /** Told beside the money, and no part of it. */
  readonly is_apart: boolean;
}

/** Null for a count of something that no form has. */
export function countSubject(state: State, token: TokenOf<"figure">): CountSubject | null {
  const { clause, vocabulary } = state;
  const window = state.passage.plain.text.slice(clause.from, token.at);
  const named = clause.subject?.subject ?? focused(state);
  const topic = named?.topic ?? vocabulary.topic;
  if (topic === "assets") return assetCount(state, token, named);
  if (topic === "performance" && named !== null && !OTHERS.test(window)) {
    return { subject: named, is_apart: false };
  }
  return besideMoney(state, token, window);
}

/** 2个预算单位, 3家: not what the clause speaks of. */
const OTHERS = /单位$|部门$/;

function focused({ thread }: State): Subject | null {
  return thread.focus === null || thread.focus === "unknown" ? null : thread.focus.token.subject;
}

const PLANNED = /(?:安排|拟|计划)[^，。；]{0,10}(?:购置|新增|配置)|新增|拟购/;

function assetCount(
  state: State,
  { measure }: TokenOf<"figure">,
  named: Subject | null,
): CountSubject | null {
  if (named === null || named.row === "") return null;
  const isVehicle = named.row.startsWith("vehicle");
  if (isVehicle !== (measure === "辆")) return null;
  const said = placeOf(state, state.sentence.from).text;
  if (/报废|处置/.test(said)) return null;
  const row = PLANNED.test(said) ? `new-${named.row}` : named.row;
  return { subject: { topic: "assets", row }, is_apart: false };
}

const NOT_GUESTS = /陪同|人均|车均/;

/** People, groups and vehicles told beside 三公, 会议费 and 培训费. */
function besideMoney(state: State, token: TokenOf<"figure">, window: string): CountSubject | null {
  const { measure } = token;
  if (NOT_GUESTS.test(window)) return null;
  const item = itemOf(state, window);
  state.item = item;
  const guests = item === "reception" ? guestsOf(state, token.at) : "all";
  if (guests === "abroad") return null;
  const found = state.vocabulary.words.counts.find((one) => {
    const isForeign = one.row.includes("foreign");
    if (!one.measures.includes(measure) || !one.item.includes(item)) return false;
    if (isForeign !== (guests === "foreign")) return false;
    return (
      isForeign ||
      one.near.length === 0 ||
      one.near.some((word) => (window + measure).includes(word))
    );
  });
  if (found === undefined) return null;
  return { subject: { topic: found.topic, row: found.row }, is_apart: true };
}

/** 外事接待 is a part of 国内公务接待; what is received abroad has no row. */
function guestsOf({ passage }: State, at: number): "all" | "foreign" | "abroad" {
  const segment = passage.plain.text
    .slice(0, at)
    .replace(/（[^（）]*）/g, "")
    .split(/[。；（]/)
    .at(-1) as string;
  const said = [...segment.matchAll(/国内|外事|外宾|国境外|国外|境外/g)].at(-1)?.[0] ?? "国内";
  if (said === "国内") return "all";
  return said === "外事" || said === "外宾" ? "foreign" : "abroad";
}

/** Which item of 三公 the words speak of: by themselves, or by what was spoken of before. */
function itemOf({ clause, thread, item }: State, window: string): string {
  if (/出国/.test(window)) return "abroad";
  if (/接待/.test(window)) return "reception";
  if (/用车|车辆/.test(window)) return "vehicles";
  if (/培训/.test(window)) return "training";
  if (/会议/.test(window)) return "meeting";
  if (item !== "") return item;
  if (clause.subject !== null) return clause.subject.subject.row;
  if (thread.focus !== null && thread.focus !== "unknown") return thread.focus.token.subject.row;
  for (let one = thread.current; one !== null; one = one.parent) {
    if (one.subject.row !== "") return one.subject.row;
  }
  return thread.current === null ? "" : /接待/.test(thread.current.words) ? "reception" : "";
}
