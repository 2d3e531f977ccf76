import { vi } from "vitest";
import { main } from "../../src/main.ts";

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** The command line in this process: exit code and what it printed. */
export async function printed(...words: readonly string[]): Promise<Printed> {
  const texts = { out: "", error: "" };
  const into = (name: "out" | "error") => (text: string | Uint8Array) => {
    texts[name] += String(text);
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(into("out")),
    vi.spyOn(process.stderr, "write").mockImplementation(into("error")),
  ];
  try {
    return { code: await main(words), ...texts };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
