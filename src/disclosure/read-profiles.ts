import { YibaoError } from "../kernel/index.ts";
import type { Forms } from "./forms.ts";
import type { Profile, ProfileScope, ProfileSection, ProfileTable } from "./profile.ts";
import type { YamlFile } from "./yaml-file.ts";

/** What a profile file holds once its shape is known to be right. */
interface WrittenProfile
  extends Omit<Profile, "applies" | "fills" | "document" | "tables" | "sections"> {
  readonly applies?: Partial<Omit<ProfileScope, "years">> & {
    readonly years?: Partial<ProfileScope["years"]>;
  };
  readonly fills?: Partial<Profile["fills"]>;
  readonly document?: Partial<Profile["document"]>;
  readonly tables: readonly (Partial<ProfileTable> & Pick<ProfileTable, "topic" | "title">)[];
  readonly sections: readonly WrittenSection[];
}

type WrittenSection = Partial<Omit<ProfileSection, "sections">> &
  Pick<ProfileSection, "id" | "title"> & { readonly sections?: readonly WrittenSection[] };

/** @throws YibaoError DISCLOSURE-PROFILE-TWICE | DISCLOSURE-FILE-VALUE at file and line */
export function readProfiles(files: readonly YamlFile[], forms: Forms): readonly Profile[] {
  const places = new Map<string, string>();
  return files.map((file) => {
    const written = file.content as WrittenProfile;
    const earlier = places.get(written.id);
    if (earlier !== undefined) {
      const details = { id: written.id, earlier };
      throw new YibaoError("DISCLOSURE-PROFILE-TWICE", details, file.where(["id"]));
    }
    places.set(written.id, file.where(["id"]));
    checkWords(file, written, forms);
    return profileOf(written);
  });
}

const KIND_WORDS = { budget: "预算", final: "决算" } as const;

const TABLE_DEFAULTS = {
  label: "",
  obligatory: true,
  unit: null,
  columns: {},
  rows: {},
  note: "",
  empty_note: "",
} as const;

function profileOf(written: WrittenProfile): Profile {
  const { applies, fills, document } = written;
  const years = { from: applies?.years?.from ?? null, to: applies?.years?.to ?? null };
  return {
    ...written,
    applies: { provinces: applies?.provinces ?? [], levels: applies?.levels ?? [], years },
    fills: {
      zero: fills?.zero ?? "0.00",
      total_row: fills?.total_row ?? "top",
      codes: fills?.codes ?? "joined",
      grouped: fills?.grouped ?? "tables",
      told_unit: fills?.told_unit ?? "万元",
    },
    document: {
      title: document?.title ?? `{year}年度{unit}{self}${KIND_WORDS[written.kind]}`,
      lines: document?.lines ?? [],
      contents: document?.contents ?? true,
    },
    tables: written.tables.map((table) => ({ ...TABLE_DEFAULTS, layout: table.topic, ...table })),
    sections: written.sections.map((one) => sectionOf(one, 0)),
  };
}

/** How headings are numbered by their depth where a profile says nothing else. */
const NUMBERINGS = ["第{n}部分　", "{n}、", "（{n}）", "{d}．"];

function sectionOf(written: WrittenSection, depth: number): ProfileSection {
  return {
    id: written.id,
    title: written.title,
    obligatory: written.obligatory ?? true,
    numbering: written.numbering ?? NUMBERINGS[depth] ?? "",
    text: written.text ?? [],
    sections: (written.sections ?? []).map((one) => sectionOf(one, depth + 1)),
  };
}

/** Topics and sections must be words of `forms.yaml`; parts of a document name themselves. */
function checkWords(file: YamlFile, written: WrittenProfile, forms: Forms): void {
  const wrong = (path: readonly (string | number)[], word: string) => {
    const details = { place: path.join("."), reason: `“${word}”不在 forms.yaml 里` };
    return new YibaoError("DISCLOSURE-FILE-VALUE", details, file.where(path));
  };
  for (const [at, { topic }] of written.tables.entries()) {
    if (!forms.topics.has(topic)) throw wrong(["tables", at, "topic"], topic);
  }
  const walk = (sections: readonly WrittenSection[], path: readonly (string | number)[]) => {
    for (const [at, { id, sections: inner }] of sections.entries()) {
      const here = [...path, at];
      const known = forms.topics.has(id) || forms.matters.has(id) || id.startsWith("part-");
      if (!known) throw wrong([...here, "id"], id);
      walk(inner ?? [], [...here, "sections"]);
    }
  };
  walk(written.sections, ["sections"]);
}
