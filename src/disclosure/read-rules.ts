import { YibaoError } from "../kernel/index.ts";
import { type Address, parseAddress } from "./address.ts";
import type { DisclosureKind } from "./disclosure.ts";
import type { Severity } from "./finding.ts";
import type { Forms } from "./forms.ts";
import type {
  AgainstScope,
  Operands,
  Relation,
  Rule,
  StatementRelation,
  Term,
  Tolerance,
} from "./rule.ts";
import type { Path, YamlFile } from "./yaml-file.ts";

type WrittenTerm = string | { readonly whole: string; readonly parts: readonly WrittenTerm[] };
type WrittenSide = WrittenTerm | readonly WrittenTerm[];

/** What a record holds once its shape is known to be right. */
interface WrittenRule {
  readonly id: string;
  readonly budget_id?: string;
  readonly title: string;
  readonly basis: string;
  readonly kinds?: readonly DisclosureKind[];
  readonly profile?: readonly string[];
  readonly precondition?: Partial<
    Readonly<Record<"printed" | "not_printed" | "zero" | "same", readonly string[]>>
  >;
  readonly each?: Readonly<Record<string, string>>;
  readonly relation?: Relation | StatementRelation;
  readonly check?: string;
  readonly statements?: readonly string[];
  readonly operands?: Readonly<Record<string, WrittenSide>>;
  readonly tolerance?: Tolerance;
  readonly heuristic?: boolean;
  readonly against?: AgainstScope;
  readonly severity: Severity;
  readonly message: string;
  readonly suggestion?: string;
}

/** @throws YibaoError DISCLOSURE-RULE-ADDRESS | DISCLOSURE-FILE-MISSING at file and line */
export function readRules(files: readonly YamlFile[], forms: Forms): readonly Rule[] {
  return files.flatMap((file) => {
    const { rules } = file.content as { rules: readonly WrittenRule[] };
    return rules.flatMap((written, at) =>
      editions(written).map((one) => new RuleReader(file, ["rules", at], one, forms).read()),
    );
  });
}

function isCopy(relation: string): boolean {
  return relation === "equal" || relation === "one-of";
}

/** A record with a name of its own for budgets is two rules. */
function editions(written: WrittenRule): readonly WrittenRule[] {
  const { budget_id } = written;
  if (budget_id === undefined) return [written];
  return [
    { ...written, kinds: ["final"] },
    { ...written, kinds: ["budget"], id: budget_id },
  ];
}

class RuleReader {
  private readonly file: YamlFile;
  private readonly path: Path;
  private readonly written: WrittenRule;
  private readonly forms: Forms;

  constructor(file: YamlFile, path: Path, written: WrittenRule, forms: Forms) {
    this.file = file;
    this.path = path;
    this.written = written;
    this.forms = forms;
  }

  read(): Rule {
    const { written } = this;
    const words = {
      id: written.id,
      title: written.title,
      basis: written.basis,
      kinds: written.kinds ?? (["budget", "final"] as const),
      profile: written.profile ?? [],
      severity: written.severity,
      message: written.message,
      suggestion: written.suggestion ?? "",
    };
    if (written.check !== undefined) return { ...words, form: "check", check: written.check };
    const relation = written.relation;
    if (relation === undefined) throw this.missing("relation");
    if (written.statements !== undefined) {
      const statements = written.statements;
      return { ...words, form: "statement", relation: relation as StatementRelation, statements };
    }
    const precondition = written.precondition ?? {};
    return {
      ...words,
      form: "relation",
      relation: relation as Relation,
      each: new Map(Object.entries(written.each ?? {})),
      precondition: {
        printed: this.addresses(precondition.printed),
        not_printed: this.addresses(precondition.not_printed),
        zero: this.addresses(precondition.zero),
        same: this.addresses(precondition.same),
      },
      operands: relation === "mapped" ? { left: [], right: [] } : this.operands(),
      tolerance: written.tolerance ?? (isCopy(relation) ? "copy" : "sum"),
      is_heuristic: written.heuristic ?? false,
      against: written.against ?? null,
    };
  }

  private operands(): Operands {
    const given = this.written.operands ?? {};
    const left = given.total ?? given.left;
    if (left === undefined) throw this.missing("operands");
    return {
      left: this.side(left, 1),
      right: [
        ...this.side(given.parts ?? [], 1),
        ...this.side(given.right ?? [], 1),
        ...this.side(given.less ?? [], -1),
      ],
    };
  }

  private side(side: WrittenSide, factor: number): readonly Term[] {
    const terms = Array.isArray(side) ? side : [side];
    return (terms as readonly WrittenTerm[]).map((term) => this.term(term, factor));
  }

  private term(written: WrittenTerm, factor: number): Term {
    if (typeof written !== "string") {
      const parts = written.parts.map((part) => this.term(part, factor));
      return { ...this.term(written.whole, factor), parts };
    }
    const match = /^(\d+) \* (.+)$/.exec(written);
    const address = this.address(match?.[2] ?? written);
    return { factor: factor * Number(match?.[1] ?? 1), address, parts: [] };
  }

  private addresses(given: readonly string[] = []): readonly Address[] {
    return given.map((address) => this.address(address));
  }

  private address(text: string): Address {
    const address = parseAddress(text);
    if (address === null) throw this.wrong(text, "不是地址");
    const topic = this.forms.topics.get(address.topic);
    if (address.topic.startsWith("{")) return address;
    if (topic === undefined) throw this.wrong(text, `没有主题“${address.topic}”`);
    const isFree = address.source === "text" || /[{*|]/.test(address.column);
    const isKnown = topic.columns.has(address.column) || address.column === "current";
    if (!isFree && !isKnown) throw this.wrong(text, `该主题没有列“${address.column}”`);
    return address;
  }

  private wrong(address: string, reason: string): YibaoError {
    const details = { rule: this.written.id, address, reason };
    return new YibaoError("DISCLOSURE-RULE-ADDRESS", details, this.file.where(this.path));
  }

  private missing(key: string): YibaoError {
    return new YibaoError("DISCLOSURE-FILE-MISSING", { key }, this.file.where(this.path));
  }
}
