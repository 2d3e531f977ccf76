import { describe, expect, test } from "vitest";
import { loadRules } from "../disclosure/index.ts";
import { checkText } from "./fixtures/check-text.ts";
import { CLEAN } from "./fixtures/clean-prose.ts";

/** The rules that this room judges; the figures of the prose are others' to judge. */
const OWN = new Set(loadRules().flatMap((rule) => (rule.form === "check" ? [rule.id] : [])));

describe("correct prose gives no alarm", () => {
  for (const [name, text] of Object.entries(CLEAN)) {
    test(name, async () => {
      const { findings } = await checkText(text);
      const wrong = findings.filter(({ rule, outcome }) => {
        return OWN.has(rule) && (outcome === "error" || outcome === "warn");
      });
      expect(wrong.map(({ rule, message, where }) => `${rule} ${where.line} ${message}`)).toEqual(
        [],
      );
    });
  }
});
