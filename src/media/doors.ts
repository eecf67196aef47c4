/** What the outside may have of our files, and how. */
import express, { type Router } from "express";

import { type MediaDoor, mediaRouter } from "./door.ts";
import { facesRouter } from "./faces.ts";
import { createLinkCheck } from "./links.ts";
import { type PageDoor, pageRouter } from "./page.ts";

export interface MediaDoors
  extends Omit<MediaDoor, "check" | "find">, Pick<PageDoor, "find" | "links" | "opened" | "words"> {
  /** The links are, or once were, made with them. */
  secrets: string[];
  /** A member's picture. */
  face: (token: string) => Promise<Uint8Array | undefined>;
}

export function mediaDoors({ secrets, face, ...rest }: MediaDoors): Router {
  const door = { ...rest, check: createLinkCheck(...secrets) };
  const router = express.Router();
  router.use(mediaRouter(door));
  router.use(pageRouter(door));
  router.use(facesRouter(face));
  return router;
}
