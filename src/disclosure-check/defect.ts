import type { Chart, Charts } from "../classification/index.ts";
import type { Disclosure, Place, Profile, Severity } from "../disclosure/index.ts";
import type { Reading } from "../disclosure-reading/index.ts";
import type { Document } from "../documents/index.ts";
import type { Passage } from "./passages.ts";

/** What one check found; with the words of its rule (`disclosure/rules/text.yaml`) a finding. */
export interface Defect {
  readonly rule: string;
  /** Where it weighs more or less than its rule says. */
  readonly severity?: Severity;
  readonly place: Place;
  readonly printed: string;
  readonly expected?: string;
  readonly difference?: string;
  /** What else the message of the rule names: `{name}`. */
  readonly words?: Readonly<Record<string, string>>;
}

/** What the checks look at: a document and what was read of it. */
export interface CheckContext {
  readonly document: Document;
  readonly disclosure: Disclosure;
  readonly reading: Reading;
  readonly profile: Profile;
  /** What it is compared with, where something is: the other document as it was read. */
  readonly against: Reading | null;
  /** 省, 市 or 县 (a district too); null when the document does not tell. */
  readonly level: string | null;
  readonly passages: readonly Passage[];
  readonly charts: Charts;
  readonly functional: Chart;
  readonly departmental: Chart;
  readonly governmental: Chart;
}

/** Looks for one kind of defect. Whatever it cannot judge, it is silent about. */
export type Check = (context: CheckContext) => Iterable<Defect>;

/** Passages in which the unit speaks of its money: duties and the glossary are copied law. */
export function isNarrative({ kind, area }: Passage): boolean {
  return (
    kind !== "contents" && (area === "narrative" || area === "performance" || area === "front")
  );
}

/** Passages a reader reads, apart from the table of contents. */
export function isBody({ kind }: Passage): boolean {
  return kind !== "contents";
}
