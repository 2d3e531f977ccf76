import { oneLine } from "./printable.ts";

const LONGEST = 31;

/**
 * Names for the sheets of a workbook, as Excel allows them: up to 31 characters, none of []:*?/\\,
 * no apostrophe at either end, not “History”, and each only once, whatever the case.
 */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set<string>(["history"]);
  return wanted.map((name) => {
    const plain =
      trimmed(
        oneLine(name)
          .replace(/[[\]:*?/\\]/g, " ")
          .replace(/\s+/g, " "),
      ) || "表";
    let own = trimmed(cut(plain, LONGEST));
    for (let copy = 2; taken.has(own.toLowerCase()); copy += 1) {
      const suffix = `(${copy})`;
      own = `${trimmed(cut(plain, LONGEST - suffix.length))}${suffix}`;
    }
    taken.add(own.toLowerCase());
    return own;
  });
}

function trimmed(name: string): string {
  return name.replace(/^['\s]+|['\s]+$/g, "");
}

/** Cuts by the units that Excel counts, and leaves no half of a character. */
function cut(name: string, most: number): string {
  return name.slice(0, most).replace(/[\ud800-\udbff]$/, "");
}
