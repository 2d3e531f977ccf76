import type { Benefit } from "../benefit.ts";
import type { Region } from "../region.ts";
import { slotChanges, slotSummary } from "./find-slot-changes.ts";
import type { FoundChange, ThingState } from "./found-change.ts";
import type { Language } from "./language.ts";
import type { ChangeKind, NamedThing } from "./policy-change.ts";
import {
  type BenefitPicture,
  fundWords,
  type LayerPicture,
  type PolicyPicture,
} from "./policy-picture.ts";
import { rowWords, schemeWords, titleWords, visitTypeWords } from "./row-words.ts";
import { settingName, settingWords } from "./setting-words.ts";
import { sourceWords } from "./value-words.ts";

/** Everything that is another in the second of two pictures, in the order of the second. */
export function findChanges(
  before: PolicyPicture,
  after: PolicyPicture,
  language: Language,
): FoundChange[] {
  const general = union(after.general, before.general).flatMap((name) =>
    slotChanges(
      {
        key: `general ${name}`,
        benefit: null,
        layer: null,
        insutypes: null,
        language,
        find: (picture) => picture.general.get(name) ?? null,
      },
      before,
      after,
    ),
  );
  const benefits = union(after.benefits, before.benefits).flatMap((name) =>
    benefitChanges(name, before, after, language),
  );
  return [...general, ...benefits];
}

function union(first: ReadonlyMap<string, unknown>, second: ReadonlyMap<string, unknown>) {
  return [...new Set([...first.keys(), ...second.keys()])];
}

function benefitChanges(
  name: string,
  before: PolicyPicture,
  after: PolicyPicture,
  language: Language,
): FoundChange[] {
  const [was, is] = [before.benefits.get(name), after.benefits.get(name)];
  if (was === undefined && is !== undefined) {
    return [benefitAppeared(is, after.region, language, true)];
  }
  if (is === undefined && was !== undefined) {
    return [benefitAppeared(was, before.region, language, false)];
  }
  if (was === undefined || is === undefined) return [];
  const layers = union(is.layers, was.layers).flatMap((layer) =>
    layerChanges({ was, is, layer, language }, before, after),
  );
  return [
    ...scopeChanges(was, is, before, after, language),
    ...orderChange(was, is, language),
    ...layers,
  ];
}

const WHOLE = {
  area: "benefit",
  parameter: null,
  row: "",
  row_count: 1,
} as const;

function named(benefit: Benefit, language: Language): NamedThing {
  return { name: benefit.name, title: titleWords(benefit, language) };
}

function benefitAppeared(
  { benefit, layers }: BenefitPicture,
  region: Region,
  language: Language,
  added: boolean,
): FoundChange {
  const zh = language === "zh";
  const title = titleWords(benefit, language);
  const scope = scopeWords(benefit, region, language);
  const content = [...layers.values()].map((layer) =>
    layerSummary(layer, benefit, region, language),
  );
  const text = added
    ? zh
      ? `新设待遇“${title}”：${scope}`
      : `new benefit “${title}”: ${scope}`
    : zh
      ? `待遇“${title}”不再执行`
      : `the benefit “${title}” ends`;
  return {
    ...WHOLE,
    key: `${benefit.name} benefit`,
    kind: added ? "benefit-added" : "benefit-ended",
    benefit: named(benefit, language),
    layer: null,
    before: added ? null : scope,
    after: added ? scope : null,
    source: benefit.source,
    earlier_source: benefit.source,
    text,
    details: added ? content : [],
    state: (picture) => ({ state: String(picture.benefits.has(benefit.name)), words: scope }),
  };
}

/** `统筹基金（职工基本医疗保险统筹基金）：比例 85%`. */
export function layerSummary(
  { layer, fund, slots }: LayerPicture,
  benefit: Benefit,
  region: Region,
  language: Language,
): string {
  const values = [...slots.values()].map((slot) => {
    const summary = slotSummary(slot, benefit.insutypes, region, language);
    return `${titleWords(slot.parameter, language)} ${summary}`;
  });
  const zh = language === "zh";
  const title = titleWords(layer, language);
  const payer = fund === null ? "" : fundWords(region, fund, language);
  const paid = zh ? `${title}（${payer}）` : `${title} (${payer})`;
  const who = fund === null ? title : paid;
  if (values.length === 0) return who;
  return zh ? `${who}：${values.join("，")}` : `${who}: ${values.join(", ")}`;
}

function scopeWords(benefit: Benefit, region: Region, language: Language): string {
  return scopeParts(benefit, region, language)
    .flatMap(({ name, words }) => (name === "title" || name === "source" ? [] : words))
    .filter(Boolean)
    .join(language === "zh" ? "，" : ", ");
}

interface ScopePart {
  readonly name: string;
  readonly title: string;
  readonly words: string;
  readonly kind: ChangeKind;
}

/** Whom and what a benefit is for, part by part. */
export function scopeParts(benefit: Benefit, region: Region, language: Language): ScopePart[] {
  const zh = language === "zh";
  const comma = zh ? "、" : ", ";
  const diseases = (codes: readonly string[] | null) =>
    (codes ?? []).map((code) => rowWords(code, region, language)).join(comma);
  const visits = benefit.visit_types
    .map((one) => visitTypeWords(one, region, language))
    .join(comma);
  const schemes = benefit.insutypes.map((one) => schemeWords(one, language)).join(comma);
  const except = benefit.diseases_except === null ? "" : diseases(benefit.diseases_except);
  return [
    {
      name: "title",
      title: zh ? "名称" : "name",
      words: titleWords(benefit, language),
      kind: "scope",
    },
    { name: "schemes", title: zh ? "险种" : "scheme", words: schemes, kind: "scope" },
    { name: "visits", title: zh ? "医疗类别" : "kind of care", words: visits, kind: "scope" },
    {
      name: "diseases",
      title: zh ? "病种" : "diseases",
      words: diseases(benefit.diseases),
      kind: "scope",
    },
    {
      name: "except",
      title: zh ? "除外的病种" : "diseases left out",
      words: except === "" ? "" : zh ? `除${except}以外` : `all but ${except}`,
      kind: "scope",
    },
    {
      name: "source",
      title: zh ? "结构依据" : "basis of the structure",
      words: sourceWords(benefit.source, language),
      kind: "source",
    },
  ];
}

function scopeChanges(
  was: BenefitPicture,
  is: BenefitPicture,
  before: PolicyPicture,
  after: PolicyPicture,
  language: Language,
): FoundChange[] {
  const old = scopeParts(was.benefit, before.region, language);
  const { name } = is.benefit;
  return scopeParts(is.benefit, after.region, language).flatMap((part, index) => {
    const earlier = old[index] as ScopePart;
    const sourceState = (benefit: Benefit) => JSON.stringify([benefit.source, part.words]);
    const same =
      part.kind === "source"
        ? sourceState(was.benefit) === JSON.stringify([is.benefit.source, part.words])
        : earlier.words === part.words;
    if (same) return [];
    const none = language === "zh" ? "不限" : "any";
    const [before, after] = [earlier.words || none, part.words || none];
    const text =
      language === "zh"
        ? `${part.title}由“${before}”改为“${after}”`
        : `${part.title}: “${before}” becomes “${after}”`;
    return [
      {
        ...WHOLE,
        key: `${name} ${part.name}`,
        kind: part.kind,
        benefit: named(is.benefit, language),
        layer: null,
        before,
        after,
        source: is.benefit.source,
        earlier_source: was.benefit.source,
        text,
        state: (picture) => scopeState(picture, name, part.name, language),
      },
    ];
  });
}

function scopeState(
  picture: PolicyPicture,
  name: string,
  part: string,
  language: Language,
): ThingState {
  const benefit = picture.benefits.get(name)?.benefit;
  if (benefit === undefined) return { state: "", words: "" };
  const parts = scopeParts(benefit, picture.region, language);
  const words = parts.find((one) => one.name === part)?.words ?? "";
  const state = part === "source" ? JSON.stringify(benefit.source) : words;
  return { state, words };
}

/** Layers that stand in both, in another order: the order decides who pays first. */
function orderChange(was: BenefitPicture, is: BenefitPicture, language: Language): FoundChange[] {
  const common = [...is.layers.keys()].filter((layer) => was.layers.has(layer));
  const titles = (picture: BenefitPicture) =>
    [...picture.layers.values()]
      .filter(({ layer }) => common.includes(layer.layer))
      .map(({ layer }) => titleWords(layer, language))
      .join(" → ");
  const names = (picture: BenefitPicture | undefined) =>
    [...(picture?.layers.keys() ?? [])].filter((layer) => common.includes(layer)).join(" ");
  if (names(was) === names(is)) return [];
  const [before, after] = [titles(was), titles(is)];
  const { name } = is.benefit;
  return [
    {
      ...WHOLE,
      key: `${name} order`,
      kind: "layer-order",
      benefit: named(is.benefit, language),
      layer: null,
      before,
      after,
      source: is.benefit.source,
      earlier_source: was.benefit.source,
      text:
        language === "zh"
          ? `计算的先后由“${before}”改为“${after}”`
          : `the order of the layers was ${before} and becomes ${after}`,
      state: (picture) => ({ state: names(picture.benefits.get(name)), words: "" }),
    },
  ];
}

interface LayerPair {
  readonly was: BenefitPicture;
  readonly is: BenefitPicture;
  readonly layer: string;
  readonly language: Language;
}

function layerChanges(pair: LayerPair, before: PolicyPicture, after: PolicyPicture): FoundChange[] {
  const { was, is, layer, language } = pair;
  const [old, now] = [was.layers.get(layer), is.layers.get(layer)];
  if (old === undefined && now !== undefined) {
    return [layerAppeared(now, is, after.region, language, true)];
  }
  if (now === undefined && old !== undefined) {
    return [layerAppeared(old, was, before.region, language, false)];
  }
  if (old === undefined || now === undefined) return [];
  const benefit = is.benefit.name;
  const slots = union(now.slots, old.slots).flatMap((slot) =>
    slotChanges(
      {
        key: `${benefit} ${layer} ${slot}`,
        benefit: named(is.benefit, language),
        layer: { name: layer, title: titleWords(now.layer, language) },
        insutypes: [...new Set([...is.benefit.insutypes, ...was.benefit.insutypes])].sort(),
        language,
        find: (picture) =>
          picture.benefits.get(benefit)?.layers.get(layer)?.slots.get(slot) ?? null,
      },
      before,
      after,
    ),
  );
  return [...settingChanges(pair, [old, now], before, after), ...slots];
}

function layerAppeared(
  one: LayerPicture,
  { benefit, layers }: BenefitPicture,
  region: Region,
  language: Language,
  added: boolean,
): FoundChange {
  const name = one.layer.layer;
  const order = [...layers.values()];
  const before = order[order.indexOf(one) - 1]?.layer;
  const previous = before === undefined ? undefined : titleWords(before, language);
  const words = layerSummary(one, benefit, region, language);
  const zh = language === "zh";
  const where =
    previous === undefined
      ? zh
        ? "排在最前"
        : "in front of all others"
      : zh
        ? `排在“${previous}”之后`
        : `behind “${previous}”`;
  const text = added
    ? zh
      ? `增加一层，${where}：${words}`
      : `one more layer, ${where}: ${words}`
    : zh
      ? `取消一层：${words}`
      : `one layer less: ${words}`;
  return {
    ...WHOLE,
    key: `${benefit.name} ${name} layer`,
    kind: added ? "layer-added" : "layer-removed",
    benefit: named(benefit, language),
    layer: { name, title: titleWords(one.layer, language) },
    before: added ? null : words,
    after: added ? words : null,
    source: benefit.source,
    earlier_source: benefit.source,
    text,
    state: (picture) => {
      const there = picture.benefits.get(benefit.name)?.layers.has(name) === true;
      return { state: String(there), words };
    },
  };
}

function settingsOf(
  picture: LayerPicture | undefined,
  region: Region,
  language: Language,
): ReadonlyMap<string, string> {
  if (picture === undefined) return new Map();
  const { layer, fund, settings } = picture;
  const payer = fund === null ? "" : fundWords(region, fund, language);
  const own = [
    ["title", titleWords(layer, language)],
    ["kind", layer.kind],
    ["fund", payer],
  ];
  return new Map([...(own as [string, string][]), ...settings]);
}

function settingChanges(
  { was, is, layer, language }: LayerPair,
  [old, now]: readonly [LayerPicture, LayerPicture],
  before: PolicyPicture,
  after: PolicyPicture,
): FoundChange[] {
  const earlier = settingsOf(old, before.region, language);
  const later = settingsOf(now, after.region, language);
  return union(later, earlier).flatMap((setting) => {
    const [old, now] = [earlier.get(setting) ?? "", later.get(setting) ?? ""];
    if (old === now) return [];
    const what = settingName(setting, language);
    const title = later.get("title") ?? layer;
    const [from, to] = [settingWords(old, language), settingWords(now, language)];
    const text =
      language === "zh"
        ? `“${title}”${what}由“${from}”改为“${to}”`
        : `${title}: ${what} was “${from}” and becomes “${to}”`;
    const benefit = is.benefit.name;
    return [
      {
        ...WHOLE,
        key: `${benefit} ${layer} setting ${setting}`,
        kind: "setting",
        benefit: named(is.benefit, language),
        layer: { name: layer, title },
        before: from,
        after: to,
        source: is.benefit.source,
        earlier_source: was.benefit.source,
        text,
        state: (picture) => {
          const one = picture.benefits.get(benefit)?.layers.get(layer);
          const value = settingsOf(one, picture.region, language).get(setting) ?? "";
          return { state: value, words: settingWords(value, language) };
        },
      },
    ];
  });
}
