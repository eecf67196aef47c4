/** One Express app: LINE's webhook, Slack's endpoint, health and metrics. */
import { timingSafeEqual } from "node:crypto";

import express, { type ErrorRequestHandler, type Express, type Router } from "express";
import helmet from "helmet";

import type { Log } from "./log.ts";

export interface Web {
  lineDoor: Router;
  /** Files by signed links. */
  mediaDoor: Router;
  /** Mounts Slack's receiver; it reads bodies itself, so it comes before anything that would. */
  mountSlack: (express: Express) => void;
  /** What this instance can help, by name: all must be well to be given traffic. */
  readiness: () => Promise<Record<string, boolean>>;
  metrics: () => Promise<{ type: string; text: string }>;
  metricsToken: string | undefined;
  log: Log;
}

export function createWeb(web: Web): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use(helmet());
  app.get("/healthz", (_request, response) => {
    response.json({ ok: true });
  });
  app.get("/readyz", async (_request, response) => {
    const checks = await web.readiness();
    response.status(Object.values(checks).every(Boolean) ? 200 : 503).json(checks);
  });
  app.get("/metrics", async (request, response) => {
    if (!allowed(request.get("authorization"), web.metricsToken)) {
      response.status(401).json({ error: "METRICS_TOKEN is set: send it as a bearer token" });
      return;
    }
    const { type, text } = await web.metrics();
    response.type(type).send(text);
  });
  app.use(web.mediaDoor);
  app.use(web.lineDoor);
  web.mountSlack(app);
  app.use((_request, response) => {
    response.status(404).json({ error: "not found" });
  });
  app.use(failure(web.log));
  return app;
}

function allowed(given: string | undefined, token: string | undefined): boolean {
  if (token === undefined) return true;
  const [got, want] = [Buffer.from(given ?? ""), Buffer.from(`Bearer ${token}`)];
  return got.length === want.length && timingSafeEqual(got, want);
}

/** Nothing was written down: the platform is to send it again. */
function failure(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    // an address that cannot be read is the caller's
    if (error instanceof URIError && !response.headersSent) {
      response.status(400).json({ error: "bad address" });
      return;
    }
    log.error({ err: error, path: request.path }, "request failed");
    if (response.headersSent) next(error);
    else response.status(500).json({ error: "not stored" });
  };
}
