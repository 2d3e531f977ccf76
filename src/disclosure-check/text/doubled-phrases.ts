import { type Check, isBody } from "../defect.ts";
import { placeIn, sentencesOf } from "../passages.ts";

/** DUP-PHRASE: an opening or a whole clause stands twice: 增长的主要原因是增加的主要原因是… */
export const doubledPhrases: Check = function* ({ passages }) {
  for (const passage of passages.filter(isBody)) {
    const found = [...passage.text.matchAll(OPENING), ...repeatedClauses(passage.text)];
    for (const match of found) {
      yield {
        rule: "DUP-PHRASE",
        place: placeIn(passage, match.index, match[0].length),
        printed: match[0],
      };
    }
  }
};

const OPENING =
  /(?:主要)?原因(?:是|为|：|:|在于)(?!主要原因)[^，。；：:]{0,8}(?:主要)?原因(?:是|为|：|:|在于)/g;

const CLAUSE_LEAST = 8;

interface Repeated {
  readonly 0: string;
  readonly index: number;
}

/** A sentence or clause that is said again at once, word for word. */
function repeatedClauses(text: string): readonly Repeated[] {
  const found: Repeated[] = [];
  const sentences = sentencesOf(text);
  sentences.forEach((one, index) => {
    const before = sentences[index - 1];
    const words = bare(one.text);
    if (before === undefined || words.length < CLAUSE_LEAST) return;
    if (words === bare(before.text)) found.push({ 0: one.text, index: one.at });
  });
  const twice = /([^，。；、：\d]{8,40})，\1(?=[，。；])/g;
  return [...found, ...[...text.matchAll(twice)].map((one) => ({ 0: one[0], index: one.index }))];
}

function bare(text: string): string {
  return text.replace(/[\s。！？；，]/g, "");
}
