/** The calls that doors make at Slack: modals, private words, the Home tab. */
import type { KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";

import { PlatformError } from "../../errors.ts";
import { calling } from "../failure.ts";

export interface Private {
  text: string;
  blocks?: KnownBlock[];
}

/** A view as Slack takes it. */
export type ModalForm = Extract<Parameters<WebClient["views"]["open"]>[0], { view: unknown }>["view"];

export interface Slack {
  /** `trigger` lives for 3 s and opens one view. Returns the id of the view. */
  open: (trigger: string, view: ModalForm) => Promise<string>;
  push: (trigger: string, view: ModalForm) => Promise<string>;
  /** Nothing where it was closed meanwhile. */
  update: (viewId: string, view: ModalForm) => Promise<void>;
  publishHome: (user: string, view: ModalForm) => Promise<void>;
  /** Seen by this person alone; nothing where they are not in the channel. */
  whisper: (place: { channel: string; threadTs: string | undefined }, user: string, said: Private) => Promise<void>;
}

export function createSlackCalls(client: WebClient): Slack {
  const idOf = (answer: { view?: object }): string =>
    answer.view && "id" in answer.view ? String(answer.view.id) : "";
  return {
    open: async (trigger_id, view) => idOf(await calling(() => client.views.open({ trigger_id, view }))),
    push: async (trigger_id, view) => idOf(await calling(() => client.views.push({ trigger_id, view }))),
    update: (view_id, view) => unless(CLOSED, () => client.views.update({ view_id, view })),
    publishHome: async (user_id, view) => void (await calling(() => client.views.publish({ user_id, view }))),
    whisper: async ({ channel, threadTs }, user, { text, blocks }) => {
      const thread = threadTs ? { thread_ts: threadTs } : {};
      const shown = blocks ? { blocks } : {};
      await unless(ABSENT, () => client.chat.postEphemeral({ channel, user, text, ...thread, ...shown }));
    },
  };
}

const CLOSED = new Set(["not_found", "view_not_found"]);
const ABSENT = new Set(["user_not_in_channel"]);

/** Where Slack refuses for one of these reasons, nobody is left to be told. */
async function unless(reasons: ReadonlySet<string>, call: () => Promise<unknown>): Promise<void> {
  try {
    await calling(call);
  } catch (cause) {
    if (!(cause instanceof PlatformError && reasons.has(cause.code))) throw cause;
  }
}
