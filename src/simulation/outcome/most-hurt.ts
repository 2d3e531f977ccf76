import type { HistoryPeople } from "../history/history.ts";
import type { PersonGroups } from "../replay/person-groups.ts";
import type { ComparedPeople } from "../replay/tally-bills.ts";
import type { HurtPerson } from "./simulation-result.ts";

/** The people who bear most more under the change than before, the worst first. */
export function mostHurt(
  people: HistoryPeople,
  groups: PersonGroups,
  { borne_before_fen, borne_after_fen, bills }: ComparedPeople,
  count: number,
): HurtPerson[] {
  const loss = (person: number) =>
    (borne_after_fen[person] as number) - (borne_before_fen[person] as number);
  const worst: number[] = [];
  for (let person = 0; person < people.count; person += 1) {
    const own = loss(person);
    if (own <= 0) continue;
    if (worst.length === count && own <= loss(worst[count - 1] as number)) continue;
    // The earlier person stays before a later one with the same loss, so the list is one.
    let at = worst.length;
    while (at > 0 && loss(worst[at - 1] as number) < own) at -= 1;
    worst.splice(at, 0, person);
    if (worst.length > count) worst.pop();
  }
  const { columns } = people;
  return worst.map((person) => {
    const income = columns.income_fen[person] as number;
    return {
      ...(groups.keys[groups.cell[person] as number] as (typeof groups.keys)[number]),
      pseudonym: columns.pseudonym[person] as string,
      before_fen: borne_before_fen[person] as number,
      after_fen: borne_after_fen[person] as number,
      bills: bills[person] as number,
      income_fen: income < 0 ? null : income,
    };
  });
}
