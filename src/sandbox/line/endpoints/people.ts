/** Profiles, groups and rooms. */
import { type Answer, done, notFound, refuse } from "../answers.ts";
import type { GroupRecord, Platform, UserRecord } from "../platform.ts";
import type { ApiRequest, Endpoint } from "./endpoint.ts";

export const peopleEndpoints: readonly Endpoint[] = [
  { method: "GET", path: "/v2/bot/profile/:userId", answer: profile },
  { method: "GET", path: "/v2/bot/group/:groupId/summary", answer: summary },
  { method: "GET", path: "/v2/bot/:kind/:groupId/member/:userId", answer: memberProfile },
  { method: "GET", path: "/v2/bot/:kind/:groupId/members/count", answer: count },
  { method: "GET", path: "/v2/bot/:kind/:groupId/members/ids", answer: verifiedOnly },
  { method: "GET", path: "/v2/bot/followers/ids", answer: verifiedOnly },
  { method: "POST", path: "/v2/bot/:kind/:groupId/leave", answer: leave },
];

/** Friends, and others who wrote to the account and have not blocked it. */
function profile(platform: Platform, { params }: ApiRequest): Answer {
  const user = platform.users.get(params["userId"] ?? "");
  if (user === undefined || user.blocked || (!user.friend && user.wroteAt === undefined)) return notFound();
  return done({ ...faceOf(user), ...(user.language !== undefined && { language: user.language }) });
}

/** Members are known to the account whether they are its friends or not. */
function memberProfile(platform: Platform, request: ApiRequest): Answer {
  const group = findGroup(platform, request);
  const user = platform.users.get(request.params["userId"] ?? "");
  return group && user && group.members.has(user.id) ? done(faceOf(user)) : notFound();
}

function summary(platform: Platform, { params }: ApiRequest): Answer {
  const group = platform.groups.get(params["groupId"] ?? "");
  if (group?.kind !== "group" || !group.joined) return notFound();
  return done({ groupId: group.id, groupName: group.name ?? "" });
}

function count(platform: Platform, request: ApiRequest): Answer {
  const group = findGroup(platform, request);
  return group ? done({ count: group.members.size }) : notFound();
}

function leave(platform: Platform, request: ApiRequest): Answer {
  const group = findGroup(platform, request);
  if (group === undefined) return notFound();
  group.joined = false;
  return done();
}

function verifiedOnly(): Answer {
  return refuse(403, "Access to this API is not available for your account");
}

function findGroup(platform: Platform, { params }: ApiRequest): GroupRecord | undefined {
  const group = platform.groups.get(params["groupId"] ?? "");
  return group !== undefined && group.kind === params["kind"] && group.joined ? group : undefined;
}

function faceOf(user: UserRecord) {
  const { pictureUrl } = user;
  return { displayName: user.name, userId: user.id, ...(pictureUrl !== undefined && { pictureUrl }) };
}
