/** Members of the workspace, and the names that staff words mention. */
import type { WebClient } from "@slack/web-api";

import type { Person } from "../bridge/ports.ts";
import { PlatformError } from "../errors.ts";
import type { Words } from "../words/words.ts";
import { calling } from "./failure.ts";
import { mentionedIds, type Names, plainTextOf, type Written } from "./mrkdwn.ts";

export interface Self {
  teamId: string;
  botUserId: string;
  /** Of the workspace, with a slash at its end. */
  url: string | undefined;
}

/** The workspace we are in and the user that we are: asked once, remembered when it was answered. */
export function ownSelf(client: WebClient): () => Promise<Self> {
  let known: Self | undefined;
  // a list of links asks for it twenty times at once
  let asking: Promise<Self> | undefined;
  async function ask(): Promise<Self> {
    const { team_id: teamId, user_id: botUserId, url } = await calling(() => client.auth.test());
    if (!teamId || !botUserId) throw new PlatformError({ platform: "slack", code: "no_team", retryable: true });
    known = { teamId, botUserId, url };
    return known;
  }
  return function self() {
    if (known) return Promise.resolve(known);
    asking ??= ask().finally(() => (asking = undefined));
    return asking;
  };
}

interface SlackUser {
  id?: string;
  team_id?: string;
  name?: string;
  real_name?: string;
  deleted?: boolean;
  is_bot?: boolean;
  is_admin?: boolean;
  is_owner?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  enterprise_user?: { teams?: string[] };
  profile?: { display_name?: string; real_name?: string; image_72?: string; image_192?: string };
}

/** Undefined: Slack does not know them. Whoever is not surely a member of our own workspace counts as outside. */
export async function person(
  client: WebClient,
  self: () => Promise<Self>,
  userId: string,
): Promise<Person | undefined> {
  const { teamId: own } = await self();
  try {
    const { user } = await calling(() => client.users.info({ user: userId }));
    return user ? describe(user, userId, own) : undefined;
  } catch (cause) {
    if (cause instanceof PlatformError && (cause.code === "user_not_found" || cause.code === "user_not_visible"))
      return undefined;
    throw cause;
  }
}

function describe(user: SlackUser, userId: string, own: string): Person {
  const name = user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || "";
  const admin = user.is_admin === true || user.is_owner === true;
  return {
    userId,
    name,
    pictureUrl: user.profile?.image_192 ?? user.profile?.image_72 ?? null,
    standing: standingOf(user, own),
    admin,
  };
}

function standingOf(user: SlackUser, own: string): Person["standing"] {
  if (user.is_bot || user.id === "USLACKBOT") return "bot";
  if (user.deleted) return "gone";
  const ours = user.team_id === own || (user.enterprise_user?.teams ?? []).includes(own);
  if (user.is_stranger || !ours) return "outside";
  return user.is_restricted || user.is_ultra_restricted ? "guest" : "member";
}

/** Staff words as the customer reads them: names instead of ids, and never an id where a name is not to be had. */
export async function plainWords(client: WebClient, words: Words, raw: unknown): Promise<string> {
  const written: Written = typeof raw === "object" && raw !== null ? raw : {};
  const { users, channels } = mentionedIds(written);
  const userNames = await lookUp(users, async (user) => {
    const found = (await client.users.info({ user })).user;
    return found?.profile?.display_name || found?.real_name || found?.name;
  });
  const channelNames = await lookUp(
    channels,
    async (channel) => (await client.conversations.info({ channel })).channel?.name,
  );
  const names: Names = {
    user: (id) => userNames.get(id),
    channel: (id) => channelNames.get(id),
    usergroup: () => undefined,
    unknown: { user: `@${words.someone}`, usergroup: `@${words.someone}`, channel: `#${words.somewhere}` },
  };
  return plainTextOf(written, names);
}

const MOST_NAMES = 20;

/** A name that cannot be had does not keep the words back; a Slack that does not answer at all does. */
async function lookUp(ids: string[], ask: (id: string) => Promise<string | undefined>): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const id of ids.slice(0, MOST_NAMES)) {
    try {
      const name = await calling(() => ask(id));
      if (name) names.set(id, name);
    } catch (cause) {
      if (cause instanceof PlatformError && cause.retryable) throw cause;
    }
  }
  return names;
}
