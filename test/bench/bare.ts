/** The floor under every webhook: Express and the check of LINE's signature. It stores nothing. */
import { validateSignature } from "@line/bot-sdk";
import express from "express";

import { serve } from "./child.ts";
import { SECRET } from "./events.ts";

const app = express();
app.disable("x-powered-by");
app.post("/line/webhook", express.raw({ type: () => true }), (request, response) => {
  const body = request.body as Buffer;
  if (!validateSignature(body, SECRET, request.get("x-line-signature") ?? "")) {
    response.status(401).json({});
    return;
  }
  JSON.parse(body.toString("utf8"));
  response.status(200).json({});
});
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  serve(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
});
