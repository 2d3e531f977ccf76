import type { Disclosure, Fact } from "../../disclosure/index.ts";
import type { CheckContext } from "../defect.ts";

/** The figures of a topic's table that are printed and not zero, the totals first. */
export function figuresOf({ facts }: Disclosure, topic: string): readonly Fact[] {
  const found = facts.filter(
    (one) =>
      one.source === "table" &&
      one.topic === topic &&
      // Where the column was worked out, the figure itself stands there all the same.
      (one.origin === "printed" || (one.origin === "solved" && one.printed.text !== "")) &&
      one.printed.value !== 0,
  );
  return found.toSorted((a, b) => Number(b.row === "total") - Number(a.row === "total"));
}

/**
 * That a table holds something, for a message: a figure of it, or a row of figures of which nobody
 * knows the columns; null where nothing of it was seen.
 */
export function somethingIn({ disclosure, reading }: CheckContext, topic: string): string | null {
  const figure = figuresOf(disclosure, topic)[0];
  if (figure !== undefined) return told(figure);
  const titles = disclosure.tables.filter((one) => one.topic === topic).map(({ title }) => title);
  const open = reading.unread.find(({ what, place }) => {
    return what === "figure" && titles.includes(place.table) && /[1-9]/.test(place.text);
  });
  return open === undefined ? null : open.place.text.slice(0, SHOWN);
}

const SHOWN = 40;

/** A figure with the words of its row and column, for a message. */
export function told({ place, printed }: Fact): string {
  const words = [place.row, place.column].filter((one) => one !== "").join("·");
  return words === "" ? printed.text : `${words} ${printed.text}`;
}
