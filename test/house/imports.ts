import { posix } from "node:path";
import {
  isNode,
  isTest,
  lineAt,
  nameOf,
  nodeList,
  type SourceFile,
  type SyntaxNode,
  stringOf,
} from "./source-file.ts";

/** One import of a file: of another file of the repository, or of a package. */
export interface FileImport {
  readonly from: string;
  readonly line: number;
  /** As written. */
  readonly specifier: string;
  /** The path imported, from the root of the repository; null for a package. */
  readonly target: string | null;
  /** Names taken, as the other side calls them; empty where it is taken as a whole. */
  readonly names: readonly string[];
  /** Whether only types are taken: nothing of it is left when the program runs. */
  readonly typesOnly: boolean;
}

/**
 * Every import of a file: static, re-exported, dynamic, of a type (`import("./x.ts").X`), and of a
 * script that is started (`new URL("./x.ts", import.meta.url)`).
 */
export function importsOf(file: SourceFile): readonly FileImport[] {
  return file.nodes.flatMap((node) => {
    const specifier = stringOf(specifierOf(node));
    if (specifier === null) return [];
    const relative = specifier.startsWith(".");
    const target = relative ? posix.join(posix.dirname(file.path), specifier) : null;
    const line = lineAt(file, node.start);
    const names = namesTaken(node);
    return [{ from: file.path, line, specifier, target, names, typesOnly: isTypesOnly(node) }];
  });
}

function specifierOf(node: SyntaxNode): unknown {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return node.source;
    case "NewExpression":
      return nameOf(node.callee) === "URL" ? scriptOf(node) : null;
    default:
      return null;
  }
}

function scriptOf(node: SyntaxNode): SyntaxNode | null {
  const [first, base] = nodeList(node.arguments);
  if (!isNode(base, "MemberExpression") || !isNode(base.object, "MetaProperty")) return null;
  return stringOf(first)?.endsWith(".ts") ? (first as SyntaxNode) : null;
}

function namesTaken(node: SyntaxNode): readonly string[] {
  const names = nodeList(node.specifiers).map((one) => {
    return nameOf(one.type === "ExportSpecifier" ? one.local : one.imported);
  });
  return names.every((name) => name !== null) ? names : [];
}

function isTypesOnly(node: SyntaxNode): boolean {
  if (node.type === "TSImportType") return true;
  if (node.importKind === "type" || node.exportKind === "type") return true;
  const specifiers = nodeList(node.specifiers);
  const typed = (one: SyntaxNode) => one.importKind === "type" || one.exportKind === "type";
  return specifiers.length > 0 && specifiers.every(typed);
}

/** The imports of the program itself, without its tests. */
export function programImports(files: readonly SourceFile[]): readonly FileImport[] {
  return files.filter(({ path }) => !isTest(path)).flatMap(importsOf);
}
