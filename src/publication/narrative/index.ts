import { type Charts, chartOf, loadCharts } from "../../classification/index.ts";
import { type Disclosure, loadForms, type Profile } from "../../disclosure/index.ts";
import { partsOf } from "../facts/address.ts";
import { addressWords } from "../facts/address-words.ts";
import { missingTables, printedTables } from "../layout/index.ts";
import type { Materials } from "../materials.ts";
import type { MoneyForm } from "../printed-money.ts";
import type { Block, Publication } from "../publication.ts";
import { DisclosureFigures } from "./figures.ts";
import { fillTemplate } from "./fill-template.ts";
import { loadTerms } from "./glossary-file.ts";
import type { Scope } from "./scope.ts";
import { sectionBlocks } from "./sections.ts";
import { type Missing, Wants, type WantWords } from "./wants.ts";

/**
 * A whole disclosure as it is printed, in the form of a profile: cover, contents, narrative and
 * tables. Figures of sentences are those of the tables, percentages are of what is printed.
 *
 * Sentences are templates of the profile: `{slot}` with arguments and bodies (slots/), `[ … ]` for
 * what vanishes when a slot in it has no value, `¶` for a new paragraph.
 * @throws YibaoError PUBLICATION-REASON-MISSING | PUBLICATION-FIGURE-MISSING |
 *   PUBLICATION-PARAGRAPH-MISSING with all that is missing; PUBLICATION-TEMPLATE |
 *   PUBLICATION-LAYOUT for a profile that cannot be used
 */
export function publicationOf(
  materials: Materials,
  disclosure: Disclosure,
  profile: Profile,
  charts: Charts = loadCharts(),
): Publication {
  const scope = scopeOf(materials, disclosure, profile, charts);
  const [title = profile.title] = fillTemplate(profile.document.title, scope);
  const lines = profile.document.lines.flatMap((line) => fillTemplate(line, scope));
  const tables = tableBlocks(scope);
  const contents: readonly Block[] = profile.document.contents
    ? [{ kind: "page-break" }, { kind: "contents", title: "目　录", depth: 2 }]
    : [];
  const sections = sectionBlocks(scope, tables);
  scope.wants.check(wantWords(materials, disclosure));
  return {
    title,
    unit_name: materials.unit.name,
    year: disclosure.year,
    kind: disclosure.kind,
    profile: profile.id,
    blocks: [{ kind: "cover", title, lines }, ...contents, ...sections],
  };
}

/** What the narrative needs and nobody has given; all empty where it is whole. */
export function missingOf(
  materials: Materials,
  disclosure: Disclosure,
  profile: Profile,
  charts: Charts = loadCharts(),
): Missing {
  const scope = scopeOf(materials, disclosure, profile, charts);
  for (const line of profile.document.lines) fillTemplate(line, scope);
  sectionBlocks(scope, tableBlocks(scope));
  return scope.wants.missing(wantWords(materials, disclosure));
}

/** In Chinese, with the places where the figures were given. */
function wantWords({ given }: Materials, { kind }: Disclosure): WantWords {
  const { topics, matters } = loadForms();
  return {
    section: (id) => {
      const title = matters.get(id) ?? topics.get(id)?.titles[kind];
      return title === undefined || title === null ? id : `${title}（${id}）`;
    },
    address: (address) => addressWords(address, kind),
    place: (address) => {
      const parts = partsOf(address);
      const own = given.find(
        ({ topic, row, place }) => topic === parts?.topic && row === parts.row && place.line > 0,
      );
      return own === undefined ? "" : `${own.place.table}:${own.place.line}`;
    },
  };
}

/** Each table on a page of its own; what cannot be printed is said first. */
function tableBlocks(scope: Scope): readonly Block[] {
  const missing = missingTables(scope)
    .map((title) => `《${title}》`)
    .join("");
  const text = `${missing}的数据不在编制本文件所用的资料之内，详见附件。`;
  const said: Block = { kind: "paragraph", text, align: "left", is_indented: true };
  const tables = printedTables(scope).flatMap((table, index): readonly Block[] => {
    return [...(index === 0 ? [] : [{ kind: "page-break" } as const]), { kind: "table", table }];
  });
  return missing === "" ? tables : [said, ...tables];
}

function scopeOf(
  materials: Materials,
  disclosure: Disclosure,
  profile: Profile,
  charts: Charts,
): Scope {
  const { told_unit, grouped } = profile.fills;
  const decimals = told_unit === profile.unit ? profile.decimals : 2;
  const money: MoneyForm = { unit: told_unit, decimals, is_grouped: grouped === "everywhere" };
  return {
    materials,
    disclosure,
    profile,
    money,
    charts,
    figures: new DisclosureFigures(disclosure),
    functional: chartOf(charts, "functional", disclosure.year),
    departmental: chartOf(charts, "departmental", disclosure.year),
    terms: loadTerms(),
    wants: new Wants(),
    locals: {},
  };
}
