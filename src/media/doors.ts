/** What the outside may have of our files, and how. */
import express, { type Router } from "express";

import { type MediaDoor, mediaRouter } from "./door.ts";
import { createLinkCheck } from "./links.ts";
import { type PageDoor, pageRouter } from "./page.ts";

export interface MediaDoors
  extends Omit<MediaDoor, "check" | "find">, Pick<PageDoor, "find" | "links" | "opened" | "words"> {
  /** The links were made with it. */
  secret: string;
}

export function mediaDoors({ secret, ...rest }: MediaDoors): Router {
  const door = { ...rest, check: createLinkCheck(secret) };
  const router = express.Router();
  router.use(mediaRouter(door));
  router.use(pageRouter(door));
  return router;
}
