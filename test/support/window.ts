/** Modals as somebody sees them. */
import type { Staff, View } from "../../src/sandbox/slack/types.ts";
import { type Stage, until } from "./stage.ts";

/** The newest state of a window that this person was shown, once it is filled. */
export function windowOf(stage: Stage, who: Staff): Promise<View> {
  return until("a window", () => {
    const view = newest(stage, who);
    return view && !written(view).includes(":hourglass_flowing_sand:") ? view : undefined;
  });
}

const newest = ({ slack }: Stage, who: Staff): View | undefined =>
  slack.views.findLast(({ user, view }) => user === who.userId && view.type === "modal")?.view;

export const written = (view: View): string => JSON.stringify(view.blocks).replaceAll(/\\u[0-9a-f]{4}/g, decoded);

const decoded = (escape: string): string => String.fromCharCode(Number.parseInt(escape.slice(2), 16));

/** Waits until the newest window of this person says this. */
export function windowSays(stage: Stage, who: Staff, words: string): Promise<View> {
  return until(`a window that says "${words}"`, () => {
    const view = newest(stage, who);
    return view && written(view).includes(words) ? view : undefined;
  });
}

/** What can be chosen in it. */
export const optionsOf = ({ blocks }: View): { text: { text: string }; value: string }[] =>
  blocks.flatMap((block) => {
    const { options = [] } = (block["element"] ?? {}) as { options?: { text: { text: string }; value: string }[] };
    return options;
  });
