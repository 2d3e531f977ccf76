import type { FormRow, Forms, Topic } from "../disclosure/index.ts";

/** A topic with all its rows: 财政拨款收支总表 has those of 收支总表 beside its own. */
export function fullTopic(forms: Forms, id: string): Topic | null {
  const topic = forms.topics.get(id);
  if (topic === undefined) return null;
  if (id !== "appropriation") return topic;
  const shared = forms.topics.get("overview")?.rows ?? new Map<string, FormRow>();
  const own = [...topic.rows].map(([row, words]): [string, FormRow] => [
    row,
    { ...words, title: `年初${words.title}结转和结余` },
  ]);
  return { ...topic, rows: new Map([...shared, ...own]) };
}
