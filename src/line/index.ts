/** One LINE account as a `Messenger`. */
import { HTTPFetchError, messagingApi } from "@line/bot-sdk";

import type { Messenger, Profile } from "../bridge/ports.ts";
import { wellFormed } from "../core/well-formed.ts";
import { fetchContent, fetchFrom } from "./content.ts";
import { calling } from "./failure.ts";
import type { FileCardWords } from "./file-card.ts";
import { createForms, push, reply } from "./write.ts";

export interface LineAccess {
  accessToken: string;
  apiBaseUrl: string;
  /** What stands on the card of a file. */
  card: FileCardWords;
  /** Where the content of messages is. */
  dataApiBaseUrl: string;
}

const HOUR = 3_600_000;
/** LINE does not say which kind of megabyte it means: the smaller one. */
const MB = 1_000_000;
/** One page of LINE's list is enough to choose from. */
const MOST_COUPONS = 100;

export function createMessenger({ accessToken, apiBaseUrl, dataApiBaseUrl, card }: LineAccess): Messenger {
  const forms = createForms(card);
  const client = new messagingApi.MessagingApiClient({ channelAccessToken: accessToken, baseURL: apiBaseUrl });
  return {
    // LINE: 1-5 objects, text up to 5,000 UTF-16 units, retry keys for 24 h; an hour is left for clocks and slow calls
    limits: {
      objects: 5,
      textUnits: 5_000,
      retryKeyLife: 23 * HOUR,
      media: { picture: 10 * MB, preview: MB, film: 200 * MB },
    },
    formPush: forms.formPush,
    formReply: forms.formReply,
    push: (body, key) => push(client, body, key),
    reply: (body) => reply(client, body),
    validate: (sayings) => forms.validate(client, sayings),
    profile: (user) => orNobody(async () => face(await client.getProfile(user))),
    memberProfile: (chat, user) =>
      orNobody(async () =>
        face(
          chat.kind === "room"
            ? await client.getRoomMemberProfile(chat.id, user)
            : await client.getGroupMemberProfile(chat.id, user),
        ),
      ),
    groupSummary: (groupId) =>
      orNobody(async () => {
        const { groupName, pictureUrl } = await client.getGroupSummary(groupId);
        return face({ displayName: groupName, pictureUrl });
      }),
    content: ({ messageId, from }, stop) =>
      from === undefined ? fetchContent({ accessToken, dataApiBaseUrl }, messageId, stop) : fetchFrom(from, stop),
    leave: async (kind, id) => {
      await calling(() => (kind === "room" ? client.leaveRoom(id) : client.leaveGroup(id)));
    },
    markRead: async (markAsReadToken) => {
      await calling(() => client.markMessagesAsReadByToken({ markAsReadToken }));
    },
    showLoading: async (chatId, loadingSeconds) => {
      await calling(() => client.showLoadingAnimation({ chatId, loadingSeconds }));
    },
    coupons: () =>
      calling(async () => {
        const { items } = await client.listCoupon(new Set(["RUNNING" as const]), undefined, MOST_COUPONS);
        return wellFormed(items.map(({ couponId: id, title }) => ({ id, title })));
      }),
    quota: () =>
      calling(async () => {
        const { value } = await client.getMessageQuota();
        const { totalUsage } = await client.getMessageQuotaConsumption();
        return { used: totalUsage, limit: value ?? null };
      }),
    self: () =>
      calling(async () => {
        const { userId, displayName } = await client.getBotInfo();
        return { botUserId: userId, displayName };
      }),
  };
}

function face({ displayName, pictureUrl }: { displayName: string; pictureUrl?: string | undefined }): Profile {
  return wellFormed({ displayName, pictureUrl: pictureUrl ?? null });
}

/** 404: unknown, blocked, no longer a friend, or not in that group. 403: members of groups, for unverified accounts. */
async function orNobody(ask: () => Promise<Profile>): Promise<Profile | undefined> {
  try {
    return await calling(ask);
  } catch (cause) {
    const status = cause instanceof Error && cause.cause instanceof HTTPFetchError ? cause.cause.status : undefined;
    if (status === 404 || status === 403) return undefined;
    throw cause;
  }
}
