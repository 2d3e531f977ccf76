import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { YibaoError } from "../kernel/index.ts";
import type { PackFile, Path } from "./pack-file.ts";
import { regionsFolder } from "./regions-folder.ts";

/** Checks a pack file against regions/pack.schema.json, the schema an editor uses too. */

let compiled: ValidateFunction | null = null;

function validator(): ValidateFunction {
  if (compiled === null) {
    const schema = JSON.parse(readFileSync(`${regionsFolder()}/pack.schema.json`, "utf8"));
    const ajv = new Ajv({ allErrors: true, discriminator: true, strict: false, verbose: true });
    compiled = ajv.compile(schema);
  }
  return compiled;
}

/** @throws YibaoError PACK-* at file:line for the most telling thing that does not fit. */
export function checkStructure(file: PackFile): void {
  const validate = validator();
  if (validate(file.content)) return;
  throw structureError(file, tellingError(validate.errors ?? []));
}

/**
 * A misspelt name comes before the missing one it stands for; where two forms are possible, what
 * is missing of the longer form comes before “neither form”.
 */
function tellingError(errors: readonly ErrorObject[]): ErrorObject {
  const misspelt = errors.find((error) => error.keyword === "additionalProperties");
  if (misspelt) return misspelt;
  const first = errors.find((error) => error.keyword !== "oneOf") as ErrorObject;
  const neither = errors.find(
    (error) => error.keyword === "anyOf" && first.instancePath === error.instancePath,
  );
  const missing = errors.find(
    (error) => error.keyword === "required" && error.instancePath === neither?.instancePath,
  );
  return missing ?? neither ?? first;
}

function structureError(file: PackFile, error: ErrorObject): YibaoError {
  const path = pointerPath(error.instancePath, file.content);
  const params = error.params as Record<string, unknown>;
  const allowed = (error.parentSchema as { properties?: object } | undefined)?.properties;
  switch (error.keyword) {
    case "additionalProperties": {
      const key = String(params.additionalProperty);
      const known = Object.keys(allowed ?? {}).join("、");
      return new YibaoError("PACK-UNKNOWN-KEY", { key, known }, file.where([...path, key]));
    }
    case "required":
      return new YibaoError(
        "PACK-MISSING-KEY",
        { key: String(params.missingProperty) },
        file.where(path),
      );
    case "enum":
    case "const":
    case "discriminator": {
      const value = error.keyword === "discriminator" ? params.tagValue : error.data;
      const list = (params.allowedValues as unknown[] | undefined) ?? LAYER_KINDS;
      return new YibaoError(
        "PACK-NOT-ALLOWED",
        { value: wordOf(value), allowed: [...new Set(list.map(String))].join("、") },
        file.where(error.keyword === "discriminator" ? [...path, "kind"] : path),
      );
    }
    default:
      return new YibaoError(
        "PACK-WRONG-SHAPE",
        { key: path.join(".") || "（文件）", wanted: wantedShape(error) },
        file.where(path),
      );
  }
}

/** What was written, also where it is a list or a group that should be a word. */
function wordOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const LAYER_KINDS = ["first-share", "deductible", "share", "bands", "account"];

const SHAPES: Readonly<Record<string, string>> = {
  object: "一组“名称: 值”",
  array: "一个列表 […]",
  string: "文字",
  number: "数字",
  null: "null",
};

function wantedShape(error: ErrorObject): string {
  if (error.keyword === "anyOf") return "参数名称，或 { choose: 选项名称, 选项的值: 参数名称 }";
  const type = (error.params as { type?: string | string[] }).type;
  if (type === undefined) return "至少一项";
  return [type]
    .flat()
    .map((one) => SHAPES[one] ?? one)
    .join("或");
}

/** A JSON pointer to a path, with indexes of lists as numbers. */
function pointerPath(pointer: string, root: unknown): Path {
  let node = root;
  return pointer
    .split("/")
    .slice(1)
    .map((part) => {
      const key = part.replace(/~1/g, "/").replace(/~0/g, "~");
      const step = Array.isArray(node) ? Number(key) : key;
      node = (node as Record<string | number, unknown>)?.[step];
      return step;
    });
}
