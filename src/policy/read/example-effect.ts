import { type Fen, fen } from "../../kernel/index.ts";
import type { Language } from "./language.ts";
import type { NamedThing } from "./policy-change.ts";
import type { PolicyPicture } from "./policy-picture.ts";
import { titleWords } from "./row-words.ts";
import { moneyWords } from "./value-words.ts";
import { settleExample, workedExamples } from "./worked-examples.ts";

/** What changes mean for one made-up bill. */
export interface ExampleEffect {
  readonly benefit: NamedThing;
  readonly example: string;
  readonly before_person_fen: Fen;
  readonly after_person_fen: Fen;
  readonly sentence: string;
}

/** The worked examples of the second picture whose outcome is another in the first. */
export function exampleEffects(
  before: PolicyPicture,
  after: PolicyPicture,
  wanted: (benefit: string) => boolean,
  language: Language,
): ExampleEffect[] {
  return [...after.benefits.values()].flatMap((one) => {
    const { name } = one.benefit;
    const title = titleWords(one.benefit, language);
    if (!wanted(name) || !before.benefits.has(name)) return [];
    return workedExamples(after, one, language).flatMap((example) => {
      const earlier = settleExample(before.region, before.date, example);
      const is = example.split.person_fen;
      if (earlier === null || earlier.person_fen === is) return [];
      const was = earlier.person_fen;
      const sentence = effectSentence(example.title, was, is, language);
      return [
        {
          benefit: { name, title },
          example: example.title,
          before_person_fen: was,
          after_person_fen: is,
          sentence,
        },
      ];
    });
  });
}

function effectSentence(title: string, was: Fen, is: Fen, language: Language): string {
  const money = (amount: Fen) => moneyWords(amount, language);
  const difference = money(fen(Math.abs(is - was)));
  if (language === "en") {
    const more = `${difference} ${is > was ? "more" : "less"}`;
    return `${title}: the person bore ${money(was)} and bears ${money(is)} (${more}).`;
  }
  const word = is > was ? "多" : "少";
  return `${title}：个人负担由 ${money(was)}变为 ${money(is)}（${word} ${difference}）。`;
}
