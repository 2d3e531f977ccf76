import { YibaoError } from "../kernel/index.ts";

/** A whole number of a query within bounds. @throws YibaoError SERVER-QUERY-VALUE */
export function wholeNumber<Name extends string>(
  query: { readonly [name in Name]?: string },
  name: Name,
  usual: number,
  least: number,
  most: number,
): number {
  const text = query[name];
  if (text === undefined) return usual;
  const value = Number(text);
  if (!/^\d{1,16}$/.test(String(text)) || value < least || value > most) {
    throw new YibaoError("SERVER-QUERY-VALUE", { name, value: String(text), least, most });
  }
  return value;
}
