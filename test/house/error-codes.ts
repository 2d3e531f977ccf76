import { CODE, keyOf, type WrittenError, writtenErrors } from "./error-table.ts";
import {
  isNode,
  isTest,
  lineAt,
  nameOf,
  nodeList,
  type SourceFile,
  type SyntaxNode,
  stringOf,
  type Violation,
} from "./source-file.ts";

/** What the house asks of error texts, of the places that raise them, and of their tests. */

/** A file of examples beside a test: a bad pack, a case, a message. */
export interface Fixture {
  readonly path: string;
  readonly text: string;
}

const CHINESE = /\p{Script=Han}/u;
const END_MARK = /[。.！!？?；;，,\s]$/;
const PLACEHOLDER = /\{(\w+)\}/g;

export function badTexts(files: readonly SourceFile[]): readonly Violation[] {
  return writtenErrors(files).flatMap((error) => [
    ...(CODE.test(error.code) ? [] : [badText(error, "is no code", "write it as ROOM-WHAT-IS-SO")]),
    ...badPart(error, "what", error.what),
    ...badPart(error, "mend", error.mend),
  ]);
}

function badPart(error: WrittenError, part: string, text: string | null): readonly Violation[] {
  if (text === null) {
    const what = `has no ${part} that can be read here`;
    return [badText(error, what, "write one plain text, without holes other than {name}")];
  }
  const problems: Violation[] = [];
  if (!CHINESE.test(text.replace(PLACEHOLDER, ""))) {
    problems.push(badText(error, `has a ${part} without Chinese`, "write it in Chinese"));
  }
  if (END_MARK.test(text)) {
    const what = `has a ${part} that ends with “${text.at(-1)}”`;
    problems.push(badText(error, what, "leave it out: the sentence adds 。 itself"));
  }
  return problems;
}

function badText({ path, line, code }: WrittenError, what: string, mend: string): Violation {
  const why = "a user reads it as one sentence and its mend";
  return { path, line, what: `${code} ${what}`, why, mend };
}

/** Codes that no test names: not in a test, and not in an example that tests read. */
export function untestedCodes(
  files: readonly SourceFile[],
  fixtures: readonly Fixture[],
): readonly Violation[] {
  const named = namedCodes(files.filter(({ path }) => isTest(path) || isFixture(path)));
  for (const { path, text } of fixtures) addCodes(named, `${path} ${text}`);
  return writtenErrors(files)
    .filter(({ code }) => !named.has(code))
    .map(({ path, line, code }) => ({
      path,
      line,
      what: `${code} is reached by no test`,
      why: "nobody has seen that this message appears and says the right thing",
      mend: "write a test that provokes it and expects its code",
    }));
}

export function isFixture(path: string): boolean {
  return /(^|\/)(fixtures|cases)\//.test(path);
}

/** Codes that the program never raises. */
export function unusedCodes(files: readonly SourceFile[]): readonly Violation[] {
  const errors = writtenErrors(files);
  const tables = new Set(errors.map(({ path }) => path));
  const program = files.filter(({ path }) => {
    return path.startsWith("src/") && !isTest(path) && !isFixture(path) && !tables.has(path);
  });
  const named = namedCodes(program);
  return errors
    .filter(({ code }) => !named.has(code))
    .map(({ path, line, code }) => ({
      path,
      line,
      what: `${code} is raised nowhere`,
      why: "a text that nobody can meet is one more to read and translate",
      mend: "raise it where it belongs, or remove it",
    }));
}

function namedCodes(files: readonly SourceFile[]): Set<string> {
  const named = new Set<string>();
  for (const { text, nodes } of files) {
    for (const node of nodes) {
      const quoted = node.type === "Literal" || node.type === "TemplateElement";
      if (quoted) addCodes(named, text.slice(node.start, node.end));
    }
  }
  return named;
}

function addCodes(named: Set<string>, text: string): void {
  for (const [code] of text.matchAll(/[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+/g)) named.add(code);
}

/**
 * Places `new YibaoError("CODE", { … })` that do not give what the text of the code asks for.
 * Details that come in a variable or a spread cannot be seen here and are believed.
 */
export function missingDetails(files: readonly SourceFile[]): readonly Violation[] {
  const errors = new Map(writtenErrors(files).map((error) => [error.code, error]));
  return files.flatMap((file) =>
    file.nodes
      .filter((node) => node.type === "NewExpression" && nameOf(node.callee) === "YibaoError")
      .flatMap((node) => {
        const [code, details] = nodeList(node.arguments);
        const given = details === undefined ? [] : keysOf(details);
        if (given === null) return [];
        return codesOf(code).flatMap((name) => {
          const missing = placeholders(errors.get(name)).filter((hole) => !given.includes(hole));
          return missing.length === 0 ? [] : missingDetail(file, node, name, missing);
        });
      }),
  );
}

function missingDetail(
  file: SourceFile,
  node: SyntaxNode,
  code: string,
  missing: readonly string[],
): Violation {
  return {
    path: file.path,
    line: lineAt(file, node.start),
    what: `raises ${code} without ${missing.join(", ")}`,
    why: "its text has a place for it, and the user would read “？” there",
    mend: "give it in the details, or take it out of the text",
  };
}

function placeholders(error: WrittenError | undefined): readonly string[] {
  const text = `${error?.what ?? ""}${error?.mend ?? ""}`;
  return [...text.matchAll(PLACEHOLDER)].map(([, name]) => name as string);
}

/** The codes an argument can be: one, or either of a condition. */
function codesOf(node: unknown): readonly string[] {
  if (isNode(node, "ConditionalExpression")) {
    return [...codesOf(node.consequent), ...codesOf(node.alternate)];
  }
  const code = stringOf(node);
  return code === null ? [] : [code];
}

/** The names in an object written in place, or null where they cannot be seen. */
function keysOf(details: SyntaxNode): readonly string[] | null {
  if (details.type !== "ObjectExpression") return null;
  const keys = nodeList(details.properties).map(keyOf);
  return keys.every((key) => key !== null) ? keys : null;
}
