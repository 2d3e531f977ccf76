import { chinaTime, YibaoError } from "../kernel/index.ts";
import { loadRegion } from "../policy/index.ts";
import { calculate } from "../settlement/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { calculatorSheet } from "./calculator-sheet.ts";

/** Flags that carry a field of the question as they are; the others need reading first. */
const FIELDS: Readonly<Record<string, string>> = {
  insutype: "insutype",
  "visit-type": "visit_type",
  level: "level",
  place: "place",
  date: "date",
  disease: "disease",
  status: "status",
  identity: "identity",
  "civil-servant": "civil_servant",
  total: "total",
  "in-scope": "in_scope",
  "class-b": "class_b",
  "first-share": "first_share",
  "class-c": "class_c",
  balance: "balance",
  compare: "compare",
};

/** `yibao calculate --region CODE …`: what a bill would come to, and why; nothing is kept. */
export async function calculateCommand(invocation: Invocation): Promise<number> {
  const region = textFlag(invocation, "region");
  if (region === undefined) {
    throw new YibaoError("COMMAND-MISSING", { command: "calculate", what: "--region" });
  }
  const question: Record<string, unknown> = { date: chinaTime(new Date()).slice(0, 10) };
  for (const [flag, field] of Object.entries(FIELDS)) {
    const value = textFlag(invocation, flag);
    if (value !== undefined) question[field] = value;
  }
  const thisYear = textFlag(invocation, "this-year");
  if (thisYear !== undefined) question.this_year = pairs(thisYear);
  const answer = calculate(loadRegion(region), question);
  const text = invocation.json ? JSON.stringify(answer, null, 2) : calculatorSheet(answer);
  process.stdout.write(`${text}\n`);
  return 0;
}

/** `admissions=1,deductible=1200`. @throws YibaoError COMMAND-BAD-FLAG */
function pairs(text: string): Record<string, string> {
  const read: Record<string, string> = {};
  for (const part of text.split(/[,，]/)) {
    const [name = "", value, ...rest] = part.split("=");
    if (name.trim() === "" || value === undefined || rest.length > 0) {
      const allowed = "名称=数值，多项以逗号分隔，例如 admissions=1,deductible=1200";
      throw new YibaoError("COMMAND-BAD-FLAG", { flag: "--this-year", value: part, allowed });
    }
    read[name.trim()] = value.trim();
  }
  return read;
}
