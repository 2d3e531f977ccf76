import { Button, Input, type InputRef, Select } from "antd";
import dayjs from "dayjs";
import { type RefObject, useEffect, useState } from "react";
import { DatePicker } from "../date-picker.tsx";
import { useSharedWords } from "../shared.words.ts";
import { usePhrase } from "../words.ts";
import type { TableFilter } from "./table-types.ts";

export interface TableFiltersProps {
  readonly filters: readonly TableFilter[];
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (values: Readonly<Record<string, string>>) => void;
  /** The first box of text: where “/” leads. */
  readonly first: RefObject<InputRef | null>;
}

/** What rows are chosen by. A text counts when Enter is pressed or the box is left. */
export function TableFilters({ filters, values, onChange, first }: TableFiltersProps) {
  const words = useSharedWords();
  const firstText = filters.find(({ kind }) => kind === "text")?.key;
  const change = (key: string, value: string) => {
    if ((values[key] ?? "") === value) return;
    const { [key]: _before, ...others } = values;
    onChange(value === "" ? others : { ...others, [key]: value });
  };
  return (
    <search className="table-filters">
      {filters.map((filter) => (
        <FilterBox
          key={filter.key}
          filter={filter}
          value={values[filter.key] ?? ""}
          onChange={(value) => change(filter.key, value)}
          {...(filter.key === firstText ? { box: first } : {})}
        />
      ))}
      {Object.keys(values).length === 0 ? null : (
        <Button type="text" onClick={() => onChange({})}>
          {words.reset}
        </Button>
      )}
    </search>
  );
}

interface FilterBoxProps {
  readonly filter: TableFilter;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly box?: RefObject<InputRef | null>;
}

function FilterBox({ filter, value, onChange, box }: FilterBoxProps) {
  const phrase = usePhrase();
  const title = phrase(filter.title);
  const kind = { text: TextFilter, choice: ChoiceFilter, flag: ChoiceFilter }[
    filter.kind as string
  ];
  const Box = kind ?? DateFilter;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: each kind of box stands inside its label.
    <label className="table-filter">
      <span className="table-filter-title">{title}</span>
      <Box {...{ filter, value, onChange, title }} {...(box === undefined ? {} : { box })} />
    </label>
  );
}

interface KindProps extends FilterBoxProps {
  readonly title: string;
}

function TextFilter({ filter, value, onChange, title, box }: KindProps) {
  const phrase = usePhrase();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <Input
      {...(box === undefined ? {} : { ref: box })}
      allowClear
      value={typed}
      aria-label={title}
      placeholder={filter.placeholder === undefined ? "" : phrase(filter.placeholder)}
      style={{ width: filter.width ?? 168 }}
      onChange={(event) => {
        setTyped(event.target.value);
        if (event.target.value === "") onChange("");
      }}
      onBlur={() => onChange(typed.trim())}
      onPressEnter={() => onChange(typed.trim())}
    />
  );
}

function ChoiceFilter({ filter, value, onChange, title }: KindProps) {
  const words = useSharedWords();
  const phrase = usePhrase();
  const flags = [
    { value: "true", title: words.yes },
    { value: "false", title: words.no },
  ];
  const choices = filter.kind === "flag" ? flags : (filter.choices ?? []);
  return (
    <Select
      allowClear
      showSearch={choices.length > 8 ? { optionFilterProp: "label" } : false}
      value={value === "" ? null : value}
      aria-label={title}
      placeholder={words.anyValue}
      style={{ width: filter.width ?? 136 }}
      options={choices.map((one) => ({ value: one.value, label: phrase(one.title) }))}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? "")}
    />
  );
}

function DateFilter({ filter, value, onChange, title }: KindProps) {
  const format = filter.kind === "month" ? "YYYY-MM" : "YYYY-MM-DD";
  return (
    <DatePicker
      picker={filter.kind === "month" ? "month" : "date"}
      value={value === "" ? null : dayjs(value)}
      aria-label={title}
      style={{ width: filter.width ?? 132 }}
      onChange={(chosen) => onChange(chosen === null ? "" : chosen.format(format))}
    />
  );
}
