import { createHash } from "node:crypto";
import { type Period, YibaoError } from "../../kernel/index.ts";
import {
  DIMENSIONS,
  identitiesBeyond,
  laidOver,
  type Pack,
  parsePackFile,
  type Region,
  readPackBlock,
  rowTitle,
} from "../../policy/index.ts";
import { applyChange } from "./apply-change.ts";
import type {
  Change,
  HistoryDays,
  IdentityGift,
  NewIdentity,
  ParameterChange,
  SchemeMerge,
} from "./change.ts";
import { readDay } from "./change-day.ts";
import {
  type ChangeReading,
  oneOf,
  present,
  type Raw,
  readMap,
  readText,
  untitled,
  wrongShape,
} from "./change-reading.ts";
import { checkMerge } from "./check-merge.ts";
import type { Candidate } from "./nearest.ts";
import { clippedPack, withNearest } from "./pack-block.ts";
import { overlapping, PARAMETER_KEYS, readParameterChange } from "./read-parameter-change.ts";
import { readGift, readIdentityValues, readMerge, readNewIdentity } from "./read-person-change.ts";
import { readSolve } from "./read-solve.ts";

const KEYS = ["title", "from", "to", "region", "note", "changes", "pack", "solve"] as const;

/** What an item of `changes` may begin with. */
const KINDS = [
  "parameter",
  "new_identity",
  "give_identity",
  "take_identity",
  "merge_scheme",
] as const;

const CHARACTERS_MOST = 1_000_000;
const CHANGES_MOST = 500;

/**
 * Reads a change file for a region, and tries it: what was read can be applied.
 * @throws YibaoError SIMULATION-* | PACK-* at file and line, one sentence with the mend
 */
export function readChange(text: string, fileName: string, region: Region): Change {
  if (text.length > CHARACTERS_MOST) {
    throw new YibaoError("SIMULATION-CHANGE-TOO-LARGE", { most: CHARACTERS_MOST }, fileName);
  }
  const file = parsePackFile(fileName, text);
  const identities = knownIdentities(region);
  const bare: ChangeReading = { file, lines: text.split("\n"), region, identities };
  const raw = readMap(bare, [], file.content, KEYS, "变更文件");
  checkRegion(bare, raw);
  const title = readText(bare, [], raw, "title");
  const period = readPeriod(bare, raw);
  const items = readItems(bare, raw);
  const made = newIdentities(bare, items);
  const reading = { ...bare, identities: [...identities, ...made.map(asCandidate)] };
  const pack = readPack(reading, raw, period);
  const whole = pack === null ? reading : { ...reading, region: packed(reading, pack) };
  const { parameters, gifts, merges } = readAll(whole, items, period);
  const solve = raw.solve == null ? null : readSolve(whole, ["solve"], raw.solve, period);
  const content = { period, parameters, identities: made, gifts, merges, pack, solve };
  checkTwice(whole.region, content);
  const where = file.where(["from"]);
  const change: Change = Object.freeze({ title, ...content, hash: hashOf(content), where });
  const changed = applyChange(region, change);
  for (const merge of merges) checkMerge(changed, merge, period);
  return change;
}

function packed({ region, identities }: ChangeReading, pack: Pack): Region {
  const names = identities.map(({ name }) => name);
  return withNearest(region, () => laidOver(region, [pack], names));
}

function knownIdentities(region: Region) {
  const names = DIMENSIONS.identity.filter((identity) => identity !== "none");
  return [...names, ...identitiesBeyond(region)].map((name) => ({
    name,
    title: rowTitle(name, region.diseases),
  }));
}

function checkRegion({ file, region }: ChangeReading, raw: Raw): void {
  if (raw.region == null || raw.region === region.code) return;
  const details = { value: String(raw.region), code: region.code, name: region.name };
  throw new YibaoError("SIMULATION-OTHER-REGION", details, file.where(["region"]));
}

function readPeriod(reading: ChangeReading, raw: Raw): Period {
  const { file } = reading;
  const from = readDay(present(reading, [], raw, "from"), file.where(["from"]));
  const to = raw.to == null ? null : readDay(raw.to, file.where(["to"]));
  if (to !== null && to <= from) {
    throw new YibaoError("PACK-EMPTY-PERIOD", { from, to }, file.where(["to"]));
  }
  return { from, to };
}

/** The list of changes; it may be left out where `pack` or `solve` says what is tried. */
function readItems({ file }: ChangeReading, raw: Raw): readonly Raw[] {
  const others = raw.pack != null || raw.solve != null;
  if (!("changes" in raw) && others) return [];
  if (raw.changes == null || (Array.isArray(raw.changes) && raw.changes.length === 0)) {
    throw new YibaoError("SIMULATION-NO-CHANGES", {}, file.where(["changes"]));
  }
  if (!Array.isArray(raw.changes)) {
    throw wrongShape(file, ["changes"], "changes", "一个列表，每项以“- ”开头");
  }
  if (raw.changes.length > CHANGES_MOST) {
    const wanted = `至多 ${CHANGES_MOST} 项的列表`;
    throw wrongShape(file, ["changes"], "changes", wanted);
  }
  return raw.changes.map((item, index) => {
    if (typeof item === "object" && item !== null && !Array.isArray(item)) return item as Raw;
    const wanted = `一组“名称: 值”，以 ${KINDS.join("、")} 之一开头`;
    throw wrongShape(file, ["changes", index], "changes", wanted);
  });
}

/** Identities are read first: any change may name them, and later ones the earlier. */
function newIdentities(reading: ChangeReading, items: readonly Raw[]): readonly NewIdentity[] {
  const made: NewIdentity[] = [];
  items.forEach((item, index) => {
    if (!("new_identity" in item)) return;
    const known = [...reading.identities, ...made.map(asCandidate)];
    made.push(readNewIdentity({ ...reading, identities: known }, ["changes", index], item));
  });
  return made;
}

function asCandidate({ name, title }: NewIdentity): Candidate {
  return { name, title };
}

interface PartsRead {
  readonly parameters: readonly ParameterChange[];
  readonly gifts: readonly IdentityGift[];
  readonly merges: readonly SchemeMerge[];
}

function readAll(reading: ChangeReading, items: readonly Raw[], period: Period): PartsRead {
  const parameters: ParameterChange[] = [];
  const gifts: IdentityGift[] = [];
  const merges: SchemeMerge[] = [];
  items.forEach((item, index) => {
    const path = ["changes", index];
    switch (kindOf(reading, item, index)) {
      case "parameter":
        parameters.push(readParameterChange(reading, path, item, period));
        return;
      case "new_identity":
        parameters.push(...readIdentityValues(reading, path, item, period));
        if ("who" in item) gifts.push(giftOfNew(reading, index, item));
        return;
      case "merge_scheme":
        merges.push(readMerge(reading, path, item));
        return;
      default:
        gifts.push(readGift(reading, path, item));
    }
  });
  return { parameters, gifts, merges };
}

function giftOfNew(reading: ChangeReading, index: number, item: Raw): IdentityGift {
  const gift = { give_identity: item.new_identity, who: item.who };
  return readGift(reading, ["changes", index], gift);
}

function kindOf(reading: ChangeReading, item: Raw, index: number): (typeof KINDS)[number] {
  const [kind] = KINDS.filter((one) => one in item);
  if (kind !== undefined) return kind;
  const keys = Object.keys(item);
  const other = keys.find((key) => !(PARAMETER_KEYS as readonly string[]).includes(key));
  const at = ["changes", index];
  if (other === undefined) {
    throw new YibaoError("PACK-MISSING-KEY", { key: "parameter" }, reading.file.where(at));
  }
  const where = reading.file.where([...at, other]);
  const word = oneOf(other, untitled(KINDS), "SIMULATION-UNKNOWN-KEY", "changes", where);
  return word as (typeof KINDS)[number];
}

function readPack(reading: ChangeReading, raw: Raw, period: Period): Pack | null {
  if (raw.pack == null) return null;
  const { file, region } = reading;
  const identities = reading.identities.map(({ name }) => name);
  const block = raw.pack;
  if (typeof block === "object" && "region" in block) {
    const known = "documents、funds、accumulators、diseases、parameters、benefits";
    const where = file.where(["pack", "region"]);
    throw new YibaoError("PACK-UNKNOWN-KEY", { key: "region", known }, where);
  }
  const pack = withNearest(region, () => readPackBlock(file, ["pack"], region, identities));
  return clippedPack(pack, period);
}

/** One cell may be changed in one place only, or the order of lines would decide. */
function checkTwice(
  region: Region,
  { parameters, pack, solve }: Pick<Change, "parameters" | "pack" | "solve">,
): void {
  const all: readonly (Pick<ParameterChange, "name" | "rows" | "where"> & {
    readonly operation?: ParameterChange["operation"];
  })[] = [
    ...[...(pack?.parameters.values() ?? [])].map(({ value, where }) => ({
      name: value.name,
      rows: {},
      where,
    })),
    ...parameters,
  ];
  all.forEach((later, index) => {
    const earlier = all.slice(0, index).find((one) => overlapping(region, one, later));
    if (earlier) throw changedTwice(region, later, earlier.where);
  });
  if (solve === null) return;
  const asked = { name: solve.parameter, rows: solve.rows, where: solve.where };
  const earlier = parameters.find((one) => overlapping(region, one, asked));
  if (earlier) throw changedTwice(region, asked, earlier.where);
}

function changedTwice(
  region: Region,
  { name, where }: Pick<ParameterChange, "name" | "where">,
  earlier: string,
): YibaoError {
  const title = region.parameters.get(name)?.title ?? name;
  return new YibaoError("SIMULATION-CHANGED-TWICE", { name, title, earlier }, where);
}

/** What is said, not where and how it is called: two files that say the same are one change. */
function hashOf(content: object): string {
  const canonical = JSON.stringify(content, (key, value) => {
    if (key === "where") return undefined;
    return value instanceof Map ? [...value].sort(([a], [b]) => (a < b ? -1 : 1)) : value;
  });
  return createHash("sha256").update(canonical).digest("hex").slice(0, 8);
}

/**
 * A change of which nothing falls into the days of a history, or which begins before them, would
 * show something else than it says.
 * @throws YibaoError SIMULATION-OUTSIDE-HISTORY at the line of `from`
 */
export function checkChangeDays(change: Change, history: HistoryDays): void {
  const { from } = change.period;
  if (from >= history.from && from <= history.to) return;
  const details = { from, first: history.from, last: history.to };
  throw new YibaoError("SIMULATION-OUTSIDE-HISTORY", details, change.where);
}
