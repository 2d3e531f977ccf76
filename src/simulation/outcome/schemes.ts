import type { PersonGroups } from "../replay/person-groups.ts";
import type { Tally } from "../replay/tally.ts";
import type { SchemeOutcome } from "./simulation-result.ts";

/** Cost per head of the insured, those without bills among them, by scheme. */
export function schemesOf(tally: Tally, groups: PersonGroups): SchemeOutcome[] {
  const { funds } = tally.shape;
  const schemes = [
    { insutype: "310", groups: ["working", "retired"] },
    { insutype: "390", groups: ["resident"] },
  ];
  return schemes.flatMap((scheme) => {
    const cells = groups.cost_keys.flatMap(({ group }, cell) =>
      group !== null && scheme.groups.includes(group) ? [cell] : [],
    );
    const insured = cells.reduce((sum, cell) => sum + (groups.cost_heads[cell] as number), 0);
    if (insured === 0) return [];
    const perHead = (column: Float64Array, first: number, end: number) => {
      let sum = 0;
      for (const cell of cells) {
        for (let index = first; index < end; index += 1) {
          sum += column[cell * (funds + 1) + index] as number;
        }
      }
      return Math.round(sum / insured);
    };
    return [
      {
        insutype: scheme.insutype,
        insured,
        fund_per_head_before_fen: perHead(tally.cost_before_fen, 0, funds),
        fund_per_head_after_fen: perHead(tally.cost_after_fen, 0, funds),
        person_per_head_before_fen: perHead(tally.cost_before_fen, funds, funds + 1),
        person_per_head_after_fen: perHead(tally.cost_after_fen, funds, funds + 1),
      },
    ];
  });
}
