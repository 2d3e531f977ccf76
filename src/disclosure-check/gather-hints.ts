import type { CheckContext, Defect } from "./defect.ts";

/** Slips of style that come in numbers: told once for each section, with all their places. */
const OF_STYLE: ReadonlySet<string> = new Set(["FORMAT-DECIMALS", "PUNCT-MIX", "REASON-VAGUE"]);
/** So many in a document are told one by one. */
const FEW = 3;
const SHOWN_MOST = 5;
const SECTION_LEVEL_MOST = 2;

/** Gathers hints of style that would drown the rest. */
export function gatherHints(
  defects: readonly Defect[],
  { disclosure }: CheckContext,
): readonly Defect[] {
  const heads = disclosure.sections.filter(({ level }) => level <= SECTION_LEVEL_MOST);
  const groups = new Map<string, Defect[]>();
  for (const rule of OF_STYLE) {
    const own = defects.filter((one) => one.rule === rule);
    if (own.length <= FEW) continue;
    for (const one of own) {
      const head = heads.findLast(({ place }) => place.line <= one.place.line);
      const key = `${rule} ${head?.place.line ?? 0}`;
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
  }
  const gathered = new Map([...groups.values()].map((all) => [all[0] as Defect, all]));
  const rest = new Set([...groups.values()].flatMap((all) => all.slice(1)));
  return defects
    .filter((one) => !rest.has(one))
    .map((one) => together(one, gathered.get(one) ?? []));
}

function together(first: Defect, all: readonly Defect[]): Defect {
  if (all.length < 2) return first;
  const printed = [...new Set(all.map((one) => one.printed))];
  const more = printed.length > SHOWN_MOST ? "……" : "";
  const lines = [...new Set(all.map(({ place }) => place.line))];
  return {
    ...first,
    printed: `${printed.slice(0, SHOWN_MOST).join("”、“")}${more}`,
    words: { ...first.words, lines: lines.join("、") },
  };
}
