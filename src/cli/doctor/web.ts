/** Whether this server is up, here and where the platforms look for it. */
import { createHmac } from "node:crypto";

import type { Finding } from "../../words/doctor.ts";
import { ask } from "./ask.ts";

/** The app on this machine: port 0 is chosen at the start and known to nobody. */
export async function lookAtApp({ host, port }: { host: string; port: number }): Promise<Finding[]> {
  if (port === 0) return [];
  const here = ["0.0.0.0", "::", ""].includes(host) ? "127.0.0.1" : host;
  const url = `http://${here.includes(":") ? `[${here}]` : here}:${port}`;
  const reply = await ask(`${url}/readyz`);
  if (reply.kind === "away") return [{ kind: "appStopped", url }];
  const failing = Object.entries(reply.body).flatMap(([name, well]) => (well === true ? [] : [name]));
  return [reply.status === 200 ? { kind: "appRuns", url } : { kind: "appNotReady", url, failing }];
}

/** `signingSecret` undefined: Slack comes another way (Socket Mode), or is not set up yet. */
export async function lookAtPublicUrl(url: string | undefined, signingSecret: string | undefined): Promise<Finding[]> {
  if (url === undefined) return [{ kind: "publicUrlMissing" }];
  const reply = await ask(`${url}/healthz`);
  if (reply.kind === "away") return [{ kind: "publicUrlAway", url, reason: reply.reason }];
  if (reply.status !== 200 || reply.body["ok"] !== true) return [{ kind: "publicUrlOther", url, status: reply.status }];
  const media = await lookAtMedia(`${url}/media`);
  const door = signingSecret === undefined ? [] : [await knock(`${url}/slack/events`, signingSecret)];
  return [{ kind: "publicUrl", url }, media, ...door];
}

/** A link that nobody signed is refused, in our own words: so it was us who refused it. */
async function lookAtMedia(url: string): Promise<Finding> {
  const reply = await ask(`${url}/doctor`);
  if (reply.kind === "away") return { kind: "publicUrlAway", url, reason: reply.reason };
  const ours = reply.status === 404 && reply.text.trim() === "not found";
  return ours ? { kind: "mediaDoor", url } : { kind: "mediaDoorClosed", url, status: reply.status };
}

/** As Slack does when a request URL is saved. */
async function knock(url: string, signingSecret: string): Promise<Finding> {
  const challenge = "threadline-doctor";
  const body = JSON.stringify({ type: "url_verification", challenge });
  const time = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac("sha256", signingSecret).update(`v0:${time}:${body}`).digest("hex")}`;
  const headers = {
    "content-type": "application/json",
    "x-slack-request-timestamp": time,
    "x-slack-signature": signature,
  };
  const reply = await ask(url, { method: "POST", raw: { body, headers } });
  if (reply.kind === "away") return { kind: "publicUrlAway", url, reason: reply.reason };
  const taken = reply.status === 200 && reply.body["challenge"] === challenge;
  return taken ? { kind: "slackDoor", url } : { kind: "slackDoorClosed", url, status: reply.status };
}
