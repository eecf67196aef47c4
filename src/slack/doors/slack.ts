/** The calls that doors make at Slack: modals, private words, the Home tab. */
import type { KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";

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
    update: async (view_id, view) => void (await calling(() => client.views.update({ view_id, view }))),
    publishHome: async (user_id, view) => void (await calling(() => client.views.publish({ user_id, view }))),
    whisper: async ({ channel, threadTs }, user, { text, blocks }) => {
      const thread = threadTs ? { thread_ts: threadTs } : {};
      const shown = blocks ? { blocks } : {};
      await calling(() => client.chat.postEphemeral({ channel, user, text, ...thread, ...shown }));
    },
  };
}
