import type { DisclosureKind, Fact } from "../disclosure/index.ts";

/**
 * Everything a disclosure is made of: the figures that are known, and the words that nobody can
 * work out of figures. Read from a data folder, or from the department's books.
 */
export interface Materials {
  readonly kind: DisclosureKind;
  readonly year: number;
  readonly unit: PublishedUnit;
  /** The id of the profile, or null: by province, level, kind and year. */
  readonly profile: string | null;
  /** Figures as given; all others are worked out of them. */
  readonly given: readonly Fact[];
  /** Reasons by address: `general[2101501].actual`, `text:overview[income-grand].change`, … */
  readonly reasons: Readonly<Record<string, string>>;
  /** What the money of an item is for, by functional code; what a matter is about, by its id. */
  readonly uses: Readonly<Record<string, string>>;
  /** Paragraphs that the unit writes itself, by section id: duties, offices, glossary, … */
  readonly paragraphs: Readonly<Record<string, readonly string[]>>;
  /** Projects, evaluations, procurement and assets: rows of the unit's registers. */
  readonly registers: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  /** Where the figures come from, printed beside the open data. */
  readonly source: string;
}

export interface PublishedUnit {
  readonly name: string;
  /** 部门 or 单位: which word the disclosure uses for itself. */
  readonly self: "部门" | "单位";
  readonly province: string;
  /** 省, 市, 县. */
  readonly level: string;
  /** The units it consists of, itself first. */
  readonly members: readonly { readonly name: string; readonly nature: string }[];
}

/** Without a folder beside the books: what then is missing is said when the words are put down. */
export const NO_MATERIALS: Materials = {
  kind: "final",
  year: 0,
  unit: { name: "", self: "部门", province: "", level: "", members: [] },
  profile: null,
  given: [],
  reasons: {},
  uses: {},
  paragraphs: {},
  registers: {},
  source: "",
};
