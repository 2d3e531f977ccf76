import { HOSPITAL_LEVELS, rowTitle } from "../../policy/index.ts";
import { AGE_BANDS, type GroupKey, INCOME_GROUPS } from "../replay/person-groups.ts";
import { CELL_FIGURES, cellFigure, type Tally } from "../replay/tally.ts";
import type {
  CellOutcome,
  GroupDimension,
  GroupFigures,
  GroupOutcome,
} from "./simulation-result.ts";

type Figures = { -readonly [Name in keyof GroupFigures]: GroupFigures[Name] };

/** Every combination with anybody in it: scheme × age band × identity × income group × level. */
export function cellsOf(tally: Tally, keys: readonly GroupKey[]): CellOutcome[] {
  return keys.flatMap((key, cell) =>
    HOSPITAL_LEVELS.flatMap((hospital_level, level) => {
      const figures = figuresAt(tally, cell, level);
      return figures.people === 0 ? [] : [{ ...key, hospital_level, ...figures }];
    }),
  );
}

/** Winners and losers along each dimension by itself. */
export function groupsOf(
  tally: Tally,
  keys: readonly GroupKey[],
): Record<GroupDimension, GroupOutcome[]> {
  const whole = tally.shape.levels;
  const along = (dimension: keyof GroupKey, order: readonly string[] = []) => {
    const sums = new Map<string, Figures>();
    keys.forEach((key, cell) => {
      addTo(sums, key[dimension], figuresAt(tally, cell, whole));
    });
    return outcomes(dimension, sums, order);
  };
  const levels = new Map<string, Figures>();
  HOSPITAL_LEVELS.forEach((name, level) => {
    keys.forEach((_, cell) => {
      addTo(levels, name, figuresAt(tally, cell, level));
    });
  });
  return {
    insutype: along("insutype"),
    age_band: along(
      "age_band",
      AGE_BANDS.map(({ key }) => key),
    ),
    identity: along("identity", ["none"]),
    income_group: along("income_group", INCOME_GROUPS),
    hospital_level: outcomes("hospital_level", levels, HOSPITAL_LEVELS),
  };
}

function figuresAt(tally: Tally, cell: number, level: number): Figures {
  const figures = CELL_FIGURES.map((name) => [name, cellFigure(tally, cell, level, name)]);
  return Object.fromEntries(figures) as Figures;
}

function addTo(sums: Map<string, Figures>, key: string, figures: Figures): void {
  const sum = sums.get(key);
  if (sum === undefined) sums.set(key, { ...figures });
  else for (const name of CELL_FIGURES) sum[name] += figures[name];
}

/** In the given order, what it does not name after it; without those that have nobody. */
function outcomes(
  dimension: GroupDimension,
  sums: ReadonlyMap<string, Figures>,
  order: readonly string[],
): GroupOutcome[] {
  const rest = [...sums.keys()].filter((key) => !order.includes(key)).sort();
  return [...order, ...rest].flatMap((key) => {
    const figures = sums.get(key);
    if (figures === undefined || figures.people === 0) return [];
    return [{ key, title: groupTitle(dimension, key), ...figures }];
  });
}

/** What a group is called: 60–74 岁, 低保, 收入最低的五分之一. */
export function groupTitle(dimension: GroupDimension, key: string): string {
  switch (dimension) {
    case "age_band":
      return key.endsWith("+") ? `${key.slice(0, -1)} 岁及以上` : `${key.replace("-", "–")} 岁`;
    case "income_group":
      return INCOME_TITLES[key] ?? key;
    case "identity":
      return key
        .split("+")
        .map((kind) => (kind === "none" ? "无救助身份" : rowTitle(kind, NO_DISEASES)))
        .join("、");
    default:
      return rowTitle(key, NO_DISEASES);
  }
}

const NO_DISEASES: ReadonlyMap<string, { readonly name: string }> = new Map();

const INCOME_TITLES: Readonly<Record<string, string>> = {
  "1": "收入最低的五分之一",
  "2": "收入次低的五分之一",
  "3": "收入居中的五分之一",
  "4": "收入次高的五分之一",
  "5": "收入最高的五分之一",
  unknown: "收入不详",
};
