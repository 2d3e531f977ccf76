import { SearchOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Input, Modal, Spin } from "antd";
import { type KeyboardEvent, useDeferredValue, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { callQuery } from "./client.ts";
import { ProblemAlert } from "./feedback.tsx";
import type { Problem } from "./problem.ts";
import { useSharedWords } from "./shared.words.ts";

/** One box for everything, by Ctrl+K from anywhere. */
export function GlobalSearch() {
  const words = useSharedWords();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <Button className="search-button" icon={<SearchOutlined />} onClick={() => setOpen(true)}>
        <span className="search-button-words">{words.globalSearch}</span>
        <kbd>Ctrl K</kbd>
      </Button>
      <Modal
        open={open}
        footer={null}
        closable={false}
        destroyOnHidden
        width={640}
        className="search-dialog"
        title={<span className="only-heard">{words.globalSearchShort}</span>}
        onCancel={() => setOpen(false)}
      >
        <SearchBox onLeave={() => setOpen(false)} />
      </Modal>
    </>
  );
}

const FEWEST_CHARACTERS = 2;

function SearchBox({ onLeave }: { readonly onLeave: () => void }) {
  const words = useSharedWords();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const text = useDeferredValue(typed.trim());
  const read = useQuery({
    ...callQuery("GET /api/v1/search", { query: { text } }),
    enabled: text.length >= FEWEST_CHARACTERS,
    placeholderData: keepPreviousData,
  });
  const groups = text.length < FEWEST_CHARACTERS ? [] : (read.data?.groups ?? []);
  const hits = groups.flatMap((group) => group.hits);
  const go = (path: string | undefined) => {
    if (path === undefined) return;
    navigate(path);
    onLeave();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      setChosen((chosen + step + hits.length) % hits.length);
    }
    if (event.key === "Enter") go(hits[chosen]?.path);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the box inside has the focus.
    <div onKeyDown={onKey}>
      <Input
        autoFocus
        size="large"
        variant="borderless"
        prefix={<SearchOutlined />}
        suffix={read.isFetching ? <Spin size="small" /> : null}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="search-hits"
        aria-activedescendant={hits.length > 0 ? `search-hit-${chosen}` : undefined}
        aria-label={words.globalSearch}
        placeholder={words.globalSearch}
        value={typed}
        maxLength={100}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
        }}
      />
      {read.error === null ? null : <ProblemAlert problem={read.error as Problem} />}
      <SearchHits groups={groups} chosen={chosen} onGo={go} />
      <div className="search-hint muted">
        {text.length >= FEWEST_CHARACTERS && hits.length === 0 && read.isSuccess
          ? words.globalSearchNone
          : words.globalSearchHint}
      </div>
    </div>
  );
}

interface SearchHitsProps {
  readonly groups: readonly {
    readonly kind: string;
    readonly hits: readonly {
      readonly title: string;
      readonly detail: string;
      readonly path: string;
    }[];
  }[];
  readonly chosen: number;
  readonly onGo: (path: string) => void;
}

function SearchHits({ groups, chosen, onGo }: SearchHitsProps) {
  let index = -1;
  return (
    <div id="search-hits" role="listbox" className="search-hits" tabIndex={-1}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options has no element.
        <div key={group.kind} role="group" aria-label={group.kind}>
          <div className="search-kind" aria-hidden>
            {group.kind}
          </div>
          {group.hits.map((hit) => {
            index += 1;
            return (
              <button
                key={hit.path}
                id={`search-hit-${index}`}
                type="button"
                role="option"
                tabIndex={-1}
                aria-selected={index === chosen}
                className={`search-hit${index === chosen ? " search-hit-chosen" : ""}`}
                onClick={() => onGo(hit.path)}
              >
                <span>{hit.title}</span>
                <span className="muted">{hit.detail}</span>
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
