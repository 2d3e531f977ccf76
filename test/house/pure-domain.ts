import { importsOf } from "./imports.ts";
import {
  isTest,
  lineAt,
  nameOf,
  nodeList,
  type SourceFile,
  type SyntaxNode,
  type Violation,
} from "./source-file.ts";

/**
 * The domain: what decides about money. The same facts must give the same bytes on any machine,
 * at any time, in any time zone; so it reads no clock, no random number, no file, no environment.
 * Every file of these folders belongs to it, apart from tests and from those named in `except`.
 */
export const PURE_DOMAIN: readonly PureFolder[] = [
  { folder: "src/kernel/", except: [] },
  { folder: "src/policy/", except: ["pack-file.ts", "pack-structure.ts", "regions-folder.ts"] },
  { folder: "src/settlement/", except: ["person-writer.ts", "service.ts", "case-file.ts"] },
  { folder: "src/ledger/", except: ["chart-file.ts"] },
  { folder: "src/people/", except: [] },
  { folder: "src/providers/", except: [] },
  { folder: "src/catalogue/", except: [] },
  { folder: "src/supervision/", except: [] },
  { folder: "src/inventory/", except: [] },
  { folder: "src/department/", except: [] },
  {
    folder: "src/access/",
    except: [
      ...["secret.ts", "password-hash.ts", "totp.ts", "credential-code.ts", "fixtures/callers.ts"],
      ...["fixtures/seal-all.ts", "openid-provider.ts"],
    ],
  },
  { folder: "src/reconciliation/", except: [] },
  { folder: "src/settlement-list/", except: [] },
  { folder: "src/policy-library/", except: [] },
  { folder: "src/financing/", except: [] },
  {
    folder: "src/documents/",
    except: [...["pdf/open-pdf.ts", "zip-package.ts", "xml-tree.ts", "office/read-html.ts"]],
  },
  { folder: "src/classification/", except: ["charts-file.ts"] },
  { folder: "src/disclosure-check/", except: ["waiver-file.ts"] },
  { folder: "src/disclosure/", except: ["yaml-file.ts", "fixtures/random-disclosure.ts"] },
  { folder: "src/publication/facts/", except: [] },
  { folder: "src/publication/books/", except: [] },
  { folder: "src/publication/narrative/", except: ["glossary-file.ts"] },
  { folder: "src/publication/layout/", except: [] },
  {
    folder: "src/publication/data-folder/",
    except: ["data-files.ts", "disclosure-file.ts", "table-file.ts"],
  },
  { folder: "src/disclosure-reading/sentences/", except: ["words-file.ts"] },
  { folder: "src/simulation/change/", except: ["change-file.ts", "districts.ts"] },
];

/** Roles that read or write by their nature, in whatever room. */
const IMPURE_ROLES = [".store.ts", ".import.ts", ".api.ts", ".test.ts"];

interface PureFolder {
  readonly folder: string;
  readonly except: readonly string[];
}

/** Modules of Node.js that only compute, with the names that are allowed where not all are. */
const PURE_MODULES: Readonly<Record<string, readonly string[] | "all">> = {
  "node:crypto": ["createHash", "Hash"],
  "node:path": ["basename", "dirname", "join", "posix"],
  "node:util": "all",
};

/** Names that bring a clock, chance, the environment or input and output. */
const BANNED_NAMES: Readonly<Record<string, string>> = {
  performance: "a clock",
  process: "the environment",
  crypto: "chance",
  randomUUID: "chance",
  randomBytes: "chance",
  randomInt: "chance",
  getRandomValues: "chance",
  setTimeout: "a clock",
  setInterval: "a clock",
  setImmediate: "a clock",
  fetch: "the network",
  console: "output",
  Intl: "the machine's language",
  parseFloat: "a number that is not exact",
};

/** Members of whatever object that read the clock, or the machine's time zone or language. */
const BANNED_MEMBERS: Readonly<Record<string, string>> = {
  getFullYear: "the machine's time zone",
  getMonth: "the machine's time zone",
  getDate: "the machine's time zone",
  getDay: "the machine's time zone",
  getHours: "the machine's time zone",
  getMinutes: "the machine's time zone",
  getSeconds: "the machine's time zone",
  getTimezoneOffset: "the machine's time zone",
  toLocaleString: "the machine's language",
  toLocaleDateString: "the machine's language",
  toLocaleTimeString: "the machine's language",
  localeCompare: "the machine's language",
};

export function isPureDomain(path: string): boolean {
  if (isTest(path) || IMPURE_ROLES.some((role) => path.endsWith(role))) return false;
  return PURE_DOMAIN.some(({ folder, except }) => {
    return path.startsWith(folder) && !except.includes(path.slice(folder.length));
  });
}

export function impureDomain(files: readonly SourceFile[]): readonly Violation[] {
  return files
    .filter(({ path }) => isPureDomain(path))
    .flatMap((file) => [...impureImports(file), ...impureUses(file)]);
}

function impureUses(file: SourceFile): readonly Violation[] {
  const labels = new Set(file.nodes.flatMap(labelsOf));
  return file.nodes.flatMap((node) => {
    const reading = labels.has(node) ? null : whatItReads(node);
    return reading === null ? [] : violation(file, lineAt(file, node.start), reading);
  });
}

/** Names that only label something: `process` in `{ process: 1 }`, in `job.process`, in imports. */
function labelsOf(node: SyntaxNode): readonly unknown[] {
  if (node.type === "ImportSpecifier") return [node.imported, node.local];
  if (node.computed === true || node.shorthand === true) return [];
  return [node.type === "MemberExpression" ? node.property : node.key];
}

function impureImports(file: SourceFile): readonly Violation[] {
  return importsOf(file)
    .filter(({ target, typesOnly, specifier, names }) => {
      if (target !== null || typesOnly) return false;
      const allowed = PURE_MODULES[specifier];
      if (allowed === "all") return false;
      return names.length === 0 || !names.every((name) => allowed?.includes(name));
    })
    .map(({ line, specifier, names }) => {
      const what = names.length === 0 ? specifier : `${names.join(", ")} of ${specifier}`;
      return violation(file, line, { what, kind: "more than computing" });
    });
}

interface Reading {
  readonly what: string;
  /** What it brings in. */
  readonly kind: string;
}

function whatItReads(node: SyntaxNode): Reading | null {
  if (node.type === "NewExpression" && nameOf(node.callee) === "Date") return newDate(node);
  if (node.type === "CallExpression" && nameOf(node.callee) === "Date") {
    return { what: "Date()", kind: "a clock" };
  }
  if (node.type === "MemberExpression") return member(node);
  const name = nameOf(node);
  if (name === null || !Object.hasOwn(BANNED_NAMES, name)) return null;
  return { what: name, kind: BANNED_NAMES[name] as string };
}

function newDate(node: SyntaxNode): Reading | null {
  const given = nodeList(node.arguments).length;
  if (given === 0) return { what: "new Date()", kind: "a clock" };
  return given === 1 ? null : { what: "new Date(y, m, d)", kind: "the machine's time zone" };
}

function member(node: SyntaxNode): Reading | null {
  const object = nameOf(node.object);
  const property = nameOf(node.property) ?? "";
  if (object === "Date" && property === "now") return { what: "Date.now", kind: "a clock" };
  if (object === "Math" && property === "random") return { what: "Math.random", kind: "chance" };
  if ((object === "Number" || object === "globalThis") && Object.hasOwn(BANNED_NAMES, property)) {
    return { what: `${object}.${property}`, kind: BANNED_NAMES[property] as string };
  }
  if (!Object.hasOwn(BANNED_MEMBERS, property)) return null;
  return { what: `.${property}`, kind: BANNED_MEMBERS[property] as string };
}

function violation(file: SourceFile, line: number, { what, kind }: Reading): Violation {
  return {
    path: file.path,
    line,
    what: `uses ${what} in the domain: ${kind}`,
    why: "the same facts must give the same answer anywhere and at any time",
    mend: "take it as an argument, or move this into a .store.ts or service file",
  };
}
