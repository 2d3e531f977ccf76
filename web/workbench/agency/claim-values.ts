import { fenOfYuan } from "../../shared/amounts.tsx";
import type { BodyOf } from "../../shared/client.ts";

/** A claim as it stands in the form, and as it is sent. */
export type ClaimBody = BodyOf<"POST /api/v1/people/{person_no}/claim-trials">;
type Line = ClaimBody["lines"][number];

export interface LineValues {
  readonly item_code?: string;
  readonly name?: string;
  readonly class: Line["class"];
  /** Percent. */
  readonly share?: string | null;
  readonly amount_fen?: string | null;
  readonly quantity?: number | null;
  readonly date?: string;
}

export interface ClaimValues {
  readonly person_no: string;
  readonly insutype: ClaimBody["insutype"];
  readonly visit_type: string;
  readonly begin: string;
  readonly end?: string;
  readonly emergency: boolean;
  readonly disease?: string;
  readonly where: "registered" | "elsewhere";
  readonly institution_code?: string;
  readonly elsewhere?: NonNullable<ClaimBody["elsewhere"]>;
  readonly lines: readonly LineValues[];
}

export const NEW_LINE: LineValues = { class: "A", quantity: 1 };

const PPM_A_PERCENT = 10_000;

export function claimBody(values: ClaimValues): ClaimBody {
  const { insutype, visit_type, begin, end, emergency, disease, where } = values;
  return {
    ...{ insutype, visit_type, begin, emergency },
    ...(end ? { end } : {}),
    ...(disease ? { disease } : {}),
    ...(where === "registered"
      ? { institution_code: values.institution_code ?? "" }
      : values.elsewhere === undefined
        ? {}
        : { elsewhere: values.elsewhere }),
    lines: values.lines.map(lineBody),
  };
}

function lineBody({
  item_code,
  name,
  share,
  amount_fen,
  quantity,
  date,
  ...line
}: LineValues): Line {
  return {
    class: line.class,
    name: name ?? "",
    amount_fen: fenOfYuan(amount_fen ?? "0"),
    ...(item_code ? { item_code } : {}),
    ...(share ? { first_share_ppm: Math.round(Number(share) * PPM_A_PERCENT) } : {}),
    ...(quantity ? { quantity } : {}),
    ...(date ? { date } : {}),
  };
}
