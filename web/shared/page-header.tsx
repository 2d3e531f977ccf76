import { LinkOutlined, PrinterOutlined } from "@ant-design/icons";
import { App, Button, Space } from "antd";
import { type ReactNode, useEffect } from "react";
import { useSharedWords } from "./shared.words.ts";

export interface PageHeaderProps {
  readonly title: string;
  /** One line below the title: what this page is about. */
  readonly detail?: ReactNode;
  /** Beside the title: state, number. */
  readonly tags?: ReactNode;
  readonly actions?: ReactNode;
}

/** Title of a page, with what can be done with the page as a whole. */
export function PageHeader({ title, detail, tags, actions }: PageHeaderProps) {
  const words = useSharedWords();
  const { message } = App.useApp();
  useEffect(() => {
    document.title = `${title} · ${words.platform}`;
  }, [title, words]);
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    message.success(words.copied);
  };
  return (
    <header className="page-header">
      <div className="page-header-words">
        <h1>
          {title}
          {tags === undefined ? null : <span className="page-header-tags">{tags}</span>}
        </h1>
        {detail === undefined ? null : <div className="muted">{detail}</div>}
      </div>
      <Space className="page-header-actions" wrap>
        {actions}
        <Button
          icon={<LinkOutlined />}
          onClick={copy}
          aria-label={words.copyLink}
          title={words.copyLink}
        />
        <Button
          icon={<PrinterOutlined />}
          onClick={() => print()}
          aria-label={words.print}
          title={words.print}
        />
      </Space>
    </header>
  );
}
