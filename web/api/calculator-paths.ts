/**
 * The public calculator (docs/calculator.md): not one of the browser's own routes, so its types
 * are written here. Amounts are decimal texts of yuan.
 */
interface Choice {
  readonly value: string;
  readonly title: string;
}

interface Source {
  readonly document: string;
  readonly clause: string;
  readonly basis: string;
  readonly confidence: string;
}

interface Figures {
  readonly total: string;
  readonly full_self: string;
  readonly over_limit: string;
  readonly first_self: string;
  readonly in_scope: string;
  readonly deductible: string;
  readonly pool_ratio: string;
  readonly fund_sum: string;
  readonly funds: readonly {
    readonly fund: string;
    readonly name: string;
    readonly paid: string;
  }[];
  readonly person: string;
  readonly account: string;
  readonly cash: string;
}

interface Term extends Source {
  readonly title: string;
  readonly operation: string;
  readonly rate: string;
}

interface CalculatorAnswer extends Figures {
  readonly region: string;
  readonly region_name: string;
  readonly policy_version: string;
  readonly date: string;
  readonly title: string;
  readonly benefit: { readonly name: string; readonly title: string };
  readonly steps: readonly (Source & {
    readonly kind: string;
    readonly layer: string;
    readonly title: string;
    readonly to: string;
    readonly line?: number;
    readonly base: string;
    readonly rate: string | null;
    readonly result: string;
    readonly unverified: boolean;
    readonly terms?: readonly Term[];
  })[];
  readonly sentences: readonly string[];
  readonly unverified: readonly (Source & { readonly title: string })[];
  readonly notice: string;
  readonly compare: readonly {
    readonly title: string;
    readonly level: string;
    readonly place: string;
    readonly figures: Figures | null;
    readonly person_difference: string | null;
    readonly problem: string | null;
  }[];
}

interface CalculatorOptions {
  readonly region: string;
  readonly region_name: string;
  readonly policy_version: string;
  readonly date: string;
  readonly insutype: readonly Choice[];
  readonly level: readonly Choice[];
  readonly place: readonly Choice[];
  readonly status: readonly Choice[];
  readonly identity: readonly Choice[];
  readonly disease: readonly Choice[];
  readonly civil_servant: readonly Choice[];
  readonly benefits: readonly {
    readonly name: string;
    readonly title: string;
    readonly insutype: readonly string[];
    readonly visit_type: readonly Choice[];
    readonly this_year: readonly {
      readonly name: string;
      readonly title: string;
      readonly unit: "yuan" | "count";
    }[];
  }[];
  readonly limits: {
    readonly lines: number;
    readonly compare: number;
    readonly this_year: number;
    readonly amount: string;
  };
}

interface CalculatorQuestion {
  readonly insutype: string;
  readonly visit_type: string;
  readonly level: string;
  readonly date: string;
  readonly place?: string;
  readonly disease?: string;
  readonly status?: string;
  readonly identity?: readonly string[];
  readonly civil_servant?: string;
  readonly total?: string;
  readonly in_scope?: string;
  readonly class_b?: string;
  readonly first_share?: string;
  readonly class_c?: string;
  readonly lines?: readonly {
    readonly class: string;
    readonly amount: string;
    readonly first_share?: string;
  }[];
  readonly this_year?: Readonly<Record<string, string>>;
  readonly balance?: string;
  readonly compare?: readonly string[];
}

interface Entry<Query, Body, Answer> {
  readonly params: undefined;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
}

export interface CalculatorPaths {
  readonly "GET /api/v1/calculator/options": Entry<
    { readonly date?: string },
    undefined,
    CalculatorOptions
  >;
  readonly "POST /api/v1/calculator": Entry<undefined, CalculatorQuestion, CalculatorAnswer>;
}
