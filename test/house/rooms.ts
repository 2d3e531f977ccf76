import { type FileImport, importsOf } from "./imports.ts";
import { isTest, lineAt, type SourceFile, stringOf, type Violation } from "./source-file.ts";

/**
 * The rooms and their floors (ARCHITECTURE.md). A room imports only lower floors, and another room
 * only through its face. `bench` stands below the command that starts it, `test` above everything.
 */
export const FLOORS: Readonly<Record<string, number>> = {
  kernel: 1,
  policy: 2,
  store: 2,
  documents: 2,
  classification: 2,
  ledger: 3,
  "policy-library": 3,
  financing: 3,
  disclosure: 3,
  people: 4,
  providers: 4,
  catalogue: 4,
  supervision: 4,
  inventory: 4,
  department: 4,
  access: 4,
  "disclosure-reading": 4,
  settlement: 5,
  "disclosure-check": 5,
  reconciliation: 6,
  "settlement-list": 6,
  simulation: 6,
  publication: 6,
  "disclosure-report": 6,
  gateway: 7,
  workbench: 8,
  demo: 8,
  server: 9,
  bench: 9.5,
  command: 10,
  test: 11,
};

/** Rooms whose face is not `index.ts`: the measurements of bench/ are each a face of their own. */
const FACES: Readonly<Record<string, RegExp>> = {
  command: /^src\/main\.ts$/,
  bench: /^bench\/[a-z-]+\.ts$/,
};

/** The room of a path; `src/main.ts` is the door of the command room. Null for no room. */
export function roomOf(path: string): string | null {
  const [top, folder, inside] = path.split("/");
  if (top === "bench" || top === "test") return top;
  if (path === "src/main.ts") return "command";
  return top === "src" && inside !== undefined ? (folder as string) : null;
}

function isFace(path: string, room: string): boolean {
  return FACES[room]?.test(path) ?? path === `src/${room}/index.ts`;
}

/** Imports between two rooms; a test may always take what test/support offers. */
function crossings(files: readonly SourceFile[]): readonly Crossing[] {
  return files.flatMap(importsOf).flatMap((one) => {
    if (one.target === null || isTestSupport(one)) return [];
    const source = roomOf(one.from);
    const target = roomOf(one.target);
    if (source === null || target === null || source === target) return [];
    return [{ ...one, target: one.target, rooms: [source, target] }];
  });
}

interface Crossing extends FileImport {
  readonly target: string;
  readonly rooms: readonly [string, string];
}

function isTestSupport({ from, target }: FileImport): boolean {
  return isTest(from) && (target ?? "").startsWith("test/support/");
}

/** Every file of src/ stands in a room of the table. */
export function homelessFiles(files: readonly SourceFile[]): readonly Violation[] {
  return files
    .filter(({ path }) => !Object.hasOwn(FLOORS, roomOf(path) ?? ""))
    .map(({ path }) => ({
      path,
      line: 1,
      what: "stands in no room that has a floor",
      why: "what a file may import follows from its floor",
      mend: "move it into a room, or give its room a floor in FLOORS and ARCHITECTURE.md",
    }));
}

export function upwardImports(files: readonly SourceFile[]): readonly Violation[] {
  return crossings(files).flatMap(({ from, line, specifier, rooms: [source, target] }) => {
    const [own, other] = [FLOORS[source] ?? 0, FLOORS[target] ?? 0];
    if (own > other) return [];
    const direction = own === other ? "sideways" : "upwards";
    return {
      path: from,
      line,
      what: `imports ${direction}: ${source} (floor ${own}) → ${target} (floor ${other})`,
      why: `"${specifier}" makes the lower room depend on a room that stands on or beside it`,
      mend: "let the higher room pass the thing in, or move it to a lower floor",
    };
  });
}

export function importsPastTheFace(files: readonly SourceFile[]): readonly Violation[] {
  return crossings(files).flatMap(({ from, line, target, rooms: [, room] }) => {
    if (isFace(target, room)) return [];
    return {
      path: from,
      line,
      what: `reaches into the room ${room} past its face: ${target}`,
      why: "only what its index.ts exports is meant for others",
      mend: "import it from there; if it is not exported, ask whether it should be",
    };
  });
}

/** Imports whose path is put together when the program runs: nobody can say what they reach. */
export function computedImports(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap((file) =>
    file.nodes
      .filter((node) => node.type === "ImportExpression" && stringOf(node.source) === null)
      .map((node) => ({
        path: file.path,
        line: lineAt(file, node.start),
        what: "imports a path that is computed",
        why: "no check can see which file, and so which room, it reaches",
        mend: "write each path out, for instance in a table of functions that import",
      })),
  );
}

/** Rows of the table in ARCHITECTURE.md that disagree with FLOORS, and rooms it leaves out. */
export function floorsOnPaper(architecture: string): readonly string[] {
  const written = new Map<string, number>();
  for (const row of architecture.matchAll(/^\|\s*(\d+)\s*\|([^|]*)\|/gm)) {
    for (const [, room] of (row[2] as string).matchAll(/`src\/([a-z-]+)\/?`/g)) {
      written.set(room as string, Number(row[1]));
    }
  }
  return Object.entries(FLOORS)
    .filter(([room, floor]) => floor !== written.get(room) && !["bench", "test"].includes(room))
    .map(([room, floor]) => `${room}: floor ${floor}, on paper ${written.get(room) ?? "missing"}`);
}
