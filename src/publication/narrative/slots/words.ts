import { placeOf } from "../figures.ts";
import { addressIn, placeIn, type Slot } from "../scope.ts";
import { trimmed } from "./reasons.ts";
import { membersCount } from "./thing-lists.ts";

/** Names, years and counts, and what the unit writes itself. */

const count: Slot = (call) => {
  const [argument] = call.arguments;
  const value = call.scope.figures.count(placeIn(argument, call.scope));
  if (value !== null) return String(value);
  if (isNothing(call.scope.figures, placeIn(argument, call.scope))) return "0";
  call.scope.wants.figure(addressIn(argument ?? "", call.scope), "count");
  return null;
};

/** Things that come with money: none where there is none. */
const MONEY_OF: Readonly<Record<string, string>> = {
  "abroad-groups": "abroad",
  "abroad-people": "abroad",
  "reception-groups": "reception",
  "reception-people": "reception",
  "reception-foreign-groups": "reception",
  "reception-foreign-people": "reception",
  "vehicles-bought": "vehicle-purchase",
  "vehicles-kept": "vehicle-running",
};

function isNothing(
  figures: Parameters<Slot>[0]["scope"]["figures"],
  { topic, row }: { readonly topic: string; readonly row: string },
): boolean {
  if (topic === "assets") return figures.isKnownTopic("assets");
  if (topic === "performance")
    return figures.isKnownTopic("performance") && row.startsWith("grade");
  const money = MONEY_OF[row];
  if (topic !== "three-public-counts" || money === undefined) return false;
  return figures.money({ topic: "three-public", row: money, column: "" }) === 0;
}

/** A score as it was given. */
const score: Slot = ({ arguments: [argument], scope }) => {
  const fact = scope.figures.fact({ ...placeIn(argument, scope), column: "score" });
  if (fact === null) return null;
  return fact.printed.text === "" ? String(fact.printed.value) : fact.printed.text;
};

/** What a use speaks of: without it nothing was used. */
const USED: Readonly<Record<string, string>> = {
  abroad: "three-public[abroad]",
  reception: "three-public[reception]",
  "vehicle-running": "three-public[vehicle-running]",
  "vehicle-purchase": "three-public[vehicle-purchase]",
  meeting: "meetings[meeting]",
  training: "meetings[training]",
};

function isUnused(key: string, { figures }: Parameters<Slot>[0]["scope"]): boolean {
  if (key === "vehicle-other") return figures.count(placeOf("assets[vehicle-other]")) === 0;
  const address = USED[key];
  return address !== undefined && figures.money(placeOf(address)) === 0;
}

/** What the money of an item is for; no value where the unit does not say. */
const use: Slot = ({ arguments: [argument = ""], scope }) => {
  const key = argument === "@row" ? (scope.locals["@row"] ?? "") : argument;
  if (isUnused(key, scope)) return null;
  const text = scope.materials.uses[key];
  return text === undefined || text.trim() === "" ? null : trimmed(text);
};

/** What the unit writes itself; without it no disclosure is made. */
const paragraphs: Slot = ({ arguments: [id = ""], scope }) => {
  const written = scope.materials.paragraphs[id] ?? [];
  if (written.length === 0) scope.wants.paragraphs(id);
  return written.join("¶");
};

/** What the unit writes itself, or else the body. */
const paragraphsOr: Slot = ({ arguments: [id = ""], bodies, scope, fill }) => {
  const written = scope.materials.paragraphs[id] ?? [];
  return written.length === 0 ? fill(bodies[0]) : written.join("¶");
};

export const WORD_SLOTS: Readonly<Record<string, Slot>> = {
  count,
  score,
  use,
  paragraphs,
  "paragraphs-or": paragraphsOr,
  unit: ({ scope }) => scope.materials.unit.name,
  self: ({ scope }) => scope.materials.unit.self,
  "self-our": ({ scope }) => `本${scope.materials.unit.self}`,
  level: ({ scope }) => scope.materials.unit.level,
  province: ({ scope }) => scope.materials.unit.province,
  year: ({ scope }) => String(scope.disclosure.year),
  "last-year": ({ scope }) => String(scope.disclosure.year - 1),
  "members-count": ({ scope }) => String(membersCount(scope)),
};
