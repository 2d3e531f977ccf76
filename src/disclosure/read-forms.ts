import type { FormRow, Forms, Stub, Topic } from "./forms.ts";
import type { YamlFile } from "./yaml-file.ts";

interface WrittenForms {
  readonly topics: Readonly<Record<string, WrittenTopic>>;
  readonly matters: Readonly<Record<string, string>>;
}

interface WrittenTopic {
  readonly budget?: string;
  readonly final?: string;
  readonly stub: Stub;
  readonly columns: Readonly<Record<string, string>>;
  readonly rows?: Readonly<Record<string, string | { title: string; also?: readonly string[] }>>;
}

export function readForms(file: YamlFile): Forms {
  const written = file.content as WrittenForms;
  const topics = Object.entries(written.topics).map(([id, topic]) => [id, topicOf(id, topic)]);
  return {
    topics: new Map(topics as [string, Topic][]),
    matters: new Map(Object.entries(written.matters)),
  };
}

function topicOf(id: string, written: WrittenTopic): Topic {
  const rows = Object.entries(written.rows ?? {}).map(([row, words]): [string, FormRow] => {
    const { title, also } = typeof words === "string" ? { title: words } : { also: [], ...words };
    return [row, { id: row, title, also: also ?? [] }];
  });
  return {
    id,
    titles: { budget: written.budget ?? null, final: written.final ?? null },
    stub: written.stub,
    columns: new Map(Object.entries(written.columns)),
    rows: new Map(rows),
  };
}
