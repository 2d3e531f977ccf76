import {
  type CivilDate,
  civilDate,
  type Fen,
  fenFromYuan,
  PPM_ONE,
  type Ppm,
  ppmFromDecimal,
  YibaoError,
  yuanFromFen,
  ZERO_FEN,
  ZERO_PPM,
} from "../kernel/index.ts";
import {
  ACCOUNT_USES,
  diseaseCode,
  HOSPITAL_LEVELS,
  IDENTITY_KINDS,
  type PayingAccount,
  PLACES,
  type Region,
} from "../policy/index.ts";
import type { Bill, DatedLine, PersonTimeline } from "./bill.ts";
import { isInpatientType, nationalVisitType } from "./visit-type.ts";

/** A case as written by a clerk (contracts: `yibao settle`), read into the nouns of settling. */
export interface Case {
  readonly region: string | null;
  readonly name: string;
  readonly person: PersonTimeline;
  readonly accounts: readonly PayingAccount[];
  readonly events: readonly CaseEvent[];
  readonly options: Readonly<Record<string, unknown>>;
  /** What the case says the answer must be, by bill and national field; empty when it says none. */
  readonly expect: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export type CaseEvent =
  | {
      readonly kind: "bill";
      readonly id: string;
      readonly bill: Bill;
      /** Only sums were given: its lines are made of them, and their numbers mean nothing. */
      readonly by_sums: boolean;
      /** The earlier bill that settled a part of the same stay. */
      readonly continues?: string;
    }
  | { readonly kind: "void"; readonly id: string; readonly voided: string };

type Raw = Readonly<Record<string, unknown>>;

const CASE_FIELDS = ["region", "name", "source", "note", "person", "bills", "options", "expect"];
const PERSON_FIELDS = [
  "psn_no",
  "insutype",
  "status",
  "sex",
  "born",
  "civil_servant",
  "identities",
  "account",
];
const BILL_FIELDS = [
  "id",
  "date",
  "admitted",
  "med_type",
  "hospital_level",
  "place",
  "disease",
  "use_account",
  "lines",
  "total",
  "in_scope",
  "note",
  "void",
  "continues",
];
const VOID_FIELDS = ["id", "void", "date", "note"];
const LINE_FIELDS = [
  "class",
  "amount",
  "first_share",
  "price_limit_excess",
  "date",
  "paid_alone",
  "note",
];
/** A resident may be said to work or to be retired: the resident rows apply all the same. */
const STATUSES = {
  "310": ["working", "retired"],
  "390": ["working", "retired", "resident"],
} as const;
const ALWAYS = { from: "1900-01-01" as CivilDate, to: null };

/**
 * Reads a case from parsed JSON or YAML; amounts are numbers or decimal texts in yuan.
 * @throws YibaoError CASE-* naming the field
 */
export function readCase(raw: unknown, region: Region): Case {
  const root = object(raw, "案例");
  onlyKnown(root, CASE_FIELDS, "");
  const person = object(required(root, "person", ""), "person");
  onlyKnown(person, PERSON_FIELDS, "person.");
  const insutype = oneOf(
    required(person, "insutype", "person."),
    ["310", "390"],
    "person.insutype",
  );
  const events = list(required(root, "bills", ""), "bills").map((bill, index) =>
    readEvent(bill, `bills[${index}].`, insutype, region),
  );
  checkIds(events);
  return {
    region: root.region == null ? null : String(root.region),
    name: String(root.name ?? ""),
    person: readPerson(person, insutype),
    accounts: readAccounts(person.account),
    events,
    options: object(root.options ?? {}, "options"),
    expect: readExpect(root.expect ?? {}),
  };
}

function readPerson(raw: Raw, insutype: "310" | "390"): PersonTimeline {
  const status =
    insutype === "390" && raw.status == null
      ? "resident"
      : oneOf(required(raw, "status", "person."), STATUSES[insutype], "person.status");
  const identities = list(raw.identities ?? [], "person.identities").map((one, index) => {
    const where = `person.identities[${index}].`;
    const identity = object(one, where);
    onlyKnown(identity, ["kind", "from", "to"], where);
    const from = identity.from == null ? ALWAYS.from : date(identity.from, `${where}from`);
    const to = identity.to == null ? null : date(identity.to, `${where}to`);
    if (to !== null && to <= from) notAllowed(`${where}to`, to, `晚于 from（${from}）的日期`);
    return {
      kind: oneOf(required(identity, "kind", where), IDENTITY_KINDS, `${where}kind`),
      period: { from, to },
    };
  });
  return {
    person_no: String(raw.psn_no ?? "P1"),
    enrolments: [
      {
        insutype,
        period: ALWAYS,
        employment_status: insutype === "390" ? "resident" : status,
        civil_servant_rank: raw.civil_servant == null ? null : String(raw.civil_servant),
      },
    ],
    identities,
  };
}

function readAccounts(raw: unknown): PayingAccount[] {
  if (raw == null) return [];
  const account = object(raw, "person.account");
  onlyKnown(account, ["balance", "mutual"], "person.account.");
  const own = amount(account.balance ?? "0", "person.account.balance");
  const mutual = list(account.mutual ?? [], "person.account.mutual").map((one, index) => ({
    account_id: `mutual-${index + 1}`,
    relation: "mutual" as const,
    balance_fen: amount(one, `person.account.mutual[${index}]`),
  }));
  return [{ account_id: "own", relation: "own", balance_fen: own }, ...mutual];
}

function readEvent(raw: unknown, where: string, insutype: string, region: Region): CaseEvent {
  const bill = object(raw, where);
  onlyKnown(bill, bill.void == null ? BILL_FIELDS : VOID_FIELDS, where);
  const id = String(required(bill, "id", where));
  if (bill.void != null) {
    if (bill.date != null) date(bill.date, `${where}date`);
    return { kind: "void", id, voided: String(bill.void) };
  }
  const end = date(required(bill, "date", where), `${where}date`);
  const visit_type = nationalVisitType(String(required(bill, "med_type", where)));
  const inpatient = isInpatientType(visit_type);
  const continues = readContinues(bill.continues, inpatient, `${where}continues`);
  const begin = readAdmission(bill.admitted, end, inpatient, `${where}admitted`);
  return {
    kind: "bill",
    id,
    by_sums: bill.lines == null,
    ...(continues === null ? {} : { continues }),
    bill: {
      insutype,
      visit_type,
      begin,
      end,
      hospital_level: oneOf(
        required(bill, "hospital_level", where),
        HOSPITAL_LEVELS,
        `${where}hospital_level`,
      ),
      place: oneOf(bill.place ?? "local", PLACES, `${where}place`),
      disease: bill.disease == null ? null : diseaseCode(region, String(bill.disease)),
      account_use: oneOf(bill.use_account ?? "none", ACCOUNT_USES, `${where}use_account`),
      lines: readLines(bill, id, { begin, end }, where),
      stay: inpatient ? { first_settlement: true, deductible_charged_fen: ZERO_FEN } : null,
    },
  };
}

function readContinues(raw: unknown, inpatient: boolean, field: string): string | null {
  if (raw == null) return null;
  if (!inpatient) notAllowed(field, String(raw), "只有住院的账单才写");
  return String(raw);
}

function readAdmission(raw: unknown, end: CivilDate, inpatient: boolean, field: string): CivilDate {
  if (raw == null) return end;
  const begin = date(raw, field);
  if (!inpatient) notAllowed(field, begin, "只有住院的账单才写");
  if (begin > end) notAllowed(field, begin, `不晚于 date（${end}）的日期`);
  return begin;
}

/** First and last day of a bill, both counted in. */
interface Days {
  readonly begin: CivilDate;
  readonly end: CivilDate;
}

function readLines(bill: Raw, id: string, days: Days, where: string): DatedLine[] {
  const hasSums = bill.total != null || bill.in_scope != null;
  if ((bill.lines != null) === hasSums) throw new YibaoError("CASE-LINES-OR-SUMS", { bill: id });
  if (bill.lines != null) {
    return list(bill.lines, `${where}lines`).map((line, index) =>
      readLine(line, id, index, days, `${where}lines[${index}].`),
    );
  }
  const inScope = amount(bill.in_scope ?? bill.total, `${where}in_scope`);
  const total = amount(bill.total ?? bill.in_scope, `${where}total`);
  if (inScope > total) {
    throw new YibaoError("CASE-TOTAL-DIFFERS", {
      bill: id,
      in_scope: yuanFromFen(inScope),
      total: yuanFromFen(total),
    });
  }
  const rest = (total - inScope) as Fen;
  const lines = [plainLine("A", inScope, days.end)];
  return rest > 0 ? [...lines, plainLine("C", rest, days.end)] : lines;
}

function plainLine(type: "A" | "C", amount_fen: Fen, day: CivilDate): DatedLine {
  return {
    date: day,
    amount_fen,
    class: type,
    first_share_ppm: ZERO_PPM,
    over_limit_fen: ZERO_FEN,
    paid_alone: false,
  };
}

function readLine(
  raw: unknown,
  bill: string,
  index: number,
  { begin, end }: Days,
  where: string,
): DatedLine {
  const line = object(raw, where);
  onlyKnown(line, LINE_FIELDS, where);
  const amount_fen = amount(required(line, "amount", where), `${where}amount`);
  const excess = amount(line.price_limit_excess ?? "0", `${where}price_limit_excess`);
  const day = line.date == null ? end : date(line.date, `${where}date`);
  if (day < begin || day > end) notAllowed(`${where}date`, day, `${begin} 至 ${end}`);
  if (excess > amount_fen) {
    throw new YibaoError("CASE-LIMIT-OVER-AMOUNT", {
      bill,
      line: index + 1,
      excess: yuanFromFen(excess),
      amount: yuanFromFen(amount_fen),
    });
  }
  return {
    date: day,
    amount_fen,
    class: oneOf(required(line, "class", where), ["A", "B", "C"], `${where}class`),
    first_share_ppm: share(line.first_share ?? "0", `${where}first_share`),
    over_limit_fen: excess,
    paid_alone: oneOf(line.paid_alone ?? false, ["true", "false"], `${where}paid_alone`) === "true",
  };
}

function readExpect(raw: unknown): Case["expect"] {
  const expect = object(raw, "expect");
  for (const [bill, fields] of Object.entries(expect)) object(fields, `expect.${bill}`);
  return expect as Case["expect"];
}

function checkIds(events: readonly CaseEvent[]): void {
  const seen = new Set<string>();
  for (const { id } of events) {
    if (seen.has(id)) throw new YibaoError("CASE-BILL-TWICE", { bill: id });
    seen.add(id);
  }
}

function object(raw: unknown, field: string): Raw {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    notAllowed(field.replace(/\.$/, ""), String(raw), "{ 名称: 值 }");
  }
  return raw as Raw;
}

function list(raw: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(raw)) notAllowed(field, String(raw), "[ … ]");
  return raw as readonly unknown[];
}

function required(raw: Raw, field: string, where: string): unknown {
  if (raw[field] == null) throw new YibaoError("CASE-MISSING", { field: `${where}${field}` });
  return raw[field];
}

function onlyKnown(raw: Raw, known: readonly string[], where: string): void {
  const stranger = Object.keys(raw).find((field) => !known.includes(field));
  if (stranger !== undefined) {
    throw new YibaoError("CASE-UNKNOWN-FIELD", {
      field: `${where}${stranger}`,
      known: known.join("、"),
    });
  }
}

function oneOf<Value extends string>(
  raw: unknown,
  allowed: readonly Value[],
  field: string,
): Value {
  if (!allowed.includes(String(raw) as Value)) notAllowed(field, String(raw), allowed.join("、"));
  return String(raw) as Value;
}

function date(raw: unknown, field: string): CivilDate {
  return at(field, () => civilDate(String(raw)));
}

function amount(raw: unknown, field: string): Fen {
  const value = at(field, () => fenFromYuan(raw as string | number));
  if (value < 0) notAllowed(field, yuanFromFen(value), "不小于 0 的金额（元）");
  return value;
}

function share(raw: unknown, field: string): Ppm {
  const value = at(field, () => ppmFromDecimal(raw as string | number));
  if (value < 0 || value > PPM_ONE) notAllowed(field, String(raw), "0 至 1 之间的小数");
  return value;
}

function notAllowed(field: string, value: string, allowed: string): never {
  throw new YibaoError("CASE-NOT-ALLOWED", { field, value, allowed });
}

function at<Value>(field: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof YibaoError ? error.at(field) : error;
  }
}
