import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined } from "@ant-design/icons";
import { Button, Drawer, Layout, Menu, type MenuProps } from "antd";
import { type ReactNode, useState } from "react";
import { Link, useLocation } from "wouter";
import { GlobalSearch } from "../shared/global-search.tsx";
import { Logo } from "../shared/logo.tsx";
import { Mark } from "../shared/mark.tsx";
import type { Session } from "../shared/session.ts";
import { useSharedWords } from "../shared/shared.words.ts";
import { UnitSwitch } from "../shared/switches.tsx";
import { useMedia } from "../shared/use-media.ts";
import { type Phrase, usePhrase, useWords } from "../shared/words.ts";
import { AccountMenu } from "./account-menu.tsx";
import { FRAME_WORDS } from "./frame.words.ts";
import { OFFICES, type Office } from "./offices.ts";
import { isAllowed, SCREENS, type WorkbenchScreen } from "./screens.tsx";

export interface FrameProps {
  readonly session: Session;
  readonly rights: ReadonlySet<string>;
  readonly children: ReactNode;
}

const MENU_WIDTH = 208;

/** What stands around every screen: menu of the office, search, unit, account. */
export function Frame({ session, rights, children }: FrameProps) {
  const words = useWords(FRAME_WORDS);
  const shared = useSharedWords();
  const isNarrow = useMedia("(max-width: 860px)");
  const [folded, setFolded] = useState(false);
  const [open, setOpen] = useState(false);
  const menu = <ScreenMenu rights={rights} onChoose={() => setOpen(false)} />;
  return (
    <Layout className="frame">
      <a href="#main" className="skip-link">
        {shared.skip}
      </a>
      <header className="frame-head">
        <Button
          type="text"
          icon={
            isNarrow ? <MenuOutlined /> : folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />
          }
          aria-label={isNarrow ? words.menu : folded ? words.unfoldMenu : words.foldMenu}
          onClick={() => (isNarrow ? setOpen(true) : setFolded(!folded))}
        />
        <Link href="/" className="frame-brand">
          <Logo />
          <span>{shared.workbench}</span>
        </Link>
        {session.demo ? (
          <Mark tone="warn" title={words.demoWhy}>
            {words.demo}
          </Mark>
        ) : null}
        <span className="frame-space" />
        {rights.has("search") ? <GlobalSearch /> : null}
        <UnitSwitch />
        <AccountMenu session={session} />
      </header>
      <Layout hasSider>
        {isNarrow ? (
          <Drawer
            open={open}
            placement="left"
            size={MENU_WIDTH + 32}
            title={words.menu}
            onClose={() => setOpen(false)}
            styles={{ body: { padding: 0 } }}
          >
            {menu}
          </Drawer>
        ) : (
          <Layout.Sider
            theme="light"
            width={MENU_WIDTH}
            collapsedWidth={52}
            collapsed={folded}
            trigger={null}
            className="frame-menu"
          >
            <nav aria-label={words.menu}>{menu}</nav>
          </Layout.Sider>
        )}
        <main id="main" className="frame-main" tabIndex={-1}>
          {children}
        </main>
      </Layout>
    </Layout>
  );
}

interface ScreenMenuProps {
  readonly rights: ReadonlySet<string>;
  readonly onChoose: () => void;
}

/** The screens that somebody may see, by office. */
function ScreenMenu({ rights, onChoose }: ScreenMenuProps) {
  const phrase = usePhrase();
  const [path] = useLocation();
  const own = SCREENS.filter((screen) => isInMenu(screen) && isAllowed(screen, rights));
  const offices = Object.entries(OFFICES) as [Office, Phrase][];
  const items = offices.flatMap(([office, title]): NonNullable<MenuProps["items"]> => {
    const entries = own.filter((screen) => screen.office === office);
    if (entries.length === 0) return [];
    const children = entries.map((screen) => ({
      key: screen.path,
      icon: screen.icon,
      label: (
        <Link href={screen.path} onClick={onChoose}>
          {phrase(screen.title)}
        </Link>
      ),
    }));
    if (office === "front") return children;
    return [{ key: office, type: "group" as const, label: phrase(title), children }];
  });
  return <Menu mode="inline" items={items} selectedKeys={selectedOf(path, own)} />;
}

function isInMenu({ path, hidden }: WorkbenchScreen): boolean {
  return hidden !== true && !path.includes(":");
}

/** The longest address of the menu that the page stands below: `/people` of `/people/1`. */
function selectedOf(path: string, own: readonly WorkbenchScreen[]): string[] {
  const above = own
    .map((screen) => screen.path)
    .filter((one) => one === path || (one !== "/" && path.startsWith(`${one}/`)))
    .toSorted((one, other) => other.length - one.length);
  return above.slice(0, 1);
}
