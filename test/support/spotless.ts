import type { Stage } from "./stage.ts";

/** Ends a stage, and fails when a platform saw something that it would have refused or punished. */
export async function closeSpotless(stage: Stage): Promise<void> {
  const violations = [...stage.slack.violations, ...stage.line.violations];
  await stage.close();
  if (violations.length > 0) throw new Error(`The platforms complain:\n${violations.join("\n")}`);
}
