/**
 * Slack's door: Bolt on our Express app. Listeners write down and return; only then is Slack answered
 * (`processBeforeResponse`), so an event is acknowledged after it is stored, and a failure is repeated by Slack.
 */
import { App, ExpressReceiver, type Receiver } from "@slack/bolt";
import type { Express } from "express";
import { z } from "zod";

import type { Accept } from "../bridge/accept.ts";
import type { DeskChannelId, DeskTs, DeskUserId } from "../core/ids.ts";
import type { Inbound, StaffChoice } from "../core/inbound.ts";
import { CHOICES } from "../core/notice.ts";
import type { Log } from "../log.ts";
import { CHOICE_ACTION, QUOTES } from "./blocks.ts";
import { answerEverything, boltLog, NotStored } from "./bolt.ts";
import type { SlackAccess } from "./client.ts";
import type { Office } from "./commands/command.ts";
import { hearMention, readMention } from "./doors/mention.ts";
import { mountDoors } from "./doors/mount.ts";
import { hearReaction, readReacted } from "./doors/reaction.ts";
import { type Read, readMessageEvent, readReaction } from "./read.ts";

export interface SlackDoor {
  access: SlackAccess;
  accept: Accept;
  /** The channel, or every channel (undefined), cannot be written to any more. */
  deskGone: (channel: string | undefined, reason: string) => Promise<void>;
  now: () => Date;
  log: Log;
  /** For the commands of staff. */
  office: Office;
  memberMoved: (channel: string, user: string, joined: boolean) => Promise<void>;
  /** With other organisations. */
  shareChanged: (channel: string, shared: boolean) => Promise<void>;
}

/** Slack calls us: signed requests at `/slack/events`. */
export function httpReceiver(express: Express, signingSecret: string, log: Log): Receiver {
  return new ExpressReceiver({ signingSecret, app: express, processBeforeResponse: true, logger: boltLog(log) });
}

export function mountSlack(receiver: Receiver, door: SlackDoor): App {
  const { access, accept, log, now } = door;
  const app = new App({
    receiver,
    // no call at start: the app starts while Slack is away, and our own posts are told by what they carry
    authorize: () => Promise.resolve({ botToken: access.botToken }),
    ignoreSelf: false,
    convoStore: false,
    logger: boltLog(log),
  });

  answerEverything(app, log);

  const store: Accept = async (inbounds) => {
    try {
      await accept(inbounds);
    } catch (cause) {
      throw new NotStored(cause);
    }
  };
  const take = async (read: Read): Promise<void> => {
    if (read.kind === "event") await store([read.inbound]);
    else log.debug({ because: read.because }, "Slack event ignored");
  };
  const reacted = async (event: unknown, body: { event_id: string } & Parameters<typeof botsOf>[0]): Promise<void> => {
    const read = readReacted(event, body.event_id, botsOf(body));
    if (read) await hearReaction(door.office, read);
  };
  app.event("message", async ({ event, body }) => {
    const bots = botsOf(body);
    const mention = readMention(event, bots);
    // side by side: both wait for the chat, and Slack for both
    const heard = mention ? hearMention(door.office, mention) : undefined;
    await take(readMessageEvent(event, bots));
    await heard;
  });
  app.event("reaction_added", async ({ event, body }) => {
    await take(readReaction(event, body.event_id, now()));
    await reacted(event, body);
  });
  app.event("reaction_removed", ({ event, body }) => reacted(event, body));
  app.event("channel_archive", ({ event }) => door.deskGone(event.channel, "is_archived"));
  app.event("group_archive", ({ event }) => door.deskGone(event.channel, "is_archived"));
  app.event("channel_left", ({ event }) => door.deskGone(event.channel, "not_in_channel"));
  app.event("group_left", ({ event }) => door.deskGone(event.channel, "not_in_channel"));
  app.event("member_left_channel", async ({ event, body }) => {
    if (botsOf(body).includes(event.user)) await door.deskGone(event.channel, "not_in_channel");
    else await door.memberMoved(event.channel, event.user, false);
  });
  app.event("member_joined_channel", ({ event }) => door.memberMoved(event.channel, event.user, true));
  app.event("channel_shared", ({ event }) => door.shareChanged(event.channel, true));
  app.event("channel_unshared", ({ event }) => door.shareChanged(event.channel, event.is_ext_shared));
  app.event("app_uninstalled", () => door.deskGone(undefined, "app_uninstalled"));
  app.event("tokens_revoked", () => door.deskGone(undefined, "token_revoked"));
  mountDoors(app, door.office);
  app.action(new RegExp(`^${CHOICE_ACTION}`), async ({ ack, body, respond }) => {
    const press = readChoice(body, now());
    if (press) await store([press.inbound]);
    await ack();
    // tidying up a private question may fail: a second press on it is ignored
    if (press?.isPrivate)
      respond({ delete_original: true }).catch((cause: unknown) => log.debug({ err: cause }, "private question stays"));
  });
  // a failure must reach Slack as a 500, so that it comes again
  app.error((cause) => {
    log.error({ err: cause }, "Slack request failed");
    return Promise.reject(cause);
  });
  return app;
}

/** The envelope names the bot user that it was sent for. */
const botsOf = (body: { authorizations?: { user_id?: string | undefined }[] }): string[] =>
  (body.authorizations ?? []).flatMap(({ user_id: user }) => user ?? []);

const Press = z.looseObject({
  user: z.looseObject({ id: z.string() }),
  container: z.looseObject({
    message_ts: z.string().optional(),
    channel_id: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  channel: z.looseObject({ id: z.string() }).optional(),
  actions: z
    .array(z.looseObject({ action_id: z.string(), value: z.string().optional(), action_ts: z.string().optional() }))
    .min(1),
});

function readChoice(body: unknown, at: Date): { inbound: Inbound; isPrivate: boolean } | undefined {
  const read = Press.safeParse(body);
  const [action] = read.data?.actions ?? [];
  if (!read.success || !action) return undefined;
  // of several buttons with one meaning each has a number
  const [name = ""] = action.action_id.slice(CHOICE_ACTION.length).split(":");
  const choice = CHOICES.find((each) => name === each);
  const [subject = "", quotes] = (action.value ?? "").split(QUOTES);
  const { container, channel, user } = read.data;
  const channelId = container.channel_id ?? channel?.id;
  if (!choice || !channelId) return undefined;
  const isPrivate = container.is_ephemeral === true;
  // the first press on a question answers it: what may be asked next is another question, and has its own buttons
  const press = container.message_ts ?? `${user.id}:${action.action_ts ?? at.getTime()}`;
  const inbound: StaffChoice = {
    kind: "staffChoice",
    key: `slack:choice:${channelId}:${press}`,
    channel: channelId as DeskChannelId,
    user: user.id as DeskUserId,
    at,
    choice,
    subject,
    ...(quotes === undefined ? {} : { quotes }),
    questionTs: isPrivate ? undefined : (container.message_ts as DeskTs | undefined),
  };
  return { inbound, isPrivate };
}
