import { addDays, type CivilDate } from "../../kernel/index.ts";
import { diffRegions, type Region, rowTitleIn } from "../../policy/index.ts";
import type { Bench } from "../bench.ts";
import type { Change, PersonCondition } from "../change/index.ts";

/** The change in words, one sentence each: values of policy, then identities, then schemes. */
export function changeInWords(bench: Bench, change: Change, after: Region): string[] {
  const { options } = bench;
  const day = dayOfChange(bench, change);
  const { changes } = diffRegions(
    { region: options.region, day },
    { region: after, day },
    { effects: false, proposed: change.period },
  );
  // A value that several benefits read is told of each.
  const values = new Set(changes.map(({ sentence }) => sentence));
  const people = [...giftSentences(change, after), ...mergeSentences(change, after)];
  return [...values, ...people.map((sentence) => `${sentence}（${daysInWords(change)}）。`)];
}

function daysInWords({ period: { from, to } }: Change): string {
  return `自 ${from} 起${to === null ? "" : `至 ${addDays(to, -1)} 止`}`;
}

/** The last day that counts and on which the change holds; where none is, its first one. */
function dayOfChange({ to }: Bench, { period }: Change): CivilDate {
  const last = period.to === null || to < period.to ? to : addDays(period.to, -1);
  const held = [last, period.from].sort();
  return held[1] as CivilDate;
}

function giftSentences({ gifts }: Change, region: Region): string[] {
  return gifts.map(({ kind, identity, who }) => {
    const title = rowTitleIn(identity, region);
    const words = apart(whoInWords(who, region));
    return kind === "give" ? `给予${words}“${title}”身份` : `收回${words}的“${title}”身份`;
  });
}

function mergeSentences({ merges }: Change, region: Region): string[] {
  return merges.map(({ insutype, settled_as, employment_status, who, paid_from }) => {
    const title = (row: string) => rowTitleIn(row, region);
    const fund = (code: string) => region.funds.get(code)?.name ?? code;
    const places = Object.entries(paid_from).map(
      ([from, to]) => `${fund(from)}应付的由${fund(to)}支付`,
    );
    const whose = `${title(insutype)}医保的参保人（${whoInWords(who, region)}）`;
    const as = `按${title(settled_as)}医保（${title(employment_status)}）的待遇结算`;
    return [`${whose}${as}`, ...(places.length === 0 ? ["基金合并"] : places)].join("，");
  });
}

/** A figure keeps a space from the Chinese before it. */
function apart(words: string): string {
  return /^\d/.test(words) ? ` ${words}` : words;
}

function whoInWords(who: PersonCondition, region: Region): string {
  const titles = (rows: readonly string[]) => rows.map((row) => rowTitleIn(row, region)).join("或");
  const parts = [
    ageInWords(who),
    who.sex === null ? "" : who.sex === "male" ? "男" : "女",
    who.insutype && titles(who.insutype),
    who.employment_status && titles(who.employment_status),
    who.district && `参保地 ${who.district.join("、")}`,
    who.identity && `有${titles(who.identity)}身份`,
    who.identity_not && `没有${titles(who.identity_not)}身份`,
    who.income_below_fen !== null && `年收入低于 ${who.income_below_fen / 100} 元`,
    who.chronic_disease && `患${titles(who.chronic_disease)}`,
  ];
  return parts.filter((part) => part).join("、") || "所有人";
}

function ageInWords({ age_from, age_to }: PersonCondition): string {
  if (age_from !== null && age_to !== null) return `${age_from} 至 ${age_to} 岁`;
  if (age_from !== null) return `${age_from} 岁及以上`;
  return age_to === null ? "" : `${age_to} 岁及以下`;
}
