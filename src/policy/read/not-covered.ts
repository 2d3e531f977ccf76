import { contains } from "../../kernel/index.ts";
import type { Provenance } from "../adjudication.ts";
import type { Language } from "./language.ts";
import { type BenefitPicture, type PolicyPicture, type Slot, slotCell } from "./policy-picture.ts";
import { rowWords, titleWords } from "./row-words.ts";
import { layoutOf, rowName } from "./table-rows.ts";
import { sourceWords } from "./value-words.ts";

/** What a benefit does not pay, read off its layers and off what the pack declares. */
export function notCovered(
  picture: PolicyPicture,
  benefit: BenefitPicture,
  language: Language,
): string[] {
  return [
    ...offCatalogue(picture, language),
    ...unpaidRows(picture, benefit, language),
    ...exceptedDiseases(picture, benefit, language),
    ...overLimits(benefit, language),
    ...declaredGaps(picture, benefit, language),
  ];
}

function offCatalogue({ general }: PolicyPicture, language: Language): string[] {
  const said = (name: string, zh: string, en: string) => {
    const slot = general.get(name);
    const source = slot === undefined ? null : (slotCell(slot, {})?.source ?? null);
    return source === null ? [] : [withSource(language === "zh" ? zh : en, source, language)];
  };
  return [
    ...said(
      "full_self_rule",
      "目录外（丙类）项目：全部自费",
      "Items off the catalogue (class C): nothing",
    ),
    ...said("over_limit_rule", "超过限价的部分：自费", "What goes over a price ceiling: nothing"),
    ...said(
      "first_self_pay_rule",
      "乙类项目：先由个人自付目录规定的比例，其余才计入",
      "Items of class B: a share named in the catalogue is borne by the person first",
    ),
  ];
}

function withSource(text: string, source: Provenance, language: Language): string {
  const basis = sourceWords(source, language);
  return language === "zh" ? `${text}（依据 ${basis}）` : `${text} (by ${basis})`;
}

/** Rows of the first fund's ratio where nothing is paid: a level, a status. */
function unpaidRows(
  { region }: PolicyPicture,
  { benefit, layers }: BenefitPicture,
  language: Language,
): string[] {
  const ratio = [...layers.values()].find(({ layer }) => layer.kind === "share" && layer.basic);
  const slot = ratio?.slots.get("ratio");
  if (slot === undefined) return [];
  const layout = layoutOf([slot], benefit.insutypes);
  const names = layout.rows
    .filter((row) => (slotCell(slot, row)?.value ?? null) === null)
    .map((row) => rowName(layout, row, region, language));
  if (names.length === 0) return [];
  return [language === "zh" ? `${names.join("、")}：不予支付` : `${names.join(", ")}: not paid`];
}

function exceptedDiseases(
  { region }: PolicyPicture,
  { benefit }: BenefitPicture,
  language: Language,
): string[] {
  const except = benefit.diseases_except ?? [];
  if (except.length === 0) return [];
  const names = except.map((code) => rowWords(code, region, language));
  return [
    language === "zh"
      ? `${names.join("、")}：不在本项待遇内，另有待遇`
      : `${names.join(", ")}: not by this benefit but by another`,
  ];
}

/** Where the money ends: what goes over a limit is the person's, or the next layer's. */
function overLimits({ layers }: BenefitPicture, language: Language): string[] {
  const zh = language === "zh";
  return [...layers.values()].flatMap(({ layer, slots }) => {
    const limits: Slot[] = [...slots.values()].filter(
      ({ role }) => role === "cap" || role === "limit",
    );
    const goesOn = layer.kind === "share" && layer.over_cap === "next";
    return limits.map(({ parameter }) => {
      const title = titleWords(parameter, language);
      if (goesOn) {
        return zh
          ? `超过“${title}”的部分：转入下一层`
          : `Over “${title}”: goes on to the next layer`;
      }
      return zh
        ? `超过“${title}”的部分：这一层不再支付`
        : `Over “${title}”: this layer pays no more`;
    });
  });
}

function declaredGaps(
  { region, date }: PolicyPicture,
  { benefit }: BenefitPicture,
  language: Language,
): string[] {
  return [...region.declared.not_covered.values()]
    .map(({ value }) => value)
    .filter(
      (gap) =>
        contains(gap.period, date) &&
        gap.insutypes.some((one) => benefit.insutypes.includes(one)) &&
        gap.visit_types.some((one) => benefit.visit_types.includes(one)),
    )
    .map(({ reason, source }) => withSource(reason, source, language));
}
