import { YibaoError } from "../../kernel/index.ts";
import type { Scope, Slot } from "./scope.ts";
import { SLOTS } from "./slots/index.ts";
import { parseTemplate, type SlotPart, type Template } from "./template.ts";

/**
 * The paragraphs of a template. A template whose slots have no value, and none of whose figures is
 * missing, is silent: no paragraph.
 * @throws YibaoError PUBLICATION-TEMPLATE
 */
export function fillTemplate(text: string, scope: Scope): readonly string[] {
  const filled = fill(parseTemplate(text), scope) ?? "";
  return filled
    .split("¶")
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "");
}

function fill(template: Template, scope: Scope): string | null {
  let text = "";
  for (const part of template) {
    if (part.kind === "words") text += part.text;
    else if (part.kind === "optional") text += optional(part.parts, scope);
    else {
      const value = fillSlot(part, scope);
      if (value === null) return null;
      text += value;
    }
  }
  return text;
}

function optional(parts: Template, scope: Scope): string {
  const mark = scope.wants.mark;
  const text = fill(parts, scope);
  if (text === null) scope.wants.forgetSince(mark);
  return text ?? "";
}

function fillSlot(part: SlotPart, scope: Scope): string | null {
  const local = scope.locals[part.name];
  if (local !== undefined && part.arguments.length === 0) return local;
  const slot = SLOTS[part.name] as Slot | undefined;
  if (slot === undefined) throw new YibaoError("PUBLICATION-TEMPLATE", { template: part.name });
  return slot({
    arguments: part.arguments,
    bodies: part.bodies,
    scope,
    fill: (body, locals = {}) =>
      body === undefined ? null : fill(body, { ...scope, locals: { ...scope.locals, ...locals } }),
  });
}
