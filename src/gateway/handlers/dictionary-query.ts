import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import { dictionaryBook, nearNames } from "../dictionary-book.ts";
import type { Handlers } from "../dispatch.ts";
import { quoted } from "../wire-value.ts";

/** From this day on the dictionaries are given; the specification dates no value of its own. */
const FIRST_DAY = "2021-01-01" as CivilDate;
/** The parent of what has none. Asked for, it stands for the whole dictionary. */
const TOP = "0";
const VERSION = 1;
const CREATOR = "platform";

/**
 * 1901: the values of a dictionary. All of them are valid, so that asking for those that are not
 * finds none; a parent narrows to what lies directly below it.
 */
export function dictionaryHandlers(): Pick<Handlers, "1901"> {
  const book = dictionaryBook();
  const names = new Map([...book.keys()].map((name) => [name.toLowerCase(), name]));
  return {
    "1901": async ({ input: { data } }) => {
      const { type, parent_value, date, Vali_Flag } = data;
      const name = book.has(type) ? type : names.get(type.toLowerCase());
      if (name === undefined) {
        const details = { type: quoted(type), near: nearNames(book, type).join("、") };
        throw new YibaoError("GATEWAY-DICTIONARY-UNKNOWN", details, "data.type（字典类型）");
      }
      checkFlag(Vali_Flag);
      const isGiven = date >= FIRST_DAY && Vali_Flag === "1";
      const entries = isGiven ? (book.get(name) ?? []) : [];
      const rows = entries.map(({ value, label, parent }, index) => ({
        type: name,
        label,
        value,
        parentValue: parent ?? TOP,
        sort: index + 1,
        valiFlag: "1",
        createUser: CREATOR,
        createDate: FIRST_DAY,
        version: VERSION,
      }));
      const isWhole = parent_value === TOP || parent_value === name;
      return { list: isWhole ? rows : rows.filter((row) => row.parentValue === parent_value) };
    },
  };
}

/** @throws YibaoError GATEWAY-NOT-IN-DICTIONARY */
function checkFlag(value: string): void {
  if (value === "0" || value === "1") return;
  const details = { value: quoted(value), dictionary: "vali_flag", allowed: "0 无效、1 有效" };
  throw new YibaoError("GATEWAY-NOT-IN-DICTIONARY", details, "data.Vali_Flag（有效标志）");
}
