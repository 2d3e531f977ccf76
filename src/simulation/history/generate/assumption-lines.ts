import { ASSUMPTIONS } from "./assumptions.ts";

/** One assumption as it is printed. */
export interface AssumptionLine {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly basis: string;
  readonly source: string;
  readonly value: unknown;
}

/** Everything a made history assumes, in the order of the table. */
export function assumptionLines(): AssumptionLine[] {
  return Object.entries(ASSUMPTIONS).map(([name, { title, unit, basis, source, value }]) => {
    return { name, title, unit, basis, source, value };
  });
}
