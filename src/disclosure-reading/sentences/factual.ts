import type { Fact, Mention, Statement } from "../../disclosure/index.ts";

/** The figures of statements under their addresses: those of which all is known. */
export function factsOf(statements: readonly Statement[], year: number): readonly Fact[] {
  return statements.flatMap((statement) => [
    ...(statement.row === "" || statement.topic === "" ? [] : ownFacts(statement, year)),
    ...factsOf(statement.parts, year),
  ]);
}

function ownFacts({ topic, row, mentions }: Statement, year: number): readonly Fact[] {
  return mentions
    .filter((mention) => isSure(mention, year))
    .map(({ role, printed, place }) => {
      return { source: "text", topic, row, column: role, printed, origin: "printed", place };
    });
}

const PRIOR = new Set(["prior-final", "prior-budget", "prior-execution"]);

function isSure({ role, direction, base, year, whole, printed }: Mention, of: number): boolean {
  switch (role) {
    case "change":
    case "change-rate":
      return (direction !== null || printed.value === 0) && base !== null && PRIOR.has(base);
    case "share":
      return whole === null || /(?:^|\[)total\]?$|^(?:goods|works|services)$/.test(whole);
    case "prior":
    case "completion":
      return true;
    default:
      return year === null || year === of;
  }
}
