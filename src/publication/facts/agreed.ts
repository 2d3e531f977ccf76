import type { Fact } from "../../disclosure/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { addressOf } from "./address.ts";
import { figureText } from "./figures.ts";

/**
 * Two lists of figures as one. Where both give a figure the first stands, and the second must be
 * the same within its last digit. Rows of the project register come from the first alone.
 * @throws YibaoError PUBLICATION-DISAGREES at the second's file, line and column
 */
export function agreed(first: readonly Fact[], second: readonly Fact[]): readonly Fact[] {
  const known = new Map(first.map((fact) => [addressOf(fact), fact]));
  const isListed = first.some(({ topic }) => topic === "projects");
  const added = second.filter((fact) => {
    if (isListed && fact.topic === "projects") return false;
    const other = known.get(addressOf(fact));
    if (other !== undefined) assertSame(other, fact);
    known.set(addressOf(fact), other ?? fact);
    return other === undefined;
  });
  return [...first, ...added];
}

function assertSame(kept: Fact, repeated: Fact): void {
  const difference = repeated.printed.value - kept.printed.value;
  const { quantity, step } = repeated.printed;
  const slack_doubled = [kept, repeated].reduce((all, { printed }) => all + slackOf(printed), 0);
  if (Math.abs(difference) * 2 <= slack_doubled) return;
  const show = (value: number): string => figureText({ quantity, value, step });
  const { place } = repeated;
  throw new YibaoError(
    "PUBLICATION-DISAGREES",
    {
      address: addressOf(repeated),
      from: kept.place.table,
      given: show(repeated.printed.value),
      derived: show(kept.printed.value),
      difference: show(difference),
    },
    place.line === 0 ? place.table : `${place.table}:${place.line}:${place.column}`,
  );
}

/** Whole fen, and counts, are exact. */
function slackOf({ step }: Fact["printed"]): number {
  return step === 1 ? 0 : step;
}
