import {
  isNode,
  isTest,
  lineAt,
  nameOf,
  type SourceFile,
  type SyntaxNode,
  type Violation,
} from "./source-file.ts";

/** What is left lying about: notes to oneself, silenced tools, tests that do not run. */

const REASON_LENGTH_MIN = 10;

/** A comment that begins with a directive; to speak of one is no directive. */
const DIRECTIVE = /(?:\/\/|\/\*)\s*(@ts-expect-error|biome-ignore[a-z-]*)(.*)/g;

export function leftoverNotes(files: readonly SourceFile[]): readonly Violation[] {
  return found(files, /\b(TODO|FIXME|XXX)\b/g, ([note]) => ({
    what: `holds a ${note}`,
    why: "a note in a file is seen by nobody whose work it is",
    mend: "do it now, or open an issue and remove the note",
  }));
}

/** `any` switches the compiler off, whether written as a type or after `as`. */
export function anyTypes(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap((file) =>
    file.nodes
      .filter((node) => node.type === "TSAnyKeyword")
      .map((node) => ({
        path: file.path,
        line: lineAt(file, node.start),
        what: "uses the type any",
        why: "the compiler then checks nothing that this value touches",
        mend: "name the type, or take unknown and narrow it",
      })),
  );
}

/**
 * The compiler is never silenced without saying which error is expected and why; the linter only
 * with a reason.
 */
export function silencedTools(files: readonly SourceFile[]): readonly Violation[] {
  return [
    ...found(files, /(?:\/\/|\/\*)\s*@ts-(?:ignore|nocheck)\b/g, ([comment]) => ({
      what: `silences the compiler: ${comment}`,
      why: "it hides every error of the line, also those that come later",
      mend: "mend the type, or use @ts-expect-error with a reason",
    })),
    ...found(files, DIRECTIVE, ([, directive, rest]) => {
      if (reasonOf(directive as string, rest as string).length >= REASON_LENGTH_MIN) return null;
      return {
        what: `uses ${directive} without a reason`,
        why: "the next reader cannot know whether it is still needed",
        mend: `write why behind it, in at least ${REASON_LENGTH_MIN} characters`,
      };
    }),
  ];
}

/** The linter's directive is `biome-ignore rule: reason`. */
function reasonOf(directive: string, rest: string): string {
  const reason = directive.startsWith("biome") ? rest.slice(`${rest}:`.indexOf(":") + 1) : rest;
  return reason
    .replace("*/", "")
    .replace(/^[\s:—-]+/, "")
    .trim();
}

export function testsLeftOut(files: readonly SourceFile[]): readonly Violation[] {
  return files
    .filter(({ path }) => isTest(path))
    .flatMap((file) =>
      file.nodes.filter(leavesTestsOut).map((node) => ({
        path: file.path,
        line: lineAt(file, (node.property as SyntaxNode).start),
        what: `leaves tests out with .${nameOf(node.property)}`,
        why: "a test that does not run proves nothing and looks as if it did",
        mend: "let it run, or remove it",
      })),
    );
}

function leavesTestsOut(node: SyntaxNode): boolean {
  if (!isNode(node, "MemberExpression")) return false;
  return ["only", "skip", "todo"].includes(nameOf(node.property) ?? "");
}

/** Matches in code and comments; texts in quotes are not looked at. */
function found(
  files: readonly SourceFile[],
  pattern: RegExp,
  judge: (match: RegExpMatchArray) => Omit<Violation, "path" | "line"> | null,
): readonly Violation[] {
  return files.flatMap((file) =>
    [...file.unquoted.matchAll(pattern)].flatMap((match) => {
      const judgement = judge(match);
      if (judgement === null) return [];
      return { path: file.path, line: lineAt(file, match.index as number), ...judgement };
    }),
  );
}
