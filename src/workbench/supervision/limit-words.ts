import { type Region, rowTitle } from "../../policy/index.ts";
import type { ItemLimitText } from "../../supervision/index.ts";
import { dictionaryWord } from "../explained/dictionary-word.ts";

const CARES: Readonly<Record<string, string>> = {
  outpatient: "门诊",
  emergency: "急诊",
  inpatient: "住院",
  pharmacy: "药店",
};

/** The value of a limit as people say it; it is kept as `28d`, `2`, `level3`. */
export function limitWords(
  { kind, value }: Pick<ItemLimitText, "kind" | "value">,
  diseases: Region["diseases"],
): string {
  switch (kind) {
    case "sex":
      return dictionaryWord("gend", value);
    case "age-from":
    case "age-under":
      return value.endsWith("d") ? `${value.slice(0, -1)} 天` : `${value} 周岁`;
    case "level":
      return rowTitle(value, diseases);
    case "care":
      return CARES[value] ?? value;
    case "days":
      return `${value} 天`;
    case "diagnosis":
      return value.replaceAll(";", "、");
    default:
      return value;
  }
}
