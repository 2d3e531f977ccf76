import { isFigure, type LineRow } from "../documents/index.ts";

/** One row of one block: what stands on the left, and its figures in order. */
export interface LineEntry {
  readonly codes: readonly string[];
  readonly name: string;
  readonly figures: readonly string[];
  readonly row: LineRow;
}

interface OpenEntry {
  codes: string[];
  name: string;
  figures: string[];
}

/**
 * Cuts the words of a row into what stands side by side: codes, a name and figures, again and
 * again. A dash holds the place of a figure.
 * @param goesOn whether a word goes on with the name before it
 */
export function entriesOf(
  row: LineRow,
  goesOn: (name: string, word: string) => boolean,
): readonly LineEntry[] {
  const entries: OpenEntry[] = [];
  const hasWords = row.tokens.some((token) => /\p{Script=Han}/u.test(token));
  let open: OpenEntry = { codes: [], name: "", figures: [] };
  const close = () => {
    if (open.codes.length + open.figures.length > 0 || open.name !== "") entries.push(open);
    open = { codes: [], name: "", figures: [] };
  };
  const tokens = row.tokens.flatMap(unglued);
  tokens.forEach((token, at) => {
    if (!hasWords || /^[-—–]+$/.test(token)) open.figures.push(token);
    else if (/^\d{1,9}$/.test(token)) {
      const isAtHead = open.name === "" && open.figures.length === 0;
      if (!isAtHead && !startsEntry(tokens, at)) open.figures.push(token);
      else {
        if (!isAtHead) close();
        open.codes.push(token);
      }
    } else if (isFigure(token) || TORN_FIGURE.test(token)) open.figures.push(token);
    else if (
      open.figures.length > 0 ||
      (open.name !== "" && (isTotal(token) || !goesOn(open.name, token)))
    ) {
      close();
      open.name = token;
    } else open.name += token;
  });
  close();
  return entries.map((entry) => ({ ...entry, row }));
}

/** A figure with a sign in it that cannot be read: it keeps its place, and is not known. */
const TORN_FIGURE = /^(?=.*\d.*[.,])[\dOolI.,?？■□\ufffd*#-]+$/;

const TOTAL_BEHIND = /^(.{2,})((?:人员经费|公用经费|本年收入|本年支出)合计)$/;

/** A total that was taken for the rest of the name before it. */
function unglued(token: string): readonly string[] {
  const match = TOTAL_BEHIND.exec(token);
  return match ? [match[1] as string, match[2] as string] : [token];
}

/** Totals are names of their own. */
function isTotal(token: string): boolean {
  return /^(?:(?:人员经费|公用经费|本年收入|本年支出)?合计|总计)$/.test(token);
}

/** A code with its name behind it: `302 商品和服务支出`, `302 01 办公费`. */
function startsEntry(tokens: readonly string[], at: number): boolean {
  if (!/^[235]\d\d(\d\d){0,2}$/.test(tokens[at] as string)) return false;
  let next = at + 1;
  while (/^\d{1,2}$/.test(tokens[next] ?? "")) next += 1;
  return /^\p{Script=Han}/u.test(tokens[next] ?? "");
}
