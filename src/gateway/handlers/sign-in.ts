import { chinaTime, YibaoError } from "../../kernel/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { HandlerServices } from "./services.ts";
import { findSignIn, writeSignIn, writeSignOut } from "./sign-in.store.ts";

/**
 * 9001, 9002: operators sign in and out. No other transaction asks for a sign-in. Neither keeps a
 * receipt: the same message again finds the same sign-in, and the first sign-out counts.
 */
export function signInHandlers({ store }: HandlerServices): Pick<Handlers, "9001" | "9002"> {
  return {
    "9001": async ({ institution_code, msgid, received_at, input: { signIn } }) => {
      const { opter_no: operator, mac, ip } = signIn;
      const signed_in_at = chinaTime(received_at);
      const row = { institution_code, message_id: msgid, operator, mac, ip, signed_in_at };
      const signed = await writeSignIn(store, row);
      if (signed.operator !== operator) {
        throw new YibaoError("GATEWAY-MSGID-REUSED", { msgid, infno: "9001" }, "msgid");
      }
      return { signinoutb: { sign_time: signed.signed_in_at, sign_no: signed.sign_no } };
    },

    "9002": async ({ institution_code, received_at, input: { signOut } }) => {
      const { sign_no, opter_no } = signOut;
      const now = chinaTime(received_at);
      const signed = await findSignIn(store, institution_code, sign_no);
      if (signed === null) throw new YibaoError("GATEWAY-SIGN-IN-UNKNOWN", { sign_no }, SIGN_NO);
      const { operator, signed_in_at } = signed;
      if (operator !== opter_no) {
        const details = { sign_no, operator };
        throw new YibaoError("GATEWAY-SIGN-IN-OTHER-OPERATOR", details, OPERATOR);
      }
      if (signed_in_at.slice(0, 10) !== now.slice(0, 10)) {
        const details = { sign_no, day: signed_in_at.slice(0, 10) };
        throw new YibaoError("GATEWAY-SIGN-IN-OTHER-DAY", details, SIGN_NO);
      }
      return { sign_time: { sign_time: await writeSignOut(store, sign_no, now) } };
    },
  };
}

const SIGN_NO = "signOut.sign_no（签到编号）";
const OPERATOR = "signOut.opter_no（操作员编号）";
