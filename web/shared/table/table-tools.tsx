import { DownloadOutlined, ReloadOutlined, SettingOutlined, StarOutlined } from "@ant-design/icons";
import { Button, Checkbox, Dropdown, Input, Popover, Space } from "antd";
import { useState } from "react";
import { useSharedWords } from "../shared.words.ts";
import { usePhrase } from "../words.ts";
import { useKept } from "./saved.ts";
import type { TableColumn } from "./table-types.ts";

/** Tools of a table: saved filters, export, choice of columns. */

export interface SavedFiltersProps {
  /** Of the table, in this browser. */
  readonly name: string;
  /** What is chosen now, less what may name a person. */
  readonly values: Readonly<Record<string, string>>;
  readonly onChoose: (values: Readonly<Record<string, string>>) => void;
}

interface SavedFilter {
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

const SAVED_MOST = 20;

export function SavedFilters({ name, values, onChoose }: SavedFiltersProps) {
  const words = useSharedWords();
  const [saved, keep] = useKept<readonly SavedFilter[]>(`yibao.filters.${name}`, []);
  const [title, setTitle] = useState("");
  const save = () => {
    const trimmed = title.trim();
    if (trimmed === "") return;
    const others = saved.filter((one) => one.name !== trimmed);
    keep([...others, { name: trimmed, values }].slice(-SAVED_MOST));
    setTitle("");
  };
  const list = (
    <div className="saved-filters">
      {saved.length === 0 ? <div className="muted">{words.noSavedFilters}</div> : null}
      {saved.map((one) => (
        <div className="saved-filter" key={one.name}>
          <Button type="link" onClick={() => onChoose(one.values)}>
            {one.name}
          </Button>
          <Button
            type="text"
            size="small"
            aria-label={`${words.remove} ${one.name}`}
            onClick={() => keep(saved.filter((other) => other !== one))}
          >
            {words.remove}
          </Button>
        </div>
      ))}
      <Space.Compact block>
        <Input
          value={title}
          maxLength={40}
          aria-label={words.saveFiltersName}
          placeholder={words.saveFiltersName}
          disabled={Object.keys(values).length === 0}
          onChange={(event) => setTitle(event.target.value)}
          onPressEnter={save}
        />
        <Button onClick={save} disabled={title.trim() === ""}>
          {words.save}
        </Button>
      </Space.Compact>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={list} title={words.savedFilters}>
      <Button icon={<StarOutlined />} aria-label={words.savedFilters} title={words.savedFilters} />
    </Popover>
  );
}

export function ExportButton({ address }: { readonly address: (format: string) => string }) {
  const words = useSharedWords();
  const items = [
    { key: "xlsx", label: <DownloadLink href={address("xlsx")} text={words.exportXlsx} /> },
    { key: "csv", label: <DownloadLink href={address("csv")} text={words.exportCsv} /> },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button icon={<DownloadOutlined />}>{words.exportAs}</Button>
    </Dropdown>
  );
}

function DownloadLink({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <a href={href} download>
      {text}
    </a>
  );
}

export interface ColumnChoiceProps<Row> {
  readonly columns: readonly TableColumn<Row>[];
  readonly hidden: readonly string[];
  readonly onChange: (hidden: readonly string[]) => void;
}

export function ColumnChoice<Row>({ columns, hidden, onChange }: ColumnChoiceProps<Row>) {
  const words = useSharedWords();
  const phrase = usePhrase();
  const shown = columns.filter(({ key }) => !hidden.includes(key)).map(({ key }) => key);
  const list = (
    <Checkbox.Group
      className="column-choice"
      value={shown}
      options={columns.map(({ key, title }) => ({ value: key, label: phrase(title) }))}
      onChange={(chosen) => {
        // A table without columns is of no use to anybody.
        if (chosen.length === 0) return;
        onChange(columns.map(({ key }) => key).filter((key) => !chosen.includes(key)));
      }}
    />
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={list} title={words.columns}>
      <Button icon={<SettingOutlined />} aria-label={words.columns} title={words.columns} />
    </Popover>
  );
}

export function ReloadButton({ onClick, busy }: { onClick: () => void; busy: boolean }) {
  const words = useSharedWords();
  return (
    <Button
      icon={<ReloadOutlined spin={busy} />}
      onClick={onClick}
      aria-label={words.refresh}
      title={words.refresh}
    />
  );
}
