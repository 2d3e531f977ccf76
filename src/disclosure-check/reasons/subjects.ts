import { type Passage, sentencesOf } from "../passages.ts";
import { joined } from "../text/joined.ts";

/** What is said of one item: the item as it is named, and the purpose and reasons given for it. */
export interface SubjectText {
  /** 类, 款 and 项 as named, or the item of “三公” alone. */
  readonly names: readonly string[];
  readonly told: readonly Told[];
}

export interface Told {
  readonly what: "用途" | "原因";
  readonly text: string;
  readonly passage: Passage;
  readonly at: number;
}

const FUNCTION = joined(
  "gu",
  /([\p{Script=Han}、（）()]{2,30}?)[（(]类[）)]\s*/u,
  /([\p{Script=Han}、（）()]{2,30}?)[（(]款[）)]\s*/u,
  /([\p{Script=Han}、（）()]{2,36}?)[（(]项[）)]/u,
);
const THREE_PUBLIC = joined(
  "gu",
  /(?<=^|[，。；：、）)\s\d.])/u,
  "(因公出国[（(]境[）)]费用?|公务接待费|公务用车购置费?[及和与]运行(?:维护)?费|",
  "公务用车购置费|公务用车运行(?:维护)?费)(?=[^，。；、]{0,6}(?:支出|预算|决算|\\d))",
);
const PURPOSE = /(?:主要)?用于[：:]?([^。；，]{2,60})/g;
const REASON = /(?:主要)?原因(?:是|为|：|:)[：:]?([^。；]{2,80})/g;

/** The items of the narrative with what is said of each, in order. */
export function subjectTexts(passages: readonly Passage[]): readonly SubjectText[] {
  const subjects: { names: readonly string[]; told: Told[] }[] = [];
  let open = false;
  for (const passage of passages) {
    if (passage.kind === "heading") open = false;
    if (passage.kind !== "paragraph" && passage.kind !== "heading") continue;
    const starts = startsOf(passage.text);
    for (const told of toldIn(passage)) {
      const own = starts.findLastIndex(({ at }) => at <= told.at);
      if (own < 0 && open) subjects.at(-1)?.told.push(told);
      else if (own >= 0) starts[own]?.told.push(told);
    }
    subjects.push(...starts);
    open = starts.length > 0 || open;
  }
  return subjects;
}

interface Start {
  readonly names: readonly string[];
  readonly at: number;
  readonly told: Told[];
}

function startsOf(text: string): readonly Start[] {
  const functions = [...text.matchAll(FUNCTION)].map((match) => ({
    names: match.slice(1, 4).map((name) => bare(name ?? "")),
    ...{ at: match.index, told: [] },
  }));
  const publics = [...text.matchAll(THREE_PUBLIC)].map((match) => ({
    ...{ names: [bare(match[1] ?? "")], at: match.index, told: [] },
  }));
  return [...functions, ...publics].toSorted((a, b) => a.at - b.at);
}

function bare(name: string): string {
  return name.replace(/[\s“”"、：]+/g, "").replace(/^[（(]\p{Script=Han}[）)]/u, "");
}

function* toldIn(passage: Passage): Generator<Told> {
  for (const { text, at } of sentencesOf(passage.text)) {
    for (const [what, pattern] of [
      ["用途", PURPOSE],
      ["原因", REASON],
    ] as const) {
      for (const match of text.matchAll(pattern)) {
        const words = match[1] as string;
        const where = at + match.index + match[0].length - words.length;
        yield { what, text: words.trim(), passage, at: where };
      }
    }
  }
}
