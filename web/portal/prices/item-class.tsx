import { Mark } from "../../shared/mark.tsx";
import { useWords } from "../../shared/words.ts";
import { PRICES_WORDS } from "./prices.words.ts";

export type ItemClass = "A" | "B" | "C";

/** 甲 green, 乙 blue, 丙 amber: the word says it, the colour only helps. */
export function ClassMark({ of }: { readonly of: ItemClass }) {
  const words = useWords(PRICES_WORDS);
  const title = { A: words.classA, B: words.classB, C: words.classC }[of];
  const why = { A: words.whatClassA, B: words.whatClassB, C: words.whatClassC }[of];
  const tone = ({ A: "good", B: "brand", C: "warn" } as const)[of];
  return (
    <Mark tone={tone} title={why}>
      {title}
    </Mark>
  );
}
