/** Everything the doctor looks at, in the order in which it is told. */
import { resolve } from "node:path";

import { type Config, type Environment, loadConfig } from "../../config.ts";
import { ConfigError } from "../../errors.ts";
import type { Finding } from "../../words/doctor.ts";
import { lookAtOurBucket } from "./bucket.ts";
import { lookAtLine } from "./line.ts";
import { lookAtDisks, lookAtOurDatabase } from "./machine.ts";
import { lookAtChannel, lookAtSlackToken, lookAtSocket, SLACK_API } from "./slack.ts";
import { lookAtApp, lookAtPublicUrl } from "./web.ts";

export async function examine(env: Environment): Promise<Finding[]> {
  const node: Finding = { kind: "node", version: process.versions.node };
  const config = settingsOf(env);
  if (Array.isArray(config)) {
    const disks = lookAtDisks(resolve(env["DATA_DIR"]?.trim() || "./data"));
    return [node, ...disks, ...config];
  }
  const disks = lookAtDisks(config.dataDir);
  const [bucket, database, app, web, lines, slack] = await Promise.all([
    lookAtOurBucket(config.bucket),
    lookAtOurDatabase(config.databaseUrl, config.dataDir),
    lookAtApp(config),
    lookAtPublicUrl(config.publicUrl, config.slack.appToken === undefined ? config.slack.signingSecret : undefined),
    lookAtLines(config),
    lookAtSlack(config),
  ]);
  return [node, ...disks, { kind: "settings" }, ...bucket, ...database, ...app, ...web, ...lines, ...slack];
}

function settingsOf(env: Environment): Config | Finding[] {
  try {
    return loadConfig(env);
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    return cause.problems.map((problem) => ({ kind: "setting", ...problem }));
  }
}

async function lookAtLines({ accounts, line, publicUrl }: Config): Promise<Finding[]> {
  const wanted = publicUrl === undefined ? undefined : `${publicUrl}/line/webhook`;
  const looks = accounts.map(({ name, accessToken, secrets }) =>
    lookAtLine({ account: name, apiBaseUrl: line.apiBaseUrl, token: accessToken }, secrets, wanted),
  );
  return (await Promise.all(looks)).flat();
}

async function lookAtSlack({ accounts, slack, allowShared }: Config): Promise<Finding[]> {
  const side = { apiUrl: slack.apiUrl ?? SLACK_API, token: slack.botToken };
  const { findings, bot } = await lookAtSlackToken(side);
  if (bot === undefined) return findings;
  const rooms: Finding[] = [];
  for (const { name, slackChannel } of accounts)
    rooms.push(await lookAtChannel(side, { account: name, id: slackChannel, bot, allowShared }));
  const socket = slack.appToken === undefined ? [] : [await lookAtSocket(side.apiUrl, slack.appToken)];
  return [...findings, ...socket, ...rooms];
}
