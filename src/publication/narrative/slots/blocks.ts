import { stepsOf } from "../../printed-money.ts";
import { placeOf } from "../figures.ts";
import { chineseNumeral } from "../numerals.ts";
import { addressIn, type Scope, type Slot } from "../scope.ts";
import { entriesOf } from "./lists.ts";
import { membersCount } from "./thing-lists.ts";

/** Slots with bodies: what is said only sometimes, and what is said of each item of a list. */

/** `{when condition|then|else}`; without an else it is silent where the condition fails. */
const when: Slot = ({ arguments: words, bodies, scope, fill }) => {
  const isSo = words[0] === "not" ? !holds(words.slice(1), scope) : holds(words, scope);
  return isSo ? fill(bodies[0]) : bodies[1] === undefined ? "" : fill(bodies[1]);
};

/** A list that has items, an amount or number that is not nothing, or a named condition. */
function holds(words: readonly string[], scope: Scope): boolean {
  const [first = "", second = ""] = words;
  const condition = CONDITIONS[first];
  if (condition !== undefined) return condition(scope, second);
  const entries = entriesOf(words, scope);
  if (entries !== null) return entries.length > 0;
  const place = placeOf(addressIn(first, scope));
  const amount = scope.figures.money(place);
  if (amount !== null && amount !== 0) return stepsOf(amount, scope.money) !== 0;
  return (scope.figures.count(place) ?? 0) !== 0;
}

type Condition = (scope: Scope, word: string) => boolean;

const CONDITIONS: Readonly<Record<string, Condition>> = {
  known: ({ figures }, topic) => figures.isKnownTopic(topic),
  "known-prior": (scope, address) => {
    return scope.figures.prior(placeOf(addressIn(address, scope))) !== null;
  },
  "many-members": (scope) => membersCount(scope) > 1,
  "has-fund": (scope) => hasMoney(scope, "fund"),
  "has-capital": (scope) => hasMoney(scope, "capital"),
  paragraphs: ({ materials }, id) => (materials.paragraphs[id] ?? []).length > 0,
  institutions: ({ materials }) =>
    materials.unit.members.some(({ nature }) => /事业/.test(nature) && !/参/.test(nature)),
};

/** Anything at all of a fund: what came in, was spent, or is left. */
function hasMoney({ figures }: Scope, topic: string): boolean {
  const columns = ["opening", "income", "total", "closing"];
  const own = columns.some((column) => (figures.money({ topic, row: "total", column }) ?? 0) !== 0);
  const income = { topic: "overview", row: `income-${topic}`, column: "amount" };
  return own || (figures.money(income) ?? 0) !== 0;
}

/** `{each list …words mark|body}`: a mark of `-` is none, `¶` begins a paragraph for each. */
const each: Slot = ({ arguments: words, bodies, scope, fill }) => {
  const mark = words.at(-1) === "-" ? "" : (words.at(-1) ?? "");
  const entries = entriesOf(words.slice(0, -1), scope);
  if (entries === null || entries.length === 0) return null;
  const texts = entries.map(({ title, address, locals }, index) =>
    fill(bodies[0], {
      ...locals,
      "@": address,
      "@row": /\[(.+)\]/.exec(address)?.[1] ?? "",
      title,
      n: String(index + 1),
      cn: index < 99 ? chineseNumeral(index + 1) : String(index + 1),
    }),
  );
  const filled = texts.filter((text) => text !== null && text !== "");
  return filled.length === 0 ? null : filled.join(mark);
};

export const BLOCK_SLOTS: Readonly<Record<string, Slot>> = { when, each };
