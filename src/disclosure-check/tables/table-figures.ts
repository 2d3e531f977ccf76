import type { Disclosure, Fact } from "../../disclosure/index.ts";

/** The figures of a topic's table that are printed and not zero, the totals first. */
export function figuresOf({ facts }: Disclosure, topic: string): readonly Fact[] {
  const found = facts.filter(
    (one) =>
      one.source === "table" &&
      one.topic === topic &&
      one.origin === "printed" &&
      one.printed.value !== 0,
  );
  return found.toSorted((a, b) => Number(b.row === "total") - Number(a.row === "total"));
}

/** A figure with the words of its row and column, for a message. */
export function told({ place, printed }: Fact): string {
  const words = [place.row, place.column].filter((one) => one !== "").join("·");
  return words === "" ? printed.text : `${words} ${printed.text}`;
}
