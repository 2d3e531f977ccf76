import type { ExampleCase, Finding } from "./finding.ts";
import { RULES, type RuleId } from "./rules.ts";

export interface Found {
  readonly rule: RuleId;
  readonly where: string;
  readonly message: string;
  readonly about?: readonly string[];
  readonly example?: ExampleCase | null;
  readonly expected?: string;
  readonly actual?: string;
}

/** Collects findings; of those that say the same thing of the same place the first is kept. */
export class Findings {
  readonly #byKey = new Map<string, Finding>();
  readonly #again = new Map<string, number>();

  /** `key` says when two findings are the same. */
  add(key: string, make: () => Found): void {
    const seen = this.#again.get(key);
    if (seen !== undefined) {
      this.#again.set(key, seen + 1);
      return;
    }
    this.#again.set(key, 0);
    this.#byKey.set(key, findingFrom(make()));
  }

  get size(): number {
    return this.#byKey.size;
  }

  hasRule(rule: RuleId): boolean {
    return [...this.#byKey.values()].some((finding) => finding.rule === rule);
  }

  /** The findings in the order found; a message says in how many more cases it is so. */
  list(): Finding[] {
    return [...this.#byKey].map(([key, finding]) => {
      const again = this.#again.get(key) ?? 0;
      if (again === 0) return finding;
      return { ...finding, message: `${finding.message}（另有 ${again} 种情形相同）` };
    });
  }
}

export function findingFrom(found: Found): Finding {
  const { rule, where, message } = found;
  const { severity, title } = RULES[rule];
  return {
    rule,
    severity,
    title,
    where,
    message,
    about: found.about ?? [],
    example: found.example ?? null,
    expected: found.expected ?? null,
    actual: found.actual ?? null,
  };
}
