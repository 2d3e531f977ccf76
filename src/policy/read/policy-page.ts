import { type CivilDate, escapeHtml, type Fen, fen, YibaoError } from "../../kernel/index.ts";
import type { Layer } from "../benefit.ts";
import type { Region } from "../region.ts";
import { billPicture, billSlices } from "./bill-picture.ts";
import type { Language } from "./language.ts";
import { notCovered } from "./not-covered.ts";
import { type Outlook, outlookOf, type Turn } from "./outlook.ts";
import { htmlList, htmlTable, pageShell, section, unverifiedMark } from "./page-html.ts";
import { distinctSlots, valueTables } from "./page-tables.ts";
import { pageWord } from "./page-words.ts";
import {
  type BenefitPicture,
  fundWords,
  type PolicyPicture,
  pictureOn,
  type Slot,
  slotCell,
} from "./policy-picture.ts";
import { rowWords, schemeWords, titleWords, visitTypeWords } from "./row-words.ts";
import { settingWords } from "./setting-words.ts";
import { stepSentences } from "./step-sentences.ts";
import { groupedRows, layoutOf } from "./table-rows.ts";
import { unverifiedCount, valuesByBasis } from "./value-counts.ts";
import { BASIS_WORDS, cellWords, isUnverified, moneyWords, sourceWords } from "./value-words.ts";
import { type WorkedExample, workedExamples } from "./worked-examples.ts";

/** One file of the pages: its name, and its bytes. */
export interface PolicyPage {
  readonly path: string;
  readonly html: string;
}

export interface PageOptions {
  /** Only this benefit (and the index of it). */
  readonly benefit?: string | null;
  readonly language?: Language;
}

/**
 * A page for each benefit in force on a day and an index of them, for citizens: what is paid, by
 * which notice, what is unverified, what changes, and bills worked out by the engine. The same
 * region and day give the same bytes.
 * @throws YibaoError POLICY-UNKNOWN-BENEFIT when `benefit` names none in force on the day
 */
export function policyPages(
  region: Region,
  date: CivilDate,
  { benefit = null, language = "zh" }: PageOptions = {},
): PolicyPage[] {
  const picture = pictureOn(region, date);
  const all = [...picture.benefits.values()];
  const wanted = all.filter((one) => benefit === null || one.benefit.name === benefit);
  if (benefit !== null && wanted.length === 0) {
    const known = all.map((one) => one.benefit.name).join("、") || "无";
    throw new YibaoError("POLICY-UNKNOWN-BENEFIT", { benefit, date, known });
  }
  const paths = pagePaths(all.map((one) => one.benefit.name));
  const pages = wanted.map((one) => {
    const outlook = outlookOf(region, one.benefit.name, date, language);
    return { one, outlook, path: paths.get(one.benefit.name) ?? "" };
  });
  return [
    { path: "index.html", html: indexPage(picture, pages, language) },
    ...pages.map(({ one, outlook, path }) => ({
      path,
      html: benefitPage(picture, one, outlook, language),
    })),
  ];
}

/**
 * A file for each benefit of the day. Their names are the pack's: what a file cannot be called
 * becomes a dash, and no two get one file.
 */
function pagePaths(benefits: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set(["index"]);
  const paths = new Map<string, string>();
  for (const benefit of benefits) {
    let name = benefit.replace(/[^\p{L}\p{N}_-]/gu, "-");
    while (taken.has(name)) name += "-";
    taken.add(name);
    paths.set(benefit, `${name}.html`);
  }
  return paths;
}

interface ListedPage {
  readonly one: BenefitPicture;
  readonly outlook: Outlook;
  readonly path: string;
}

function indexPage(
  picture: PolicyPicture,
  pages: readonly ListedPage[],
  language: Language,
): string {
  const word = (name: Parameters<typeof pageWord>[0]) => pageWord(name, language);
  const { region } = picture;
  const heads = [word("index"), word("forWhom"), word("unverifiedCount"), word("nextChange")];
  const rows = pages.map(({ one, outlook, path }) => {
    const { benefit } = one;
    const title = escapeHtml(titleWords(benefit, language));
    const schemes = benefit.insutypes.map((scheme) => schemeWords(scheme, language));
    return [
      `<a href="${encodeURIComponent(path)}">${title}</a>`,
      escapeHtml(schemes.join(" · ")),
      String(unverifiedCount(one)),
      outlook.next === null ? "—" : outlook.next.day,
    ];
  });
  const choices = [...picture.general.values()].filter(
    ({ parameter }) => parameter.unit === "choice" && parameter.purpose === "benefit",
  );
  const title = `${region.name} · ${word("index")}`;
  return pageShell(
    title,
    [
      `<h1>${escapeHtml(title)}</h1>`,
      stamp(picture, language),
      `<p>${word("legend")}</p>`,
      section(word("pages"), [htmlTable(heads, rows, "words")]),
      section(word("choices"), [choiceTable(picture, choices, language)]),
    ],
    language,
  );
}

function stamp({ region, date }: PolicyPicture, language: Language): string {
  const on = pageWord("on", language);
  const version = pageWord("version", language);
  const code = `<code>${escapeHtml(region.version)}</code>`;
  return `<p class="soft">${on} ${date} · ${version} ${code}</p>`;
}

function choiceTable(
  { region }: PolicyPicture,
  choices: readonly Slot[],
  language: Language,
): string {
  const rows = choices.map((slot) => {
    const cell = slotCell(slot, {});
    const mark = unverifiedMark(cell !== null && isUnverified(cell.source), language);
    return [
      escapeHtml(titleWords(slot.parameter, language)),
      escapeHtml(cellWords(slot, cell, region, language)) + mark,
      cell === null ? "" : escapeHtml(sourceWords(cell.source, language)),
    ];
  });
  const heads = ["item", "amount", "sources"] as const;
  const titles = heads.map((one) => pageWord(one, language));
  return htmlTable(titles, rows, "words");
}

function benefitPage(
  picture: PolicyPicture,
  one: BenefitPicture,
  outlook: Outlook,
  language: Language,
): string {
  const word = (name: Parameters<typeof pageWord>[0]) => pageWord(name, language);
  const title = titleWords(one.benefit, language);
  const examples = workedExamples(picture, one, language);
  const usual = examples.filter(({ id }) => id.startsWith("usual"));
  const shown = usual[Math.floor(usual.length / 2)] ?? examples[0];
  const { region } = picture;
  return pageShell(
    `${title} · ${region.name}`,
    [
      `<p><a href="index.html">${word("back")}</a></p>`,
      `<h1>${escapeHtml(title)}</h1>`,
      stamp(picture, language),
      factList(picture, one, language),
      shown === undefined ? "" : section(word("who"), [pictureOf(picture, shown, language)]),
      section(word("layers"), [htmlList(layerSentences(picture, one, language), "ol")]),
      section(word("values"), [
        `<p>${valuesNote(one, language)}</p>`,
        ...valueTables(picture, one, language),
      ]),
      section(word("notCovered"), [htmlList(notCovered(picture, one, language).map(escapeHtml))]),
      section(word("changes"), outlookParts(outlook, language)),
      section(word("examples"), [
        `<p class="soft">${word("assumed")}</p>`,
        ...examples.map((example) => exampleArticle(picture, example, language)),
      ]),
      section(word("documents"), [documentList(picture, one, language)]),
      section(word("notes"), [htmlList(basisNotes(one, language))]),
    ],
    language,
  );
}

function valuesNote(one: BenefitPicture, language: Language): string {
  if (distinctSlots(one).length === 0) return pageWord("noValues", language);
  return pageWord(unverifiedCount(one) > 0 ? "legend" : "noneUnverified", language);
}

/** For whom, for what, where, from when, by what. */
function factList(picture: PolicyPicture, { benefit, layers }: BenefitPicture, language: Language) {
  const { region } = picture;
  const comma = language === "zh" ? "、" : ", ";
  const names = (codes: readonly string[]) =>
    codes.map((code) => rowWords(code, region, language)).join(comma);
  const diseases =
    benefit.diseases !== null
      ? names(benefit.diseases)
      : benefit.diseases_except !== null
        ? pageWord("allBut", language) + names(benefit.diseases_except)
        : pageWord("any", language);
  const { from, to } = benefit.period;
  const until = to === null ? "" : ` ${pageWord("until", language)} ${to}`;
  const since = language === "zh" ? `${from} 起${until}` : `from ${from}${until}`;
  const visits = benefit.visit_types.map((one) => visitTypeWords(one, region, language));
  const schemes = benefit.insutypes.map((one) => schemeWords(one, language));
  const mark = unverifiedMark(isUnverified(benefit.source), language);
  const { document, clause } = benefit.source;
  const facts = [
    ["forWhom", escapeHtml(schemes.join(comma))],
    ["care", escapeHtml(visits.join(comma))],
    ["diseases", escapeHtml(diseases)],
    ["where", escapeHtml(whereWords(region, benefit.insutypes, layers, language))],
    ["since", since],
    ["basis", `${escapeHtml(`${document} ${clause}`)}${mark}`],
  ] as const;
  const rows = facts.map(([name, html]) => `<dt>${pageWord(name, language)}</dt><dd>${html}</dd>`);
  return `<dl>\n${rows.join("\n")}\n</dl>`;
}

/** The levels at which the first fund pays; every level where it does not ask. */
function whereWords(
  region: Region,
  insutypes: readonly string[],
  layers: BenefitPicture["layers"],
  language: Language,
): string {
  const basic = [...layers.values()].find(({ layer }) => layer.kind === "share" && layer.basic);
  const ratio = basic?.slots.get("ratio");
  if (ratio === undefined) return pageWord("everywhere", language);
  const { rows } = layoutOf([ratio], insutypes);
  const levels = rows.flatMap((row) =>
    (slotCell(ratio, row)?.value ?? null) === null ? [] : (row.hospital_level ?? []),
  );
  if (levels.length === 0) return pageWord("everywhere", language);
  const names = [...new Set(levels)].map((one) => rowWords(one, region, language));
  return names.join(language === "zh" ? "、" : ", ");
}

function layerSentences(
  { region }: PolicyPicture,
  { layers }: BenefitPicture,
  language: Language,
): string[] {
  return [...layers.values()].map(({ layer, fund }) => {
    const payer = fund === null ? "" : fundWords(region, fund, language);
    const title = `<b>${escapeHtml(titleWords(layer, language))}</b>`;
    const text = escapeHtml(layerSentence(layer, payer, language));
    return language === "zh" ? `${title}：${text}` : `${title}: ${text}`;
  });
}

function layerSentence(layer: Layer, payer: string, language: Language): string {
  const zh = language === "zh";
  switch (layer.kind) {
    case "first-share":
      return zh
        ? "政策范围内费用先由个人负担一个比例"
        : "the person first bears a share of the cost within the policy";
    case "deductible":
      return zh ? "起付线以内的费用由个人负担" : "the person bears the cost within the deductible";
    case "share": {
      const cost = settingWords(layer.considers, language);
      return zh ? `${payer}按比例支付${cost}` : `${payer} pays a ratio of ${cost}`;
    }
    case "bands": {
      const cost = settingWords(layer.considers, language);
      return zh
        ? `${payer}对${cost}按年度累计分段支付`
        : `${payer} pays ${cost} in bands over the year`;
    }
    case "account":
      return zh
        ? "个人负担的部分可以用个人账户支付"
        : "what the person bears may be paid from the personal account";
  }
}

function outlookParts({ last, next }: Outlook, language: Language): string[] {
  return [
    turnHtml("lately", last, "noLately", language),
    turnHtml("soon", next, "noSoon", language),
  ];
}

function turnHtml(
  name: "lately" | "soon",
  turn: Turn | null,
  none: "noLately" | "noSoon",
  language: Language,
): string {
  const heading = `<h3>${pageWord(name, language)}${turn === null ? "" : ` · ${turn.day}`}</h3>`;
  if (turn === null) return `${heading}<p>${pageWord(none, language)}</p>`;
  const sentences = turn.changes.map(({ kind, sentence }) => {
    // All that a new benefit says stands on this very page.
    if (kind === "benefit-added") return pageWord("began", language);
    return kind === "benefit-ended" ? pageWord("ends", language) : escapeHtml(sentence);
  });
  return heading + htmlList(sentences);
}

function pictureOf({ region }: PolicyPicture, example: WorkedExample, language: Language): string {
  const slices = billSlices(region, example.split, language);
  const title = `<p>${escapeHtml(example.title)}</p>`;
  return title + billPicture(slices, example.split.total_fen, language);
}

function exampleArticle(
  { region, date }: PolicyPicture,
  example: WorkedExample,
  language: Language,
): string {
  const { split, facts, title } = example;
  const money = (amount: Fen) => escapeHtml(moneyWords(amount, language));
  const person = fen(split.total_fen - paidByFunds(example));
  const sums =
    `${pageWord("total", language)} ${money(split.total_fen)} = ` +
    `${pageWord("funds", language)} ${money(paidByFunds(example))} + ` +
    `${pageWord("person", language)} <b>${money(person)}</b>`;
  const steps = stepSentences(region, facts, date, split, language).map(escapeHtml);
  return (
    `<article class="example"><h3>${escapeHtml(title)}</h3>\n<p>${sums}</p>\n` +
    `${billPicture(billSlices(region, split, language), split.total_fen, language)}\n` +
    `<p class="soft">${pageWord("steps", language)}</p>\n${htmlList(steps, "ol")}</article>`
  );
}

function paidByFunds({ split }: WorkedExample): Fen {
  let paid = 0;
  for (const { paid_fen } of split.payments) paid += paid_fen;
  return fen(paid);
}

/** Every notice that a value of the page rests on. */
function documentList(picture: PolicyPicture, one: BenefitPicture, language: Language): string {
  const numbers = new Set([one.benefit.source.document]);
  for (const slot of distinctSlots(one)) {
    for (const { cell } of groupedRows(slot, layoutOf([slot], one.benefit.insutypes))) {
      if (cell !== null) numbers.add(cell.source.document);
    }
  }
  const known = [...picture.region.documents.values()].map(({ value }) => value);
  const items = [...numbers].map((number) => {
    const document = known.find((one) => one.number === number);
    if (document === undefined) return escapeHtml(number);
    const unseen = document.seen ? "" : pageWord("unseen", language);
    return `${escapeHtml(number)} ${escapeHtml(titleWords(document, language))}${unseen}`;
  });
  return htmlList(items);
}

/** What the kinds of unverified values of this page mean. */
function basisNotes(one: BenefitPicture, language: Language): string[] {
  const zh = language === "zh";
  const counts = [...valuesByBasis(one)];
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const open = unverifiedCount(one);
  const sum = zh
    ? `本页数值 ${total} 个，其中待核实 ${open} 个`
    : `${total} values on this page, ${open} of them unverified`;
  const kinds = counts.map(([basis, count]) => {
    const words = escapeHtml(BASIS_WORDS[basis][zh ? 0 : 1]);
    return zh ? `${words}：${count} 个` : `${words}: ${count}`;
  });
  return total === 0 ? [] : [sum, ...kinds];
}
