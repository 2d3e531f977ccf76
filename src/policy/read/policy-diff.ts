import { addDays, type CivilDate, type Period } from "../../kernel/index.ts";
import type { Region } from "../region.ts";
import { endOfSentence, withRows } from "./diff-words.ts";
import { type ExampleEffect, exampleEffects } from "./example-effect.ts";
import { findChanges } from "./find-changes.ts";
import type { FoundChange } from "./found-change.ts";
import type { Language } from "./language.ts";
import type { Meanwhile, PolicyChange } from "./policy-change.ts";
import { type PolicyPicture, pictureOn } from "./policy-picture.ts";
import { isUnverified, sourceText } from "./value-words.ts";

/** A region as it is on a day. */
export interface RegionOnDay {
  readonly region: Region;
  readonly day: CivilDate;
}

export interface PolicyDiff {
  readonly before: DiffSide;
  readonly after: DiffSide;
  /** In the order of their days, general ones first; empty where nothing is another. */
  readonly changes: readonly PolicyChange[];
  /** What the changes mean for the worked examples of each changed benefit. */
  readonly effects: readonly ExampleEffect[];
}

export interface DiffSide {
  readonly region: string;
  readonly name: string;
  readonly day: CivilDate;
  readonly version: string;
}

/** What changed in a region between two days; `benefit` keeps to one. */
export function diffPolicy(
  region: Region,
  from: CivilDate,
  to: CivilDate,
  options: DiffOptions = {},
): PolicyDiff {
  return diffRegions({ region, day: from }, { region, day: to }, options);
}

export interface DiffOptions {
  readonly benefit?: string | null;
  readonly language?: Language;
  /** Without the worked examples. */
  readonly effects?: boolean;
  /** The second region is a proposed change of the first: it changes nothing on other days. */
  readonly proposed?: Period | null;
}

/**
 * What is another in the second of two regions on their days: two versions of a pack, a region
 * and a proposed change of it, or one region on two days. Within one region the day of a change is
 * that on which the later value began to hold; between two, since when the second has it.
 */
export function diffRegions(
  before: RegionOnDay,
  after: RegionOnDay,
  { benefit = null, language = "zh", effects = true, proposed = null }: DiffOptions = {},
): PolicyDiff {
  const pictures = new Pictures();
  const first = pictures.on(before.region, before.day);
  const second = pictures.on(after.region, after.day);
  const found = findChanges(first, second, language).filter(
    (one) =>
      benefit === null ||
      one.benefit?.name === benefit ||
      (one.area === "general" && one.benefit === null),
  );
  const history = historyOf(before, after, proposed);
  const dated = found.map((one) => datedChange(one, history, pictures));
  const changes = merged(dated, history, language);
  const touched = new Set(changes.flatMap((one) => one.benefit?.name ?? []));
  const all = changes.some((one) => one.kind === "choice");
  const shown = (name: string) => (benefit === null ? all || touched.has(name) : name === benefit);
  return {
    before: sideOf(before),
    after: sideOf(after),
    changes,
    effects: effects && changes.length > 0 ? exampleEffects(first, second, shown, language) : [],
  };
}

function sideOf({ region, day }: RegionOnDay): DiffSide {
  return { region: region.code, name: region.name, day, version: region.version };
}

/** Pictures of days, each made once. */
class Pictures {
  readonly #made = new Map<Region, Map<CivilDate, PolicyPicture>>();

  on(region: Region, day: CivilDate): PolicyPicture {
    const days = this.#made.get(region) ?? new Map<CivilDate, PolicyPicture>();
    this.#made.set(region, days);
    const picture = days.get(day) ?? pictureOn(region, day);
    days.set(day, picture);
    return picture;
  }
}

interface History {
  readonly region: Region;
  /** Days of change in between, the latest first. */
  readonly days: readonly CivilDate[];
  readonly last: CivilDate;
  readonly earliest: CivilDate;
  /** One region on two days: what it was in between is told. */
  readonly one: boolean;
  /** The first day asked for is the later one. */
  readonly backwards: boolean;
  /** The days of a proposed change; null where what is compared is policy. */
  readonly proposed: Period | null;
}

function historyOf(before: RegionOnDay, after: RegionOnDay, proposed: Period | null): History {
  const one = before.region === after.region;
  const backwards = one && after.day < before.day;
  const { region, day: last } = backwards ? before : after;
  const start = backwards ? after.day : before.day;
  const inside = daysOfChange(region).filter(
    (day) => day <= last && (!one || day > start) && day > (proposed?.from ?? ""),
  );
  if (proposed !== null) inside.unshift(proposed.from);
  const earliest = inside[0] ?? last;
  return { region, days: inside.toReversed(), last, earliest, one, backwards, proposed };
}

/** Financing has days of its own, which settle no bill. */
function daysOfChange(region: Region): CivilDate[] {
  const days = new Set(region.changes);
  for (const { versions } of region.parameters.values()) {
    for (const { period } of versions) days.add(period.from).add(period.to ?? period.from);
  }
  return [...days].sort();
}

interface DatedChange {
  readonly found: FoundChange;
  readonly since: CivilDate;
  readonly meanwhile: readonly Meanwhile[];
}

/** Goes back from the later day as long as the thing is as it is in the end. */
function datedChange(found: FoundChange, history: History, pictures: Pictures): DatedChange {
  const { region, days, last, earliest, one, backwards } = history;
  const final = found.state(pictures.on(region, last)).state;
  let since = earliest;
  const meanwhile: Meanwhile[] = [];
  let going = true;
  for (const day of days) {
    const { state, words } = found.state(pictures.on(region, day));
    if (going && state === final) {
      since = day;
      continue;
    }
    going = false;
    if (!one || (found.kind !== "value" && found.kind !== "choice")) break;
    meanwhile.unshift({ from: day, value: words });
  }
  const first = backwards ? found.after : found.before;
  const told = meanwhile.filter(
    ({ value }, index) => value !== (meanwhile[index - 1]?.value ?? first),
  );
  return { found, since, meanwhile: told };
}

/** Rows that say the same thing from the same day on become one change. */
function merged(
  dated: readonly DatedChange[],
  history: History,
  language: Language,
): PolicyChange[] {
  const groups = new Map<string, DatedChange[]>();
  for (const one of dated) {
    const { kind, benefit, layer, parameter, text, source, earlier_source } = one.found;
    const place = [kind, benefit?.name, layer?.name, parameter?.name, text];
    const sources = [sourceText(source), sourceText(earlier_source)];
    const key = JSON.stringify([place, sources, one.since, one.meanwhile]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const changes = [...groups.values()].map((group) => mergedChange(group, history, language));
  // What is paid comes before by which paper it is paid.
  const paper = ({ kind }: PolicyChange) => (kind === "source" ? 1 : 0);
  return changes.sort((a, b) =>
    a.since === b.since ? paper(a) - paper(b) : a.since < b.since ? -1 : 1,
  );
}

function mergedChange(
  group: readonly DatedChange[],
  { backwards, proposed }: History,
  language: Language,
): PolicyChange {
  const { found, since, meanwhile } = group[0] as DatedChange;
  const { kind, benefit, layer, parameter, before, after, text, row_count } = found;
  const whole = group.length === row_count;
  const rows = whole ? [] : group.map((one) => one.found.row).filter(Boolean);
  const source = found.source ?? found.earlier_source;
  const last = proposed?.to == null ? null : addDays(proposed.to, -1);
  const end = endOfSentence({ since, last, source, meanwhile }, backwards, language);
  return {
    key: found.key,
    kind,
    area: found.area,
    benefit,
    layer,
    parameter,
    rows,
    before,
    after,
    since,
    meanwhile,
    source,
    unverified: source !== null && isUnverified(source),
    sentence: withRows(text, rows, language) + end,
    details: found.details ?? [],
  };
}
