import type {
  Comparison,
  Mention,
  Place,
  Reason,
  Role,
  Statement,
} from "../../disclosure/index.ts";
import type { Subject } from "./token.ts";

/** A statement that may still grow. */
export interface OpenStatement {
  readonly subject: Subject;
  readonly words: string;
  readonly mentions: Mention[];
  readonly comparisons: Comparison[];
  readonly reasons: Reason[];
  readonly parts: OpenStatement[];
  /** 等 behind the parts, or a part that was not understood: they are not all. */
  is_partial: boolean;
  readonly parent: OpenStatement | null;
  readonly place: Place;
  /** The sentences it was read from. */
  readonly texts: string[];
}

export function hasRole(statement: OpenStatement, ...roles: readonly Role[]): boolean {
  return statement.mentions.some(({ role }) => roles.includes(role));
}

/** Whether something can be a part of something else; what is not understood can, of anything. */
export function mayBePart(whole: Subject, part: Subject): boolean {
  if (part.row === "") return true;
  if (whole.row === "" || (whole.topic === part.topic && whole.row === part.row)) return false;
  const address = `${whole.topic}.${whole.row}`;
  if (whole.topic !== part.topic)
    return (OF_OTHER_TOPIC[address] ?? /^$/).test(`${part.topic}.${part.row}`);
  if (/^\d+$/.test(whole.row)) return part.row.startsWith(whole.row) && part.row !== whole.row;
  return (WITHIN[address] ?? WITHIN[`.${whole.row}`] ?? /^$/).test(part.row);
}

const SOURCES = "income\\.(?!total)|overview\\.income-(?!grand)";

const OF_OTHER_TOPIC: Readonly<Record<string, RegExp>> = {
  "overview.income-grand": new RegExp(`^(?:${SOURCES})|^income\\.total`),
  "overview.income-total": new RegExp(`^(?:${SOURCES})`),
  "overview.spending-grand": /^(?:spending\.|general\.|fund\.total|capital\.total)/,
  "overview.spending-total":
    /^(?:spending\.(?!total)|appropriation\.spending-total|(?:general|fund|capital)\.total)/,
  "income.total": /^overview\.income-(?:opening|surplus-used|total)/,
  "income.appropriation":
    /^(?:overview\.income-(?:general|fund|capital)|(?:general|fund|capital)\.total)/,
  "spending.total":
    /^(?:(?:general|fund|capital)\.total|appropriation\.spending-total|overview\.spending-)/,
  "spending.basic": /^basic\.(?:personnel|public)/,
  "general.total": /^(?:basic\.(?:total|personnel|public)|spending\.(?:basic|project))/,
  "general.basic": /^basic\.(?:personnel|public)|^general\.basic-/,
  "appropriation.spending-total":
    /^(?:(?:general|fund|capital)\.total|(?:general|spending|fund)\.(?:basic|project|\d)|basic\.t)/,
  "appropriation.income-grand": new RegExp(`^(?:${SOURCES})`),
  "appropriation.income-total": new RegExp(`^(?:${SOURCES})`),
};

const WITHIN: Readonly<Record<string, RegExp>> = {
  "overview.income-grand": /^income-(?!grand)/,
  "overview.income-total": /^income-(?!grand|total|opening|surplus-used)/,
  "overview.spending-grand": /^(?:spending-(?!grand)|nature-|\d{3}$)/,
  "overview.spending-total": /^(?:nature-|\d{3}$)/,
  "overview.income-appropriation": /^income-(?:general|fund|capital)$/,
  "overview.income-general": /^income-general-/,
  "appropriation.income-grand": /^income-(?!grand)/,
  "appropriation.income-total": /^income-(?:general|fund|capital)$/,
  "appropriation.spending-grand": /^(?:spending-(?!grand)|\d{3}$)/,
  "appropriation.spending-total": /^\d{3}$/,
  "appropriation.income-opening": /^income-opening-/,
  "income.total": /^(?!total)/,
  "income.appropriation": /^(?:general|fund|capital)$/,
  "income.general": /^general-/,
  "income.business": /^business-/,
  "income.unit": /^(?:business|operating|superior|affiliated|other)$/,
  ".basic": /^basic-/,
  "basic.total": /^(?:personnel|public|\d+)$/,
  "basic.personnel": /^30[13]/,
  "basic.public": /^(?:302|307|309|31|399)/,
  "fund.total": /^(?:basic|project|\d+)$/,
  "capital.total": /^(?:basic|project|\d+)$/,
  "three-public.total": /^(?:abroad|vehicles|vehicle-.+|reception)$/,
  ".total": /^(?!total)/,
  "three-public.vehicles": /^vehicle-/,
  "three-public.reception": /^reception-(?:domestic|abroad)$/,
  "three-public.reception-domestic": /^reception-guests$/,
  "procurement.small-medium": /^(?:small-micro|.+-small-medium)$/,
  "procurement.reserved-small-medium": /^reserved-small-micro$/,
  "assets.vehicles": /^vehicle-/,
  "assets.new-vehicles": /^new-vehicle-/,
  "performance.overall": /^overall-/,
  "performance.evaluated-projects": /^(?:grade-|problems)/,
  "performance.problems": /^problems-/,
};

/** Parts of `procurement[total]` that divide it; the others are said of it. */
const DIVIDING: Readonly<Record<string, RegExp>> = {
  "procurement.total": /^(?:goods|works|services)$/,
  "three-public.total": /^(?:abroad|vehicles|vehicle-purchase|vehicle-running|reception)$/,
  "performance.evaluated-projects": /^grade-/,
};

export function closed(open: OpenStatement): Statement {
  const parts = open.parts.map(closed);
  return {
    topic: open.subject.topic,
    row: open.subject.row,
    subject: open.words,
    mentions: open.mentions,
    comparisons: open.comparisons,
    reasons: open.reasons,
    parts,
    parts_are_whole: areWhole(open),
    place: open.place,
    text: open.texts.join(""),
  };
}

/** Several parts, all understood, all of the same kind of division. */
function areWhole(open: OpenStatement): boolean {
  const { parts, subject } = open;
  const hasVehicles = parts.some((one) => one.subject.row === "vehicles");
  const usual = DIVIDING[`${subject.topic}.${subject.row}`] ?? /./;
  const dividing =
    hasVehicles && subject.topic === "three-public" ? /^(?:abroad|vehicles|reception)$/ : usual;
  const own = parts.filter((one) => dividing.test(one.subject.row) || one.subject.row === "");
  if (open.is_partial || own.length < 2) return own.length === 1 && isAll(own[0] as OpenStatement);
  const known = own.every((one) => one.subject.row !== "" || isItem(one));
  const withFigures = own.every((one) => hasRole(one, "amount", "budget", "actual", "count"));
  if (mixesSources(own)) return false;
  const kinds = new Set(own.map((one) => (isItem(one) ? "code-7" : divisionOf(one.subject.row))));
  return known && withFigures && kinds.size === 1;
}

/** 类, 款 and 项 by names of which the chart lacks one: an item all the same, and one of its own. */
function isItem({ subject: { topic, row }, words }: OpenStatement): boolean {
  return row === "" && topic !== "" && /[（(]项[）)]$|\d{7}/.test(words);
}

/** 本年收入 and 上年结转 divide, and so do the sources; both together count twice. */
function mixesSources(parts: readonly OpenStatement[]): boolean {
  const carried = parts.filter(({ subject: { row } }) => CARRIED.test(row));
  const hasYear = carried.some(({ subject: { row } }) => /-total$/.test(row));
  return hasYear && carried.length < parts.length;
}

const CARRIED =
  /^(?:(?:income|spending)-total|(?:income-)?(?:opening|surplus-used)|spending-(?:su|clo).*)$/;

const WHOLE_SHARE_PPM = 1_000_000;

/** One part that is said to be 100 %. */
function isAll({ mentions, subject }: OpenStatement): boolean {
  return (
    subject.row !== "" &&
    mentions.some(({ role, whole, printed }) => {
      return role === "share" && whole === null && printed.value === WHOLE_SHARE_PPM;
    })
  );
}

/** Whether a part divides its whole as the parts before it do: by function, or by kind. */
export function divides(whole: OpenStatement, part: Subject): boolean {
  const known = whole.parts.filter(({ subject }) => subject.row !== "");
  if (part.row === "" || known.length === 0) return true;
  return known.some(({ subject: { row } }) => isCode(row) === isCode(part.row));
}

function isCode(row: string): boolean {
  return /^\d+$/.test(row);
}

/** Codes of one length divide; so do names; a name and a code together do not. */
function divisionOf(row: string): string {
  if (isCode(row)) return `code-${row.length}`;
  return /^basic-/.test(row) ? "basic" : "item";
}
