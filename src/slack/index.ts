/** Slack as the team's `Desk`. */
import type { WebClient } from "@slack/web-api";

import type { Desk, Place, Writer } from "../bridge/ports.ts";
import type { Mark } from "../core/decision.ts";
import { isBroadcast, type Notice } from "../core/notice.ts";
import { customerUsername } from "../core/text.ts";
import { PlatformError } from "../errors.ts";
import type { Words } from "../words/words.ts";
import { noticeBlocks, noticeFallback } from "./blocks.ts";
import { cardBlocks, cardFallback } from "./card.ts";
import { postBlocks, postFallback } from "./chat-post.ts";
import { calling } from "./failure.ts";
import { filesOf } from "./file-refs.ts";
import { deskFile } from "./files.ts";
import { fallback, fileBlocks, rewritten, wordBlocks } from "./line-blocks.ts";
import { ownSelf, person, plainWords, type Self } from "./people.ts";
import { readBack } from "./read-back.ts";
import { writtenAsIs } from "./rich-text.ts";
import { groupMembers, isShared, room } from "./rooms.ts";
import { describe } from "./said.ts";
import { findFiles, isFiles, postFiles, removeFile, upload, whereIs } from "./uploads.ts";
import { find, formPost, post, withoutRefusedParts } from "./write.ts";

export type Alert = { kind: "users"; ids: string[] } | { kind: "webhook"; url: string } | undefined;

/** Shown on staff messages. None of them is a reaction that staff give us orders with. */
const MARKS: Record<Mark, string> = {
  held: "hourglass_flowing_sand",
  sent: "white_check_mark",
  cancelled: "wastebasket",
  internal: "lock",
  asked: "question",
  failed: "warning",
};

export function createDesk(client: WebClient, words: Words, alert: Alert): Desk {
  const self = ownSelf(client);
  return {
    formCard: (place, attemptId, card) =>
      formPost(place, attemptId, { text: cardFallback(words, card), blocks: cardBlocks(words, attemptId, card) }),
    formWords: (place, attemptId, { lines, name, pictureUrl, broadcast }) => {
      const as = asCustomer(words, { name, pictureUrl });
      const blocks = wordBlocks(words, attemptId, lines);
      return formPost(place, attemptId, { text: fallback(words, lines), blocks, as, broadcast });
    },
    formNotice: (place, attemptId, notice, subject) =>
      formPost(place, attemptId, {
        text: noticeFallback(words, notice),
        blocks: noticeBlocks(words, attemptId, notice, subject),
        broadcast: isBroadcast(notice),
      }),
    formList: (place, attemptId, shown) =>
      formPost(place, attemptId, { text: postFallback(words, shown), blocks: postBlocks(words, attemptId, shown) }),
    formFiles: (place, attemptId, { files, shown, lines, lateAt, name, pictureUrl }) => ({
      channel: place.channel,
      thread_ts: place.threadTs,
      files: files.map((id) => ({ id })),
      blocks: fileBlocks(words, attemptId, { name, shown, lines, lateAt }),
      ...asCustomer(words, { name, pictureUrl }),
    }),
    post: (body) => (isFiles(body) ? postFiles(client, body) : post(client, body)),
    find: (body, attemptId, since) => (isFiles(body) ? findFiles(client, body) : find(client, body, attemptId, since)),
    upload: (file, stop) => upload(client, file, stop),
    whereIs: (file, channel) => whereIs(client, file, channel),
    removeFile: (file) => removeFile(client, file),
    fileLink: (file) => below(self, ({ url, botUserId }) => `${url}files/${botUserId}/${file}`),
    rewrite: ({ channel, ts }, post) =>
      allowed(() =>
        client.chat.update({ channel, ts, ...rewritten(words, customerUsername(post.name, words.customer), post) }),
      ),
    rewriteList: ({ channel, ts }, shown) =>
      allowed(() =>
        client.chat.update({
          channel,
          ts,
          text: postFallback(words, shown),
          blocks: postBlocks(words, "rewritten", shown),
        }),
      ),
    updateCard: async (place, card) => {
      const form = {
        ...place,
        text: cardFallback(words, card),
        blocks: cardBlocks(words, `card:${card.number}`, card),
      };
      await orGone(() => withoutRefusedParts(form, (taken) => calling(() => client.chat.update(taken))));
    },
    answerQuestion: async (place, notice) => {
      const blocks = noticeBlocks(words, "answered", notice, undefined);
      await orGone(() => client.chat.update({ ...place, text: noticeFallback(words, notice), blocks }));
    },
    askAgain: (place, notice, subject) => {
      const blocks = noticeBlocks(words, "asked", notice, subject);
      return allowed(() => client.chat.update({ ...place, text: noticeFallback(words, notice), blocks }));
    },
    mark: async ({ channel, ts }, mark, shown) => {
      const reaction = { channel, timestamp: ts, name: MARKS[mark] };
      await orGone(() => (shown ? client.reactions.add(reaction) : client.reactions.remove(reaction)));
    },
    whisper: (place, user, notice, subject) => whisper(client, words, { place, user, notice, subject }),
    alert: (notice) => sendAlert(client, words, alert, notice),
    openDirect: (user) => openDirect(client, user),
    remove: (place) => orGone(() => client.chat.delete(place)),
    permalink: async (channel, ts) => {
      try {
        return (await client.chat.getPermalink({ channel, message_ts: ts })).permalink;
      } catch {
        // a missing link is no reason to keep words back
        return undefined;
      }
    },
    link: (place) => linkTo(self, place),
    person: (user) => person(client, self, user),
    room: (channel) => room(client, channel),
    isShared: (channel) => isShared(client, channel),
    groupMembers: (group) => groupMembers(client, group),
    words: (raw) => plainWords(client, words, raw),
    describe: (parts) => describe(words, parts),
    describePicture: (nth, of) => words.office.quotes.picture(nth, of),
    files: filesOf,
    file: (id) => deskFile(client, id),
    rawOf: writtenAsIs,
    readBack: async (channel, threadTs, since) => readBack(client, (await self()).botUserId, channel, threadTs, since),
  };
}

const asCustomer = (words: Words, { name, pictureUrl }: Writer) => ({
  username: customerUsername(name, words.customer),
  ...(pictureUrl ? { icon_url: pictureUrl } : {}),
});

function linkTo(
  self: () => Promise<Self>,
  { channel, ts, threadTs }: { channel: string; ts: string; threadTs: string | undefined },
): Promise<string | undefined> {
  const inThread = threadTs === undefined || threadTs === ts ? "" : `?thread_ts=${threadTs}&cid=${channel}`;
  return below(self, ({ url }) => `${url}archives/${channel}/p${ts.replace(".", "")}${inThread}`);
}

/** An address in our workspace. */
async function below(self: () => Promise<Self>, address: (us: Self) => string): Promise<string | undefined> {
  try {
    const us = await self();
    return us.url && address(us);
  } catch {
    // what was found is shown all the same
    return undefined;
  }
}

/** These say that it is so already, or that what it was about is gone: nothing is left to do. */
const SETTLED = new Set([
  "already_reacted",
  "no_reaction",
  "thread_lost",
  "message_not_found",
  "too_many_reactions",
  "too_many_emoji",
  "cant_update_message",
  "edit_window_closed",
]);

async function orGone(call: () => Promise<unknown>): Promise<void> {
  try {
    await calling(call);
  } catch (cause) {
    if (!(cause instanceof PlatformError && SETTLED.has(cause.code))) throw cause;
  }
}

/** False: Slack has its reasons not to. What is gone already is as it should be. */
async function allowed(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await calling(call);
  } catch (cause) {
    if (!(cause instanceof PlatformError) || cause.retryable || cause.ambiguous) throw cause;
    if (["auth", "place"].includes(cause.code)) throw cause;
    return cause.code === "thread_lost";
  }
  return true;
}

interface Whisper {
  place: Place;
  user: string;
  notice: Notice;
  subject: string | undefined;
}

/** Private words. Somebody who is not in the channel cannot be whispered to: the mark on the message stays. */
async function whisper(client: WebClient, words: Words, { place, user, notice, subject }: Whisper): Promise<void> {
  const blocks = noticeBlocks(words, "whisper", notice, subject);
  const thread = place.threadTs ? { thread_ts: place.threadTs } : {};
  try {
    await calling(() =>
      client.chat.postEphemeral({
        channel: place.channel,
        ...thread,
        user,
        text: noticeFallback(words, notice),
        blocks,
      }),
    );
  } catch (cause) {
    if (!(cause instanceof PlatformError && cause.code === "user_not_in_channel")) throw cause;
  }
}

async function sendAlert(client: WebClient, words: Words, alert: Alert, notice: Notice): Promise<void> {
  const text = noticeFallback(words, notice);
  if (alert?.kind === "users") {
    for (const id of alert.ids) {
      const channel = await openDirect(client, id);
      await calling(() => client.chat.postMessage({ channel, text, unfurl_links: false }));
    }
  }
  if (alert?.kind === "webhook") {
    const answer = await calling(() =>
      fetch(alert.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text }),
      }),
    );
    await answer.body?.cancel();
    if (answer.status >= 500)
      throw new PlatformError({ platform: "slack", code: "alert_webhook", status: answer.status, retryable: true });
  }
}

async function openDirect(client: WebClient, user: string): Promise<string> {
  const { channel } = await calling(() => client.conversations.open({ users: user }));
  if (channel?.id) return channel.id;
  throw new PlatformError({ platform: "slack", code: "no_direct_channel", retryable: false });
}
