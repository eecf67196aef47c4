/** Modals as somebody sees them. */
import type { Staff, View } from "../../src/sandbox/slack/types.ts";
import { type Stage, until } from "./stage.ts";

/** The newest state of a window that this person was shown. */
export function windowOf(stage: Stage, who: Staff): View {
  const shown = stage.slack.views.findLast(({ user, view }) => user === who.userId && view.type === "modal");
  if (!shown) throw new Error("no window was shown");
  return shown.view;
}

export const written = (view: View): string => JSON.stringify(view.blocks).replaceAll(/\\u[0-9a-f]{4}/g, decoded);

const decoded = (escape: string): string => String.fromCharCode(Number.parseInt(escape.slice(2), 16));

/** Waits until the newest window of this person says this. */
export function windowSays(stage: Stage, who: Staff, words: string): Promise<View> {
  return until(`a window that says "${words}"`, () => {
    const view = windowOf(stage, who);
    return written(view).includes(words) ? view : undefined;
  });
}
