/** The endpoints of api-data.line.me: what customers sent, for as long as LINE keeps it. */
import { type Answer, done, notFound, refuse } from "../answers.ts";
import type { Platform, StoredContent } from "../platform.ts";
import type { ApiRequest, Endpoint } from "./endpoint.ts";

export const contentEndpoints: readonly Endpoint[] = [
  { method: "GET", path: "/v2/bot/message/:messageId/content", answer: content },
  { method: "GET", path: "/v2/bot/message/:messageId/content/transcoding", answer: transcoding },
  { method: "GET", path: "/v2/bot/message/:messageId/content/preview", answer: preview },
];

function content(platform: Platform, request: ApiRequest): Answer {
  return withContent(platform, request, function serve(stored) {
    const { preparing = 0, bytes = new Uint8Array(), contentType = "application/octet-stream" } = stored;
    if (stored.transcoding === "failed") return notFound();
    if (preparing > 0) {
      stored.preparing = preparing - 1;
      return { status: 202 };
    }
    return { status: 200, stream: { bytes, contentType, manners: stored } };
  });
}

function transcoding(platform: Platform, request: ApiRequest): Answer {
  return withContent(platform, request, function tell(stored) {
    if (stored.type !== "video" && stored.type !== "audio")
      return refuse(400, "The content is not a video or an audio");
    if (stored.transcoding === "failed") return done({ status: "failed" });
    return done({ status: (stored.preparing ?? 0) > 0 ? "processing" : "succeeded" });
  });
}

function preview(platform: Platform, request: ApiRequest): Answer {
  return withContent(platform, request, function serve(stored) {
    if (stored.type !== "image" && stored.type !== "video") return refuse(400, "The content can not be previewed");
    if ((stored.preparing ?? 0) > 0) return { status: 202 };
    const bytes = stored.preview ?? stored.bytes ?? new Uint8Array();
    return { status: 200, stream: { bytes, contentType: "image/jpeg", manners: stored } };
  });
}

function withContent(platform: Platform, { params }: ApiRequest, serve: (stored: StoredContent) => Answer): Answer {
  const stored = platform.contents.get(params["messageId"] ?? "");
  if (stored?.gone) return refuse(410, "The content is gone");
  if (stored === undefined || stored.missing || stored.external) return refuse(404, "not found");
  return serve(stored);
}
