/**
 * The files that take longest begin first: a long one that begins last keeps a single worker busy while the others have
 * nothing left to do. A fresh clone has no times of an earlier run, so the long ones are named here.
 */
import { BaseSequencer, type TestSpecification } from "vitest/node";

const LONGEST = [
  "stories/week/",
  "stories/kills/slack-to-line",
  "stories/kills/line-to-slack",
  "stories/fuzz/commands",
  "sandbox-page/app",
  "stories/kills/",
  "stories/slack-to-line/line-down",
  "stories/slack-to-line/late",
  "stories/commands/rooms",
  "stories/fuzz/",
  "stories/slack-to-line/hold",
  "stories/slack-to-line/who-may-answer",
  "store/embedded",
  "stories/slack-to-line/line-refuses",
  "stories/commands/doors",
  "stories/slack-to-line/one-request",
  "stories/commands/slow",
];

const rank = ({ moduleId }: TestSpecification): number => {
  const found = LONGEST.findIndex((name) => moduleId.includes(`/test/${name}`));
  return found === -1 ? LONGEST.length : found;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
