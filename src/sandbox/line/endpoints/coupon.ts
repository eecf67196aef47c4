/** The account's coupons. */
import { type Answer, done, refuse } from "../answers.ts";
import type { Platform } from "../platform.ts";
import type { ApiRequest, Endpoint } from "./endpoint.ts";

export const couponEndpoints: readonly Endpoint[] = [{ method: "GET", path: "/v2/bot/coupon", answer: list }];

const STATUSES = new Set(["DRAFT", "RUNNING", "CLOSED"]);
const PAGE = 20;
const MOST = 100;

/** A page of them; `next` is where the following one starts. */
function list(platform: Platform, { query }: ApiRequest): Answer {
  const wanted = (query.get("status") ?? "").split(",").filter(Boolean);
  const wrong = wanted.find((status) => !STATUSES.has(status));
  if (wrong !== undefined) return refuse(400, "The value for the 'status' parameter is invalid");
  const limit = Number(query.get("limit") ?? PAGE);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    return refuse(400, "The value for the 'limit' parameter is invalid");
  const found = [...platform.coupons.values()].filter(({ status }) => wanted.length === 0 || wanted.includes(status));
  const from = Number(query.get("start") ?? 0);
  const items = found.slice(from, from + limit).map(({ couponId, title }) => ({ couponId, title }));
  return done({ items, ...(from + limit < found.length ? { next: String(from + limit) } : {}) });
}
