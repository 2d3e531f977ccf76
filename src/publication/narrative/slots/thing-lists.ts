import { placeOf } from "../figures.ts";
import type { Scope } from "../scope.ts";
import type { Entry, EntryList } from "./entry.ts";

/** Lists of things: vehicles, members, tables, terms, rows of registers. */

const VEHICLES: readonly (readonly [string, string, string])[] = [
  ["vehicle-leader", "副部（省）级及以上领导用车", "部级领导干部用车"],
  ["vehicle-principal", "主要负责人用车", "主要领导干部用车"],
  ["vehicle-confidential", "机要通信用车", "机要通信用车"],
  ["vehicle-emergency", "应急保障用车", "应急保障用车"],
  ["vehicle-enforcement", "执法执勤用车", "执法执勤用车"],
  ["vehicle-special", "特种专业技术用车", "特种专业技术用车"],
  ["vehicle-retired", "离退休干部服务用车", "离退休干部用车"],
  ["vehicle-other", "其他用车", "其他用车"],
];

/** By their uses; `cadres` names them as Shanghai does, `new` are those to be bought. */
const vehicles: EntryList = (_scope, words) =>
  VEHICLES.map(([row, usual, cadres]) => ({
    title: words.includes("cadres") ? cadres : usual,
    address: `assets[${words.includes("new") ? "new-" : ""}${row}].count`,
  }));

const GRADES: readonly (readonly [string, string])[] = [
  ["优", "performance[grade-excellent].count"],
  ["良", "performance[grade-good].count"],
  ["合格", "performance[grade-pass].count"],
  ["不合格", "performance[grade-fail].count"],
];

/** The grades of evaluated projects; none where the number of one is not known. */
const grades: EntryList = ({ figures }) => {
  const entries = GRADES.map(([title, address]) => ({ title, address }));
  const known = entries.filter(({ address }) => figures.count(placeOf(address)) !== null);
  return known.length === 0 ? [] : known;
};

const members: EntryList = ({ materials }) =>
  materials.unit.members.map(({ name, nature }) => ({
    title: name,
    address: "",
    locals: { nature },
  }));

const tables: EntryList = ({ profile, disclosure, materials }) =>
  profile.tables.map(({ title, label }) => ({
    title: title
      .replaceAll("{year}", String(disclosure.year))
      .replaceAll("{unit}", materials.unit.name),
    address: "",
    locals: { label },
  }));

const terms: EntryList = (scope) =>
  scope.terms
    .filter(({ kind, when }) => {
      if (kind !== null && kind !== scope.disclosure.kind) return false;
      return when === "" || (scope.figures.money(placeOf(when)) ?? 0) !== 0;
    })
    .map(({ title, meaning }) => ({ title, address: "", locals: { meaning } }));

/** `register projects`: each row with its own words, by the keys of the register. */
const register: EntryList = ({ materials }, [name = ""]) =>
  (materials.registers[name] ?? []).map((row) => ({
    title: row.name ?? row.title ?? Object.values(row)[0] ?? "",
    address: "",
    locals: row,
  }));

const attachments: EntryList = (scope) => {
  const written = scope.materials.paragraphs.attachments ?? [];
  const rows: readonly Entry[] = written.map((title) => ({ title, address: "" }));
  return [...rows, ...register(scope, ["attachments"])];
};

export const THING_LISTS: Readonly<Record<string, EntryList>> = {
  vehicles,
  grades,
  members,
  tables,
  terms,
  register,
  attachments,
};

/** How many units the disclosure is made of. */
export function membersCount({ materials }: Scope): number {
  return materials.unit.members.length;
}
