import type { Forms } from "./forms.ts";
import { chooseProfile, type Profile, type ProfileCase } from "./profile.ts";
import { readForms } from "./read-forms.ts";
import { readProfiles } from "./read-profiles.ts";
import { readRules } from "./read-rules.ts";
import type { Rule } from "./rule.ts";
import { checkShape, readYaml, readYamlFolder } from "./yaml-file.ts";

let forms: Forms | undefined;
let rules: readonly Rule[] | undefined;
let profiles: readonly Profile[] | undefined;
let deadline: Deadline | undefined;

/** `disclosure/forms.yaml`, read on first use. @throws YibaoError DISCLOSURE-FILE-* */
export function loadForms(): Forms {
  if (forms === undefined) {
    const file = readYaml("forms.yaml");
    checkShape(file, "forms.schema.json");
    forms = readForms(file);
  }
  return forms;
}

/** All of `disclosure/rules/`. @throws YibaoError DISCLOSURE-FILE-* | DISCLOSURE-RULE-ADDRESS */
export function loadRules(): readonly Rule[] {
  if (rules === undefined) {
    const files = readYamlFolder("rules");
    for (const file of files) checkShape(file, "rule.schema.json");
    rules = readRules(files, loadForms());
  }
  return rules;
}

/** `disclosure/profiles/`. @throws YibaoError DISCLOSURE-FILE-* | DISCLOSURE-PROFILE-TWICE */
export function loadProfiles(): readonly Profile[] {
  if (profiles === undefined) {
    const files = readYamlFolder("profiles");
    for (const file of files) checkShape(file, "profile.schema.json");
    profiles = readProfiles(files, loadForms());
  }
  return profiles;
}

/** Within how many days of its approval (批复) a disclosure has to be public. */
export interface Deadline {
  readonly days: number;
  readonly basis: string;
  /** Below "high" nobody has held it against the law's own text. */
  readonly confidence: "high" | "medium" | "low";
}

/** `disclosure/deadline.yaml`. @throws YibaoError DISCLOSURE-FILE-* */
export function loadDeadline(): Deadline {
  if (deadline === undefined) {
    const file = readYaml("deadline.yaml");
    checkShape(file, "deadline.schema.json");
    deadline = file.content as Deadline;
  }
  return deadline;
}

/** The shipped profile for a disclosure; the common core where no other fits. */
export function profileFor(wanted: ProfileCase): Profile {
  return chooseProfile(loadProfiles(), wanted);
}
