import type { CivilDate } from "../kernel/index.ts";
import { type RandomSource, randomSource } from "../kernel/index.ts";
import type { HospitalLevel } from "../policy/index.ts";
import type { AgreementState, Institution } from "../providers/index.ts";
import type { DemoDistrict } from "./demo-districts.ts";

/** Made-up institutions of every level: names say 演示, serials begin with D. */

export interface DemoAgreement {
  readonly valid_from: CivilDate;
  readonly state: AgreementState;
  readonly settled_level: HospitalLevel | null;
  readonly reason: string;
}

export interface DemoInstitution extends Institution {
  readonly agreements: readonly DemoAgreement[];
}

interface Plan {
  readonly level: HospitalLevel;
  readonly district: string;
  readonly name: string;
}

/** Positions of the institutions that want `infcode` as a number. */
const NUMBER_FORM = new Set([20, 38]);
const FIRST_DAY = "2022-01-01" as CivilDate;
const SECRET_CHARACTERS = "abcdefghijkmnpqrstuvwxyz23456789";

export function demoInstitutions(
  seed: string,
  districts: readonly DemoDistrict[],
): readonly DemoInstitution[] {
  const random = randomSource(seed, "institutions");
  const serials = new Map<string, number>();
  return planned(districts).map(({ level, district, name }, index) => {
    const letter = level === "pharmacy" ? "P" : "H";
    const serial = (serials.get(district) ?? 0) + 1;
    serials.set(district, serial);
    const institution_code = `${letter}${district}D${String(serial).padStart(4, "0")}`;
    return {
      institution_code,
      name,
      type: level === "pharmacy" ? "2" : "1",
      level,
      region: district,
      uscc: `YANSHI${String(index + 1).padStart(12, "0")}`,
      // Text is what most clients compare with; two of them show the other form.
      infcode_form: NUMBER_FORM.has(index) ? "number" : "text",
      access_key: `demo-${institution_code}`,
      secret: secret(random),
      agreements: agreementsOf(name),
    };
  });
}

function planned(districts: readonly DemoDistrict[]): readonly Plan[] {
  const plan = (level: HospitalLevel, district: DemoDistrict, name: string): Plan => {
    return { level, district: district.code, name };
  };
  const at = (code: string): DemoDistrict => {
    return districts.find((district) => district.code === code) as DemoDistrict;
  };
  const [rural, all] = [districts.filter(({ code }) => code >= "430421"), districts];
  return [
    plan("level3-provincial", at("430408"), "演示医科大学附属第一医院"),
    plan("level3-provincial", at("430406"), "演示医科大学附属第二医院"),
    plan("level3", at("430407"), "衡阳市演示中心医院"),
    plan("level3", at("430405"), "衡阳市演示第一人民医院"),
    plan("level3", at("430408"), "衡阳市演示中医医院"),
    ...all.map((district) => plan("level2", district, `${district.name}演示人民医院`)),
    ...["430405", "430408", "430424", "430481"].map((code) =>
      plan("level1", at(code), `${at(code).name}演示康复医院`),
    ),
    plan("level1", at("430482"), SUSPENDED_NAME),
    ...rural.map((district) => plan("primary", district, `${district.name}演示镇中心卫生院`)),
    ...["430405", "430406", "430408"].map((code) =>
      plan("primary", at(code), `${at(code).name}演示社区卫生服务中心`),
    ),
    ...all
      .slice(0, 9)
      .map((district) => plan("pharmacy", district, `演示大药房${district.name}店`)),
    plan("pharmacy", at("430482"), ENDED_NAME),
  ];
}

const SUSPENDED_NAME = "常宁市演示仁济医院（协议中止）";
const ENDED_NAME = "演示便民药房常宁店（协议终止）";
const UPGRADED_NAME = "耒阳市演示康复医院";

/** One of each fate: suspended, ended, settled at a higher level from a day on; else in force. */
function agreementsOf(name: string): readonly DemoAgreement[] {
  const from = (
    day: string,
    state: AgreementState,
    reason: string,
    settled_level: HospitalLevel | null = null,
  ): DemoAgreement => ({ valid_from: day as CivilDate, state, settled_level, reason });
  const first = from(FIRST_DAY, "active", "");
  switch (name) {
    case SUSPENDED_NAME:
      return [first, from("2025-03-01", "suspended", "演示：违规收费，整改期间中止协议")];
    case ENDED_NAME:
      return [first, from("2024-06-01", "ended", "演示：药店停业，终止协议")];
    case UPGRADED_NAME:
      return [first, from("2025-01-01", "active", "演示：等级评审通过", "level2")];
    default:
      return [first];
  }
}

function secret(random: RandomSource): string {
  const characters = Array.from({ length: 32 }, () => random.pick([...SECRET_CHARACTERS]));
  return `demo${characters.join("")}`;
}
