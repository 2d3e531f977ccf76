import { App } from "antd";
import { problemWords } from "./feedback.tsx";
import { Problem } from "./problem.ts";

/**
 * For a button that does something at once: says that it is done, or why it is not.
 * @returns whether it was done
 */
export function useAct(): (act: () => Promise<unknown>, told: string) => Promise<boolean> {
  const { message } = App.useApp();
  return async (act, told) => {
    try {
      await act();
      message.success(told);
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { why, mend } = problemWords(error);
      message.error(mend === "" ? why : `${why}。${mend}`);
      return false;
    }
  };
}
