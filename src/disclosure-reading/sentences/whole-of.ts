import type { OpenStatement } from "./open-statement.ts";
import { plainText } from "./plain-text.ts";
import type { Subject } from "./token.ts";
import { tokensOf } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Words that mean the whole at hand, whichever it is. */
const GENERIC = new RegExp(
  "^(?:的|其|部门|单位|本年|本年度|当年|全部|年度|20\\d\\d年度?)*" +
    "(?:总额|总数|合计|总计|总量|全部|总收入|总支出|总支出预算|总收入预算|收入合计|收入总计|支出总计|支出合计|" +
    "本年收入合计|支出总额|收入总额|总支出决算|支出决算|总支出决算数)的?$",
);

/**
 * The row of which a share is said: null for the enclosing statement, a row id of the same topic,
 * `topic[row]` of another; "" where the words are not understood.
 */
export function wholeOf(
  words: string | null,
  statement: OpenStatement,
  vocabulary: Vocabulary,
): string | null {
  if (words === null) {
    const { parent, subject } = statement;
    return parent !== null || subject.row === "total" || subject.row === "" ? null : "total";
  }
  const plain = plainText(words).text.replace(/的$/, "");
  const { parent, subject } = statement;
  const isGeneric = GENERIC.test(plain);
  if (isGeneric && (parent !== null || subject.row !== "total"))
    return parent !== null ? null : "total";
  const found = subjectIn(plain, vocabulary);
  if (found !== null) return rowOf(found, statement);
  return isGeneric ? null : "";
}

function rowOf(found: Subject, { parent, subject }: OpenStatement): string | null {
  if (found.row === "") return "";
  if (parent?.subject.topic === found.topic && parent.subject.row === found.row) return null;
  if (
    parent !== null &&
    isTotal(parent.subject) &&
    isTotal(found) &&
    sameSide(parent.subject, found)
  ) {
    return null;
  }
  return found.topic === subject.topic ? found.row : `${found.topic}[${found.row}]`;
}

function isTotal({ row }: Subject): boolean {
  return /^(?:total|income-total|income-grand|spending-total|spending-grand)$/.test(row);
}

/** 占总收入的, said below 本年收入合计, means that. */
function sameSide(a: Subject, b: Subject): boolean {
  const side = ({ topic, row }: Subject) => {
    if (topic === "income" || row.startsWith("income")) return "income";
    return topic === "spending" || row.startsWith("spending") ? "spending" : topic;
  };
  return side(a) === side(b);
}

/** The one subject the words name; the last, when one is told through another. */
export function subjectIn(plain: string, vocabulary: Vocabulary): Subject | null {
  const tokens = tokensOf(plain, vocabulary);
  if (tokens.some(({ kind }) => kind === "and" || kind === "pause")) return null;
  const subjects = tokens.flatMap((token) => (token.kind === "subject" ? [token] : []));
  const only = subjects.at(-1);
  if (only === undefined) return null;
  const isLoose = tokens.some((token) => {
    return token.kind === "other" && token.at > only.at && token.end - token.at > 1;
  });
  return isLoose ? null : only.subject;
}
