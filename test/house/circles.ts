import { importsOf, programImports } from "./imports.ts";
import { roomOf } from "./rooms.ts";
import type { SourceFile, Violation } from "./source-file.ts";

/** Circles: a → b → a. Imports of types count: they too must be read to understand the file. */

interface Edge {
  readonly to: string;
  readonly path: string;
  readonly line: number;
}

type Graph = ReadonlyMap<string, readonly Edge[]>;

export function fileCircles(files: readonly SourceFile[]): readonly Violation[] {
  const graph = graphOf(
    files.flatMap(importsOf).map(({ from, target, line }) => ({ from, to: target, line })),
    (path) => path,
  );
  return circlesOf(graph).map((circle) => violation("files", circle));
}

/** Tests stand beside what they test and above it, so only the program's imports count here. */
export function roomCircles(files: readonly SourceFile[]): readonly Violation[] {
  const graph = graphOf(
    programImports(files).map(({ from, target, line }) => ({ from, to: target, line })),
    roomOf,
  );
  return circlesOf(graph).map((circle) => violation("rooms", circle));
}

function graphOf(
  imports: readonly { from: string; to: string | null; line: number }[],
  place: (path: string) => string | null,
): Graph {
  const graph = new Map<string, Edge[]>();
  for (const { from, to, line } of imports) {
    const source = place(from);
    const target = to === null ? null : place(to);
    if (source === null || target === null) continue;
    // A room that imports itself is no circle; a file that does is one.
    if (source === target && from !== to) continue;
    const edges = graph.get(source) ?? [];
    if (!edges.some((edge) => edge.to === target)) edges.push({ to: target, path: from, line });
    graph.set(source, edges);
  }
  return graph;
}

/** One circle for each edge that leads back onto the way that was walked: enough to mend it. */
function circlesOf(graph: Graph): readonly (readonly Edge[])[] {
  const circles: Edge[][] = [];
  const done = new Set<string>();
  const walk = (place: string, way: readonly Edge[], places: readonly string[]): void => {
    for (const edge of graph.get(place) ?? []) {
      const back = places.indexOf(edge.to);
      if (back >= 0) circles.push([...way.slice(back), edge]);
      else if (!done.has(edge.to)) walk(edge.to, [...way, edge], [...places, edge.to]);
    }
    done.add(place);
  };
  for (const place of graph.keys()) if (!done.has(place)) walk(place, [], [place]);
  return circles;
}

function violation(kind: string, circle: readonly Edge[]): Violation {
  const { to, path, line } = circle.at(-1) as Edge;
  return {
    path,
    line,
    what: `closes a circle of ${kind}: ${[to, ...circle.map((edge) => edge.to)].join(" → ")}`,
    why: "none of them can be read, tested or replaced without the others",
    mend: "move what they share into a place below all of them",
  };
}
