import { InputNumber } from "antd";
import { useSharedWords } from "../shared.words.ts";

export interface YuanInputProps {
  /** A decimal text of yuan, as the platform takes it; null when empty. */
  readonly value?: string | null;
  readonly onChange?: (value: string | null) => void;
  readonly id?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

/** An amount in yuan with at most two decimals, kept as the text that was typed. */
export function YuanInput({ value = null, onChange, ...rest }: YuanInputProps) {
  const words = useSharedWords();
  return (
    <InputNumber<string>
      {...rest}
      stringMode
      controls={false}
      value={value}
      onChange={(typed) => onChange?.(typed === null ? null : String(typed))}
      suffix={words.yuan}
      className="yuan-input"
      formatter={(typed) => String(typed ?? "").replace(/\B(?=(\d{3})+(?=\.|$))(?<!\.\d*)/g, ",")}
      parser={(typed) => (typed ?? "").replace(/[,，\s]/g, "")}
    />
  );
}
