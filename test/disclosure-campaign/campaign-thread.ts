import { parentPort } from "node:worker_threads";
import { runTask, type Task } from "./task.ts";

/** The entry of a thread of the campaign: a task comes in, its results go out. */
parentPort?.on("message", (task: Task) => {
  void runTask(task).then((results) => parentPort?.postMessage(results));
});
