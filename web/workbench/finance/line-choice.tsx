import { Select } from "antd";
import { useMemo } from "react";
import { amountText } from "../../shared/amounts.tsx";
import { type AnswerOf, useCall } from "../../shared/client.ts";
import { useWords } from "../../shared/words.ts";
import { BUDGET_WORDS } from "./budget.words.ts";

type Line = AnswerOf<"GET /api/v1/budget/units/{unit_code}/years/{year}/lines">["rows"][number];

/** The platform's largest page: a unit has hardly more lines in a year. */
const LINES_MOST = 200;

/** The lines of a unit's year, to choose from. */
export function useLines(unit_code: string, year: string): readonly Line[] {
  const { data } = useCall("GET /api/v1/budget/units/{unit_code}/years/{year}/lines", {
    params: { unit_code, year },
    query: { limit: LINES_MOST },
  });
  return data?.rows ?? [];
}

export interface LineChoiceProps {
  readonly lines: readonly Line[];
  readonly value?: number;
  readonly onChange?: (line_no: number) => void;
  readonly id?: string;
}

/** A line by its number, class and what is left of it. */
export function LineChoice({ lines, ...field }: LineChoiceProps) {
  const words = useWords(BUDGET_WORDS);
  const options = useMemo(
    () =>
      lines.map(({ line_no, economic_code, economic, project, available_fen }) => {
        const left = `${words.available} ${amountText(available_fen, "yuan")}`;
        const label = [line_no, `${economic_code} ${economic}`, project, left].join(" · ");
        return { value: line_no, label };
      }),
    [lines, words],
  );
  return (
    <Select<number>
      {...field}
      showSearch={{ optionFilterProp: "label" }}
      placeholder={words.chooseLine}
      popupMatchSelectWidth={false}
      options={options}
      aria-label={words.chooseLine}
    />
  );
}
