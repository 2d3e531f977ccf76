import { useState } from "react";

/** Things kept in this browser for one table: names of filters, columns that are shown. */
export function useKept<T>(key: string, usual: T): readonly [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    try {
      const text = localStorage.getItem(key);
      return text === null ? usual : (JSON.parse(text) as T);
    } catch {
      return usual;
    }
  });
  const keep = (next: T) => {
    setValue(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // It holds until the page is left.
    }
  };
  return [value, keep];
}
