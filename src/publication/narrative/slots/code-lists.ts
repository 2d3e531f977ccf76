import { ZERO_FEN } from "../../../kernel/index.ts";
import { pathOf, shortTitle, titleOf } from "../codes.ts";
import type { Scope } from "../scope.ts";
import type { Entry, EntryList } from "./entry.ts";

/** Lists of codes: classes and items of a table, and the economic names of basic expenditure. */

function codesOf(topic: string, { figures }: Scope): readonly string[] {
  return figures.rowsOf(topic).filter((row) => /^\d{3,7}$/.test(row));
}

function hasMoney(topic: string, row: string, { figures }: Scope): boolean {
  return (figures.money({ topic, row, column: "" }) ?? ZERO_FEN) !== ZERO_FEN;
}

function entry(topic: string, code: string, { functional }: Scope): Entry {
  const title = titleOf(functional, code);
  const class_title = titleOf(functional, code.slice(0, 3));
  return {
    title,
    address: `${topic}[${code}]`,
    locals: { short: shortTitle(title), path: pathOf(functional, code), class: class_title, code },
  };
}

/** `classes general`: the 类 that something is spent on. */
const classes: EntryList = (scope, [topic = "general"]) =>
  codesOf(topic, scope)
    .filter((code) => code.length === 3 && hasMoney(topic, code, scope))
    .map((code) => entry(topic, code, scope));

/** `items general`: the lowest rows on which something is spent, or was to be. */
const items: EntryList = (scope, [topic = "general"]) => {
  const codes = codesOf(topic, scope);
  return codes
    .filter((code) => !codes.some((other) => other.length > code.length && other.startsWith(code)))
    .filter((code) => {
      const planned = scope.figures.budget({ topic, row: code, column: "" }) ?? ZERO_FEN;
      return planned !== ZERO_FEN || hasMoney(topic, code, scope);
    })
    .map((code) => entry(topic, code, scope));
};

/** `names personnel`: the 款 of 工资福利 and 对个人和家庭的补助 that hold money; `public`: the others. */
const names: EntryList = (scope, [part = "personnel"]) =>
  codesOf("basic", scope)
    .filter((code) => code.length === 5 && hasMoney("basic", code, scope))
    .filter((code) => /^30[13]/.test(code) === (part === "personnel"))
    .map((code) => ({
      title: titleOf(scope.departmental, code),
      address: `basic[${code}]`,
      locals: { code },
    }));

export const CODE_LISTS: Readonly<Record<string, EntryList>> = { classes, items, names };
