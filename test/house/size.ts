import {
  isNode,
  lineAt,
  nameOf,
  nodeList,
  type SourceFile,
  type SyntaxNode,
  type Violation,
} from "./source-file.ts";

/** What fits on a screen can be judged at a glance. */

export const COLUMNS_MAX = 100;
export const FUNCTION_LINES_MAX = 70;

const FUNCTION_TYPES = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
]);

/** Columns are counted in characters, so a Chinese character is one. */
export function longLines(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap(({ path, lines }) =>
    lines.flatMap((text, index) => {
      const columns = [...text].length;
      if (columns <= COLUMNS_MAX) return [];
      return {
        path,
        line: index + 1,
        what: `is ${columns} columns wide, more than ${COLUMNS_MAX}`,
        why: "two files must fit side by side on a screen",
        mend: "break the line; a long text can be joined with +",
      };
    }),
  );
}

/** From the first line of the function to its last; a `describe` is a heading, not a function. */
export function longFunctions(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap((file) => {
    const headings = new Set(
      file.nodes.filter(isDescribe).flatMap((node) => {
        return nodeList(node.arguments);
      }),
    );
    return file.nodes.flatMap((node) => {
      if (!FUNCTION_TYPES.has(node.type) || headings.has(node)) return [];
      const line = lineAt(file, node.start);
      const length = lineAt(file, node.end) - line + 1;
      if (length <= FUNCTION_LINES_MAX) return [];
      return {
        path: file.path,
        line,
        what: `${nameOf(node.id) ?? "this function"} has ${length} lines, more than ${
          FUNCTION_LINES_MAX
        }`,
        why: "a function must be seen whole to be trusted",
        mend: "keep the decisions here and move each step into a function with a name",
      };
    });
  });
}

/** `describe(…)`, and its forms such as `describe.each(rows)(…)`. */
function isDescribe(node: SyntaxNode): boolean {
  if (node.type !== "CallExpression") return false;
  let callee: unknown = node.callee;
  while (isNode(callee, "MemberExpression") || isNode(callee, "CallExpression")) {
    callee = callee.type === "MemberExpression" ? callee.object : callee.callee;
  }
  return nameOf(callee) === "describe";
}
