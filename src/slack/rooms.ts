/** Channels and user groups: who is in them. */
import type { WebClient } from "@slack/web-api";

import type { Room } from "../bridge/ports.ts";
import { calling } from "./failure.ts";

const PAGE = 1_000;
/** Ten thousand people: a channel with more is none in which customers are answered. */
const MOST_PAGES = 10;

/** Who is to join from elsewhere reads all of it then. */
const shared = (info: { is_ext_shared?: boolean; is_pending_ext_shared?: boolean } | undefined): boolean =>
  info?.is_ext_shared === true || info?.is_pending_ext_shared === true;

export async function isShared(client: WebClient, channel: string): Promise<boolean> {
  return shared((await calling(() => client.conversations.info({ channel }))).channel);
}

export async function room(client: WebClient, channel: string): Promise<Room> {
  const { channel: info } = await calling(() => client.conversations.info({ channel }));
  const members: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const more = cursor ? { cursor } : {};
    const answer = await calling(() => client.conversations.members({ channel, limit: PAGE, ...more }));
    members.push(...(answer.members ?? []));
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return {
    members,
    // a channel of which Slack says nothing is not warned about
    isPrivate: info?.is_private !== false,
    isShared: shared(info),
  };
}

export async function groupMembers(client: WebClient, usergroup: string): Promise<string[]> {
  return (await calling(() => client.usergroups.users.list({ usergroup }))).users ?? [];
}
