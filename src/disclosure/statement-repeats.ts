import { linear } from "./constraint.ts";
import type { Figure } from "./figure.ts";
import type { Instance } from "./instance.ts";
import type { StatementRule } from "./rule.ts";
import type { Told, ToldFigure } from "./statement-figures.ts";
import { ruleFor, type TellingContext } from "./telling.ts";

/** The same figure said in two places: both must say the same. */
export function repeats(
  rules: readonly StatementRule[],
  context: TellingContext,
): readonly Instance[] {
  const groups = new Map<string, { told: Told; figures: Figure[] }>();
  for (const [number, told] of context.index.told.entries()) {
    // Of what the chart does not know, only one statement is sure to speak of one thing.
    const own = told.subject.row === "" ? `${number}:` : "";
    if (own !== "" && told.subject.topic === "") continue;
    for (const one of told.figures) {
      const key = own + keyOf(told, one, context);
      const group = groups.get(key) ?? { told, figures: [] };
      group.figures.push(one.figure);
      groups.set(key, group);
    }
  }
  return [...groups].flatMap(([key, { told, figures }]) => {
    const rule = ruleFor(rules, told);
    const [first, ...others] = figures;
    if (rule === undefined || first === undefined) return [];
    return others.map((other) => {
      const left = [{ figure: other, factor: 1 }];
      const factor = Math.sign(other.printed.value) === -Math.sign(first.printed.value) ? -1 : 1;
      const right = [{ figure: first, factor }];
      return { constraint: linear({ rule, address: `text:${key}` }, "copy", left, right) };
    });
  });
}

/** What makes two printings the same figure: subject, role, base, year, and what a share is of. */
function keyOf(
  { subject }: Told,
  { figure, role, mention }: ToldFigure,
  { kind, year }: TellingContext,
): string {
  const current = kind === "final" ? "actual" : "budget";
  const column = role === "amount" || role === current ? "current" : role;
  const isOfYear = column === "current" || column === "count";
  const when = isOfYear ? (figure.year ?? year) : (figure.year ?? "");
  const base = isOfYear ? "" : (figure.base ?? "");
  const words = [column, base, when === year ? "" : when, mention.whole ?? ""];
  const unit = figure.printed.quantity;
  return `${subject.topic}[${subject.row}].${words.filter((one) => one !== "").join("/")}/${unit}`;
}
