import { type Fen, yuanFromFen } from "../../kernel/index.ts";

/**
 * A result, or a part of one, as scripts read it: every `…_fen` becomes a decimal string in yuan
 * without the ending, every `…_ppm` a share written as a decimal, `…_thousandths` a number of
 * months.
 */
export function resultJson(result: object): unknown {
  return plain(result);
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  const unit = (value as { unit?: unknown }).unit;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const written = typeof one === "number" && unit === "fen" ? yuan(one) : null;
      return written === null ? plainEntry(name, one) : [name, written];
    }),
  );
}

function plainEntry(name: string, value: unknown): [string, unknown] {
  if (name.endsWith("_fen")) {
    return [name.slice(0, -"_fen".length), value === null ? null : yuan(value as number)];
  }
  if (name.endsWith("_ppm")) {
    const share = value === null ? null : (value as number) / 1_000_000;
    return [name.slice(0, -"_ppm".length), share];
  }
  if (name.endsWith("_thousandths")) {
    const months = value === null ? null : (value as number) / 1_000;
    return [name.replace(/_thousandths$/, "_months"), months];
  }
  return [name, plain(value)];
}

function yuan(amount_fen: number): string {
  return yuanFromFen(amount_fen as Fen);
}
