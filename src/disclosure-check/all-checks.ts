import { codeOrder } from "./codes/code-order.ts";
import { fundCodes } from "./codes/fund-codes.ts";
import { rowCodes } from "./codes/row-codes.ts";
import type { Check } from "./defect.ts";
import { contraryReasons } from "./reasons/contrary-reasons.ts";
import { copiedReasons } from "./reasons/copied-reasons.ts";
import { reasonsForNothing } from "./reasons/reasons-for-nothing.ts";
import { sameReasons } from "./reasons/same-reasons.ts";
import { absentTables } from "./sections/absent-tables.ts";
import { emptySections } from "./sections/empty-sections.ts";
import { missingSections } from "./sections/missing-sections.ts";
import { emptyTables } from "./tables/empty-tables.ts";
import { listedNames } from "./tables/listed-names.ts";
import { misfitRows } from "./tables/misfit-rows.ts";
import { noneSaid } from "./tables/none-said.ts";
import { repeatedTables } from "./tables/repeated-tables.ts";
import { garbledTitles, negativeFigures, tableNumbers, tornTables } from "./tables/table-forms.ts";
import { doubledPhrases } from "./text/doubled-phrases.ts";
import { doubledWords } from "./text/doubled-words.ts";
import { levels } from "./text/levels.ts";
import { namesInText } from "./text/names-in-text.ts";
import { oddUnits } from "./text/odd-units.ts";
import { mixedDecimals, mixedPunctuation, percentages } from "./text/punctuation.ts";
import { residueAlternatives } from "./text/residue-alternatives.ts";
import { residueFill } from "./text/residue-fill.ts";
import { residueInstructions } from "./text/residue-instructions.ts";
import { tornText, unpairedMarks } from "./text/torn-text.ts";
import { unitNames } from "./text/unit-names.ts";
import { mismatchedNames, mixedTerms, threePublicQuotes, wording } from "./text/wording.ts";
import { years } from "./text/years.ts";

/** Every check that code judges; each names its rules in `disclosure/rules/text.yaml`. */
export const ALL_CHECKS: readonly Check[] = [
  residueAlternatives,
  residueFill,
  residueInstructions,
  doubledWords,
  doubledPhrases,
  tornText,
  unpairedMarks,
  years,
  unitNames,
  levels,
  mixedPunctuation,
  mixedDecimals,
  percentages,
  oddUnits,
  wording,
  threePublicQuotes,
  mixedTerms,
  mismatchedNames,
  namesInText,
  contraryReasons,
  copiedReasons,
  sameReasons,
  reasonsForNothing,
  missingSections,
  emptySections,
  absentTables,
  rowCodes,
  codeOrder,
  fundCodes,
  tornTables,
  repeatedTables,
  misfitRows,
  garbledTitles,
  tableNumbers,
  negativeFigures,
  emptyTables,
  noneSaid,
  listedNames,
];
