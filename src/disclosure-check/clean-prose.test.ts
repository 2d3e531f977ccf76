import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadRules } from "../disclosure/index.ts";
import { checkText } from "./fixtures/check-text.ts";

/** The rules that this room judges; the figures of the prose are others' to judge. */
const OWN = new Set(loadRules().flatMap((rule) => (rule.form === "check" ? [rule.id] : [])));

/**
 * Correct prose as units of several provinces write it; every name and figure is made up. Turns of
 * speech that look like slips and are none stand in it on purpose.
 */
const FOLDER = join(import.meta.dirname, "fixtures", "clean-prose");

describe("correct prose gives no alarm", () => {
  for (const name of readdirSync(FOLDER)) {
    test(name, async () => {
      const text = readFileSync(join(FOLDER, name), "utf8");
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
