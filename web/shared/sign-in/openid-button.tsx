import { BankOutlined } from "@ant-design/icons";
import { Button, Divider } from "antd";
import { useWords } from "../words.ts";
import { openidAddress, useOpenid } from "./openid.ts";
import { SIGN_IN_WORDS } from "./sign-in.words.ts";

/** The other way in, under a form to sign in by; nothing where the platform has none. */
export function OpenidButton({ returnTo }: { readonly returnTo: string }) {
  const words = useWords(SIGN_IN_WORDS);
  if (!useOpenid()) return null;
  return (
    <>
      <Divider plain>{words.or}</Divider>
      <Button block icon={<BankOutlined />} href={openidAddress(returnTo)}>
        {words.byOpenid}
      </Button>
    </>
  );
}
