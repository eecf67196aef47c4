import type { Stage } from "./stage.ts";

/** Ends a stage, and fails when a platform saw something that it would have refused or punished. */
export async function closeSpotless(stage: Stage): Promise<void> {
  // whether Slack deletes a post under another name is only known by asking it
  const slack = stage.slack.violations.filter((each) => each !== "chat.delete: cant_delete_message");
  const violations = [...slack, ...stage.line.violations];
  await stage.close();
  if (violations.length > 0) throw new Error(`The platforms complain:\n${violations.join("\n")}`);
}
