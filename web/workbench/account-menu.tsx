import { UserOutlined } from "@ant-design/icons";
import { Button, Popover } from "antd";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { type Session, signOut } from "../shared/session.ts";
import { useSharedWords } from "../shared/shared.words.ts";
import { LanguageSwitch, ThemeSwitch } from "../shared/switches.tsx";
import { usePhrase, useWords } from "../shared/words.ts";
import { FRAME_WORDS } from "./frame.words.ts";

/** Who is signed in, what they prefer, and the way out. */
export function AccountMenu({ session }: { readonly session: Session }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={<AccountPanel session={session} onLeave={() => setOpen(false)} />}
    >
      <Button type="text" icon={<UserOutlined />} className="account-button">
        {session.name}
      </Button>
    </Popover>
  );
}

interface AccountPanelProps {
  readonly session: Session;
  readonly onLeave: () => void;
}

function AccountPanel({ session, onLeave }: AccountPanelProps) {
  const words = useWords(FRAME_WORDS);
  const shared = useSharedWords();
  const phrase = usePhrase();
  const [, navigate] = useLocation();
  const leave = async () => {
    onLeave();
    await signOut();
    navigate("/sign-in");
  };
  return (
    <div className="account-panel">
      <div>
        <strong>{session.name}</strong> <span className="muted">{session.account}</span>
      </div>
      <div className="muted">{session.roles.map(({ title }) => phrase(title)).join("、")}</div>
      {session.regions.length === 0 ? null : (
        <div className="muted">
          {words.regions} {session.regions.join("、")}
        </div>
      )}
      <div className="account-panel-row">
        <span>{shared.language}</span>
        <LanguageSwitch />
      </div>
      <div className="account-panel-row">
        <span>{shared.theme}</span>
        <ThemeSwitch />
      </div>
      <div className="account-panel-row">
        <Link href="/my-account" onClick={onLeave}>
          {words.myAccount}
        </Link>
        <a href="/">{words.portal}</a>
        <Button onClick={leave}>{words.signOut}</Button>
      </div>
    </div>
  );
}
