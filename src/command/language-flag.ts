import { YibaoError } from "../kernel/index.ts";
import { LANGUAGES, type Language } from "../policy/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";

/** `--language zh|en`, Chinese when not given. @throws YibaoError COMMAND-BAD-FLAG */
export function languageOf(invocation: Invocation): Language {
  const given = textFlag(invocation, "language") ?? "zh";
  const known = LANGUAGES.find((one) => one === given);
  if (known !== undefined) return known;
  const allowed = LANGUAGES.join("、");
  throw new YibaoError("COMMAND-BAD-FLAG", { flag: "--language", value: given, allowed });
}
