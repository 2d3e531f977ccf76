import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { civilDate, type Fen, fenFromYuan, yuanFromFen } from "../kernel/index.ts";
import { loadRegion, type Region, regionsFolder } from "../policy/index.ts";
import {
  contributionOf,
  criticalIllnessCap,
  lateFee,
  type Participation,
  reserveMonths,
  residentFee,
  waitingMonths,
} from "./index.ts";

// Goal: the worked examples of financing, as a clerk wrote them, come out to the fen. Method: each
// file says what is given and what is expected, in yuan and months; amounts are kept as written.

const FOLDER = join(regionsFolder(), "430400-hengyang", "cases", "financing");
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith(".yaml"));

type Given = Readonly<Record<string, string>> & { readonly identities?: readonly string[] };
type Answer = Readonly<Record<string, string | null>>;

const QUESTIONS: Readonly<Record<string, (region: Region, given: Given) => Answer>> = {
  contribution: (region, given) =>
    inYuan(
      contributionOf(region, text(given.month), {
        employment_status: text(given.status) as "working" | "retired",
        contribution_base_fen: fenFromYuan(text(given.wage)),
        participation: (given.participation ?? "employer") as Participation,
      }),
    ),
  resident_fee: (region, given) => {
    const fee = residentFee(region, Number(given.coverage_year), given.identities ?? []);
    const { fee_fen, person_fen, assistance_fen, subsidy_fen } = fee;
    return {
      ...inYuan({ fee_fen, person_fen, assistance_fen, subsidy_fen }),
      assisted_as: fee.assisted_as,
      subsidy_year: String(fee.subsidy_year),
    };
  },
  late_fee: (region, given) =>
    inYuan({
      late_fee_fen: lateFee(
        region,
        civilDate(text(given.day)),
        fenFromYuan(text(given.arrears)),
        Number(given.days),
      ),
    }),
  waiting: (region, given) => ({
    months: String(
      waitingMonths(region, civilDate(text(given.day)), {
        missed_years: Number(given.missed_years),
        bought_back_years: Number(given.bought_back_years),
      }),
    ),
  }),
  critical_illness_cap: (region, given) => {
    const cap = criticalIllnessCap(region, civilDate(text(given.day)), {
      identities: given.identities ?? [],
      continuous_years: Number(given.continuous_years),
      no_claim_years: Number(given.no_claim_years),
    });
    return inYuan({ cap_fen: cap.cap_fen as Fen, most_fen: cap.most_fen as Fen });
  },
  reserve: (region, given) => {
    const [balance, spending] = [text(given.balance), text(given.spending)];
    const day = civilDate(text(given.day));
    const reserve = reserveMonths(region, day, fenFromYuan(balance), fenFromYuan(spending));
    const months = ((reserve.months_thousandths ?? 0) / 1000).toFixed(3);
    return { months, band: reserve.band, warning: reserve.warning };
  },
};

function text(value: string | undefined): string {
  return String(value);
}

/** Amounts by name without the unit, in yuan. */
function inYuan(amounts: Readonly<Record<string, Fen>> | object): Answer {
  return Object.fromEntries(
    Object.entries(amounts).map(([name, amount]) => [
      name.replace(/_fen$/, ""),
      yuanFromFen(amount as Fen),
    ]),
  );
}

describe("financing cases of Hengyang", () => {
  test("are all there", () => {
    expect(FILES).toEqual(["E32", "E33", "E34", "E35", "E36", "E37"].map((id) => `${id}.yaml`));
  });

  test.each(FILES)("%s", (file) => {
    const written = parse(readFileSync(join(FOLDER, file), "utf8"), { schema: "failsafe" });
    const region = loadRegion(String(written.region));
    const asked = Object.entries(QUESTIONS).filter(([name]) => name in written);
    expect(asked).toHaveLength(1);
    for (const [name, answer] of asked) {
      for (const { given, expect: wanted } of written[name] as Case[]) {
        expect(answer(region, given)).toMatchObject(read(wanted));
      }
    }
  });
});

interface Case {
  readonly given: Given;
  readonly expect: Readonly<Record<string, string>>;
}

/** `null` is a word in this way of reading YAML. */
function read(wanted: Readonly<Record<string, string>>): Answer {
  return Object.fromEntries(
    Object.entries(wanted).map(([name, value]) => [name, value === "null" ? null : value]),
  );
}
