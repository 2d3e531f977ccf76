import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { callQuery } from "../../shared/client.ts";

export interface InstitutionSelectProps {
  readonly value?: string;
  readonly onChange?: (code: string) => void;
  readonly id?: string;
}

const CHOICES = 20;

/** An institution, found by name or code; its value is the code. */
export function InstitutionSelect({ value, onChange, id }: InstitutionSelectProps) {
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed === "" ? (value ?? "") : typed);
  const query = text === "" ? { limit: CHOICES } : { text, limit: CHOICES };
  const read = useQuery(callQuery("GET /api/v1/institutions", { query }));
  const options = (read.data?.rows ?? []).map((one) => ({
    value: one.institution_code,
    label: `${one.name}（${one.institution_code}）`,
  }));
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      value={value === undefined || value === "" ? null : value}
      onChange={(code: string | null) => onChange?.(code ?? "")}
      options={options}
      loading={read.isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
    />
  );
}
