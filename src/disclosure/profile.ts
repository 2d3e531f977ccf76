import type { DisclosureKind } from "./disclosure.ts";

/**
 * What a disclosure of a province, a kind and some years has to contain, and how it is printed:
 * `disclosure/profiles/<id>.yaml`. core-final and core-budget are the ministry's common core.
 */
export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly kind: DisclosureKind;
  readonly applies: ProfileScope;
  readonly basis: string;
  readonly confidence: "high" | "medium" | "low";
  /** Of the tables that name none of their own. */
  readonly unit: ProfileUnit;
  readonly decimals: number;
  readonly fills: ProfileFills;
  /** Templates of the cover. */
  readonly document: ProfileDocument;
  /** In order of printing. */
  readonly tables: readonly ProfileTable[];
  /** The narrative in order. */
  readonly sections: readonly ProfileSection[];
}

export type ProfileUnit = "元" | "万元";

/** Empty lists and nulls mean any. */
export interface ProfileScope {
  readonly provinces: readonly string[];
  /** 省, 市, 县. */
  readonly levels: readonly string[];
  /** Both included. */
  readonly years: { readonly from: number | null; readonly to: number | null };
}

export interface ProfileFills {
  /** What is printed for nothing: "0.00", or "" for a blank. */
  readonly zero: string;
  readonly total_row: "top" | "bottom";
  /** `2101501`, or 类, 款 and 项 in cells of their own. */
  readonly codes: "joined" | "parted";
  /** Where thousands are set apart: 1,234.50. */
  readonly grouped: "everywhere" | "tables" | "nowhere";
  /** The unit of the sentences. */
  readonly told_unit: ProfileUnit;
}

/** The first page; templates as those of the sections. */
export interface ProfileDocument {
  readonly title: string;
  readonly lines: readonly string[];
  /** Whether a table of contents follows it. */
  readonly contents: boolean;
}

export interface ProfileTable {
  readonly topic: string;
  /** 公开01表; "" for none. */
  readonly label: string;
  readonly title: string;
  readonly layout: string;
  readonly obligatory: boolean;
  readonly unit: ProfileUnit | null;
  /** The columns printed, by id, with their headings; empty: those that the layout has itself. */
  readonly columns: Readonly<Record<string, string>>;
  /** The rows printed, by id, with their words; empty: those that the layout has itself. */
  readonly rows: Readonly<Record<string, string>>;
  /** Templates of what is printed below it: always, and where it holds no figure; "" for none. */
  readonly note: string;
  readonly empty_note: string;
}

export interface ProfileSection {
  /** A topic or a matter of `forms.yaml`, or `part-…` for a part of the document. */
  readonly id: string;
  readonly title: string;
  readonly obligatory: boolean;
  /** “第{n}部分”, “{n}、”, … ({d}: in digits); "" for none. */
  readonly numbering: string;
  /** Templates of its paragraphs, in order. */
  readonly text: readonly string[];
  readonly sections: readonly ProfileSection[];
}

/** What is known of a disclosure before a profile is chosen; null: not known. */
export interface ProfileCase {
  readonly kind: DisclosureKind;
  readonly year: number;
  readonly province: string | null;
  readonly level: string | null;
}

/**
 * The most specific profile for a disclosure: one that names the province goes before one that
 * names none, then one that names the level, then one that bounds the years; the common core is
 * left where none fits.
 */
export function chooseProfile(profiles: readonly Profile[], wanted: ProfileCase): Profile {
  const fitting = profiles.filter((profile) => fits(profile, wanted));
  const ranked = fitting.toSorted((a, b) => rank(b) - rank(a) || (a.id < b.id ? -1 : 1));
  const core = profiles.find(({ id }) => id === `core-${wanted.kind}`);
  return (ranked[0] ?? core) as Profile;
}

function fits({ kind, applies }: Profile, wanted: ProfileCase): boolean {
  const { provinces, levels, years } = applies;
  return (
    kind === wanted.kind &&
    (provinces.length === 0 || provinces.includes(shortProvince(wanted.province ?? ""))) &&
    (levels.length === 0 || levels.includes(wanted.level ?? "")) &&
    (years.from ?? wanted.year) <= wanted.year &&
    wanted.year <= (years.to ?? wanted.year)
  );
}

function rank({ id, applies: { provinces, levels, years } }: Profile): number {
  const bounds = Number(years.from !== null) + Number(years.to !== null);
  const core = id.startsWith("core-") ? 0 : 1;
  return Number(provinces.length > 0) * 16 + Number(levels.length > 0) * 8 + bounds * 2 + core;
}

/** 湖南 of 湖南省: profiles name provinces without the kind of their government. */
function shortProvince(province: string): string {
  return province.replace(/(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)$/u, "");
}
