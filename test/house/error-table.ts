import {
  isNode,
  lineAt,
  nodeList,
  type SourceFile,
  type SyntaxNode,
  stringOf,
  type Violation,
} from "./source-file.ts";

/** The table of error texts, read as it is written: `"CODE": { what: "…", mend: "…" }`. */

export interface WrittenError {
  readonly code: string;
  readonly path: string;
  readonly line: number;
  /** Null where it is not a plain text. */
  readonly what: string | null;
  readonly mend: string | null;
}

const TABLE_FILE = /^src\/kernel\/error-texts[a-z-]*\.ts$/;
export const CODE = /^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$/;

/** Every entry of the table, also one that a later entry of the same code would hide. */
export function writtenErrors(files: readonly SourceFile[]): readonly WrittenError[] {
  return files
    .filter(({ path }) => TABLE_FILE.test(path))
    .flatMap((file) =>
      file.nodes.flatMap((node) => {
        const text = isNode(node, "Property") ? node.value : null;
        const code = isNode(node, "Property") ? stringOf(node.key) : null;
        if (code === null || !isNode(text, "ObjectExpression")) return [];
        return {
          code,
          path: file.path,
          line: lineAt(file, node.start),
          what: textOf(memberOf(text, "what")),
          mend: textOf(memberOf(text, "mend")),
        };
      }),
    );
}

/** The value of a member of an object as written, or undefined. */
export function memberOf(object: SyntaxNode, name: string): unknown {
  return nodeList(object.properties).find((property) => keyOf(property) === name)?.value;
}

/** The name of a property as written, `a` or `"a"`; null for a spread or a computed name. */
export function keyOf(property: SyntaxNode): string | null {
  if (property.type !== "Property" || property.computed === true) return null;
  return isNode(property.key, "Identifier") ? String(property.key.name) : stringOf(property.key);
}

/** A text written in one or several literals joined with +. */
function textOf(node: unknown): string | null {
  if (!isNode(node, "BinaryExpression") || node.operator !== "+") return stringOf(node);
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === null || right === null ? null : left + right;
}

export function doubledCodes(files: readonly SourceFile[]): readonly Violation[] {
  const first = new Map<string, WrittenError>();
  return writtenErrors(files).flatMap((error) => {
    const earlier = first.get(error.code);
    if (earlier === undefined) {
      first.set(error.code, error);
      return [];
    }
    return {
      path: error.path,
      line: error.line,
      what: `defines ${error.code}, which ${earlier.path}:${earlier.line} defines already`,
      why: "the later text hides the earlier one without a word",
      mend: "give one of them a code of its own, or remove it",
    };
  });
}
