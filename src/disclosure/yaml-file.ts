import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { isNode, LineCounter, parseDocument } from "yaml";
import { YibaoError } from "../kernel/index.ts";

/** The `disclosure/` folder beside package.json, found upward from src/ or dist/src/. */
export function disclosureFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("no package.json above the disclosure room");
    folder = parent;
  }
  return join(folder, "disclosure");
}

/** A YAML file as plain data, and the line on which any part of it stands. */
export interface YamlFile {
  readonly name: string;
  readonly content: unknown;
  /** `rules/final.yaml:12` of the value at the path, or of the nearest around it. */
  where(path: Path): string;
}

export type Path = readonly (string | number)[];

/** @throws YibaoError DISCLOSURE-FILE-BROKEN at file and line */
export function parseYaml(name: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const problem = document.errors[0];
  if (problem !== undefined) {
    const line = lines.linePos(problem.pos[0]).line;
    const reason = (problem.message.split("\n")[0] ?? "").replace(/ at line \d+.*$/, "");
    throw new YibaoError("DISCLOSURE-FILE-BROKEN", { reason }, `${name}:${line}`);
  }
  return {
    name,
    content: document.toJS(),
    where: (path) => {
      for (let length = path.length; length >= 0; length--) {
        const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
        const start = isNode(node) ? node.range?.[0] : undefined;
        if (start !== undefined) return `${name}:${lines.linePos(start).line}`;
      }
      return name;
    },
  };
}

/** Every YAML file of a folder of `disclosure/`, in the order of names. */
export function readYamlFolder(folder: string): readonly YamlFile[] {
  const root = disclosureFolder();
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".yaml"));
  return names.sort().map((name) => readYaml(`${folder}/${name}`));
}

export function readYaml(name: string): YamlFile {
  return parseYaml(name, readFileSync(join(disclosureFolder(), name), "utf8"));
}

const validators = new Map<string, ValidateFunction>();

function validatorOf(schema: string): ValidateFunction {
  let found = validators.get(schema);
  if (found === undefined) {
    const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
    found = ajv.compile(JSON.parse(readFileSync(join(disclosureFolder(), schema), "utf8")));
    validators.set(schema, found);
  }
  return found;
}

/**
 * Holds a file against a schema of `disclosure/`.
 * @throws YibaoError DISCLOSURE-FILE-KEY | DISCLOSURE-FILE-MISSING | DISCLOSURE-FILE-VALUE
 */
export function checkShape(file: YamlFile, schema: string): void {
  const validate = validatorOf(schema);
  if (validate(file.content)) return;
  const errors = validate.errors ?? [];
  const misspelt = errors.find(({ keyword }) => keyword === "additionalProperties");
  const plain = errors.find(({ keyword }) => keyword !== "oneOf" && keyword !== "anyOf");
  throw shapeError(file, misspelt ?? plain ?? (errors[0] as ErrorObject));
}

function shapeError(file: YamlFile, error: ErrorObject): YibaoError {
  const path = error.instancePath
    .split("/")
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll("~1", "/")));
  const params = error.params as Record<string, unknown>;
  if (error.keyword === "additionalProperties") {
    const key = String(params.additionalProperty);
    const schema = error.parentSchema as { properties?: object } | undefined;
    const known = Object.keys(schema?.properties ?? {}).join("、");
    return new YibaoError("DISCLOSURE-FILE-KEY", { key, known }, file.where([...path, key]));
  }
  if (error.keyword === "required") {
    const key = String(params.missingProperty);
    return new YibaoError("DISCLOSURE-FILE-MISSING", { key }, file.where(path));
  }
  const allowed = params.allowedValues;
  const reason = Array.isArray(allowed)
    ? `只能是 ${allowed.join("、")}`
    : `${error.message ?? error.keyword}`;
  const place = path.join(".");
  return new YibaoError("DISCLOSURE-FILE-VALUE", { place, reason }, file.where(path));
}
