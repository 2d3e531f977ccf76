import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { isNode, LineCounter, parseDocument } from "yaml";
import { YibaoError } from "../../kernel/index.ts";
import { packageRoot } from "../../store/index.ts";
import type { PublishedUnit } from "../materials.ts";
import { inChinese, inEnglish } from "./chinese-keys.ts";

/** What `disclosure.yaml` of a data folder says: who, which year, and the words. */
export interface DisclosureFile {
  readonly kind: "budget" | "final";
  readonly year: number;
  readonly profile: string | null;
  readonly none: readonly string[];
  readonly source: string;
  readonly unit: PublishedUnit;
  readonly reasons: Readonly<Record<string, string>>;
  readonly uses: Readonly<Record<string, string>>;
  readonly paragraphs: Readonly<Record<string, readonly string[]>>;
  /** `disclosure.yaml:12` of the value at the path, as it was written. */
  where(path: Path): string;
}

type Path = readonly (string | number)[];

interface Written {
  readonly kind: "budget" | "final";
  readonly year: string;
  readonly profile?: string;
  readonly none?: readonly string[];
  readonly source: string;
  readonly unit: PublishedUnit;
  readonly reasons?: Readonly<Record<string, string>>;
  readonly uses?: Readonly<Record<string, string>>;
  readonly paragraphs?: Readonly<Record<string, string | readonly string[]>>;
}

let compiled: ValidateFunction | undefined;

function validator(): ValidateFunction {
  if (compiled === undefined) {
    const path = join(packageRoot(), "disclosure", "data-folder.schema.json");
    const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
    compiled = ajv.compile(JSON.parse(readFileSync(path, "utf8")));
  }
  return compiled;
}

/**
 * Reads the text of `disclosure.yaml`; its names may be Chinese or English.
 * @throws YibaoError PUBLICATION-NOT-YAML | PUBLICATION-KEY-UNKNOWN | PUBLICATION-KEY-MISSING |
 *   PUBLICATION-NOT-ALLOWED | PUBLICATION-SHAPE, with file and line
 */
export function readDisclosureFile(name: string, text: string): DisclosureFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: "failsafe",
    lineCounter: lines,
    uniqueKeys: true,
  });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const reason = YAML_REASONS[problem.code] ?? "此处的写法不合 YAML 的规则";
    const { line, col } = lines.linePos(problem.pos[0]);
    throw new YibaoError("PUBLICATION-NOT-YAML", { reason }, `${name}:${line}:${col}`);
  }
  const { content, written } = inEnglish(document.toJS());
  const where = (path: Path): string => {
    const original = written(path);
    for (let length = original.length; length > 0; length--) {
      const node = document.getIn(original.slice(0, length), true);
      const start = isNode(node) ? node.range?.[0] : undefined;
      if (start === undefined) continue;
      const { line, col } = lines.linePos(start);
      return `${name}:${line}:${col}`;
    }
    return `${name}:1:1`;
  };
  const validate = validator();
  if (!validate(content)) throw shapeError(validate.errors ?? [], where);
  const { kind, year, profile, none, source, unit, reasons, uses, paragraphs } = content as Written;
  return {
    kind,
    year: Number(year),
    profile: profile ?? null,
    none: none ?? [],
    source,
    unit,
    reasons: reasons ?? {},
    uses: uses ?? {},
    paragraphs: Object.fromEntries(
      Object.entries(paragraphs ?? {}).map(([id, words]) => [id, lined(words)]),
    ),
    where,
  };
}

/** What is usually wrong, by the codes of the library. */
const YAML_REASONS: Readonly<Record<string, string>> = {
  BAD_INDENT: "缩进不对，或括号没有写完",
  DUPLICATE_KEY: "同一个名称写了两次",
  MISSING_CHAR: "缺少引号、括号、逗号或冒号后的空格",
  BLOCK_AS_IMPLICIT_KEY: "一行里有两个“名称: 值”，或缩进不对",
  MULTILINE_IMPLICIT_KEY: "名称后面缺少冒号和空格",
  TAB_AS_INDENT: "缩进用了制表符，请改用空格",
  UNEXPECTED_TOKEN: "有多余的字符",
  BAD_SCALAR_START: "值以特殊符号开头，请加引号",
};

/** A text of several lines is several paragraphs. */
function lined(words: string | readonly string[]): readonly string[] {
  const parts = typeof words === "string" ? words.split("\n") : words;
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

/** A misspelt name comes before the missing one it stands for. */
function shapeError(errors: readonly ErrorObject[], where: (path: Path) => string): YibaoError {
  const misspelt = errors.find(({ keyword }) => keyword === "additionalProperties");
  const error = misspelt ?? (errors.find(({ keyword }) => keyword !== "anyOf") as ErrorObject);
  const path = error.instancePath
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const params = error.params as Readonly<Record<string, unknown>>;
  const key = inChinese(path.join(".")) || "（文件）";
  switch (error.keyword) {
    case "additionalProperties": {
      const unknown = String(params.additionalProperty);
      const schema = error.parentSchema as { properties?: object } | undefined;
      const known = Object.keys(schema?.properties ?? {})
        .map(inChinese)
        .join("、");
      const details = { key: unknown, known };
      return new YibaoError("PUBLICATION-KEY-UNKNOWN", details, where([...path, unknown]));
    }
    case "required": {
      const details = { key: inChinese([...path, String(params.missingProperty)].join(".")) };
      return new YibaoError("PUBLICATION-KEY-MISSING", details, where(path));
    }
    case "enum": {
      const allowed = (params.allowedValues as readonly unknown[])
        .map(String)
        .map(inChinese)
        .join("、");
      const details = { key, value: String(error.data), allowed };
      return new YibaoError("PUBLICATION-NOT-ALLOWED", details, where(path));
    }
    default: {
      const wanted = WANTED[error.keyword] ?? typeWords(params.type);
      return new YibaoError("PUBLICATION-SHAPE", { key, wanted }, where(path));
    }
  }
}

const WANTED: Readonly<Record<string, string>> = {
  pattern: "四位年份",
  minLength: "文字，不能为空",
  minItems: "至少一项的列表",
};

function typeWords(type: unknown): string {
  const words: Readonly<Record<string, string>> = {
    object: "一组“名称: 值”",
    array: "一个列表",
    string: "文字",
  };
  return words[String(type)] ?? "文字或列表";
}
