import type { Charts } from "../classification/index.ts";
import { chooseProfile, type Fact, type Forms, type Profile } from "../disclosure/index.ts";
import type { Document } from "../documents/index.ts";
import { elsewhereIn } from "./elsewhere.ts";
import { sectionsIn } from "./find-sections.ts";
import { formWords } from "./form-words.ts";
import { identityOf } from "./identity.ts";
import { readTables, type TableReading } from "./read-tables.ts";
import type { Reading } from "./reading.ts";
import { readingWords } from "./reading-words.ts";
import { readStatements } from "./sentences/index.ts";
import type { TableContext } from "./table-context.ts";

export interface ReadingOptions {
  readonly charts: Charts;
  readonly forms: Forms;
  readonly profiles: readonly Profile[];
  /** Said by who asks: goes before what the document says. */
  readonly year?: number | undefined;
  /** The id of a profile; unknown ones count as none. */
  readonly profile?: string | undefined;
}

/**
 * Reads what a document discloses. Nothing is thrown: what is not understood stands in `unread`.
 * Figures of tables and of sentences become facts; of several printings of one figure, each is one.
 */
export function readDisclosure(document: Document, options: ReadingOptions): Reading {
  const words = readingWords();
  const chosen = options.profiles.find(({ id }) => id === options.profile);
  const identity = identityOf(document, words, { year: options.year, kind: chosen?.kind });
  const { unit_name, year, kind, province, level } = identity;
  const profile = chosen ?? chooseProfile(options.profiles, { kind, year, province, level });
  const sections = sectionsIn(document, words, { unit_name, kind, profile });
  const form = formWords(options.forms, words, options.charts, year);
  const first = readTables(document, { year, kind, unit_name, form });
  const sentences = readStatements(document, {
    ...{ year, kind, unit_name, charts: options.charts, sections },
    tables: first.tables,
  });
  const tables = decided(document, { year, kind, unit_name, form }, first, sentences.facts);
  return {
    ...{ kind, year, unit_name, province, level, document, sections },
    profile: profile.id,
    facts: [...tables.facts, ...sentences.facts],
    tables: tables.tables,
    statements: sentences.statements,
    unread: [...identity.unread, ...tables.unread, ...sentences.unread],
    notes: [...identity.notes, ...tables.notes],
    says_rounding: /四舍五入/.test(document.text.replace(/\s+/g, "")),
  };
}

const READINGS_MOST = 3;

/**
 * Tables with figures that their own sums place nowhere are read again with what the others and the
 * sentences say, as long as that leaves fewer of them open.
 */
function decided(
  document: Document,
  context: TableContext,
  first: TableReading,
  told: readonly Fact[],
): TableReading {
  let reading = first;
  for (let round = 0; round < READINGS_MOST && reading.open.length > 0; round += 1) {
    const facts = [...reading.facts, ...told];
    const next = readTables(document, context, (topic) => {
      return first.open.includes(topic) ? elsewhereIn(facts, topic) : () => null;
    });
    if (next.unread.length >= reading.unread.length) break;
    reading = next;
  }
  return reading;
}
