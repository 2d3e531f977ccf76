import { describe, expect, test } from "vitest";
import { readBack } from "../../test/support/disclosure/written-grid.ts";
import { loadCharts } from "../classification/index.ts";
import { loadForms, loadProfiles, type Profile, type ProfileSection } from "../disclosure/index.ts";
import { formWords } from "./form-words.ts";
import { readingWords } from "./reading-words.ts";
import { topicByTitle } from "./recognise.ts";

// What a profile prints as the title of a table or the heading of a section, is known again.

const UNIT = "虚构市虚构医疗保障局";
const PROFILES = loadProfiles();
const FORM = formWords(loadForms(), readingWords(), loadCharts(), 2023);

function filled(template: string): string {
  return template
    .replaceAll("{unit}", UNIT)
    .replaceAll("{self}", "部门")
    .replaceAll("{year}", "2023")
    .replace(/\{[^}]*\}/g, "");
}

/** The headings of a profile with a line of text below each. */
function lines(sections: readonly ProfileSection[]): readonly string[] {
  return sections.flatMap((section) => {
    const number = section.numbering.replaceAll("{n}", "一").replaceAll("{d}", "1");
    const heading = `${number}${filled(section.title)}`;
    return [heading, "这里是虚构的一段文字。", ...lines(section.sections)];
  });
}

function ids(sections: readonly ProfileSection[]): readonly string[] {
  return sections.flatMap((section) => [section.id, ...ids(section.sections)]);
}

describe.each(PROFILES.map((profile) => [profile.id, profile] as const))("%s", (_, profile) => {
  test("titles of its tables", () => {
    const wrong = profile.tables
      .map(({ topic, title }) => [topic, filled(title), topicByTitle(filled(title), UNIT, FORM)])
      .filter(([topic, , found]) => topic !== found);
    expect(wrong).toEqual([]);
  });

  test("headings of its sections", async () => {
    const cover = [UNIT, filled(kindTitle(profile))];
    const text = [...cover, ...lines(profile.sections)].map((one) => ({ text: one }));
    const reading = await readBack(text, "html", profile.id);
    const found = reading.sections.map(({ id, title }) => `${id} ${title}`);
    const wanted = ids(profile.sections);
    const missing = wanted.filter((id) => !found.some((one) => one.startsWith(`${id} `)));
    expect(missing, found.join("\n")).toEqual([]);
  });
});

function kindTitle({ kind }: Profile): string {
  return kind === "budget" ? "2023年部门预算" : "2023年度部门决算";
}
