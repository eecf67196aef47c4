/**
 * Pictures of people, drawn here: nothing is fetched from outside. The app is told an address as LINE and Slack would tell it;
 * the page shows its own drawing in that place.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const BASE = "https://faces.example.com/";

export const faceUrl = (name: string): string => `${BASE}${name}.png`;

export interface FaceHost {
  url: (name: string) => string;
  close: () => Promise<void>;
}

/** Staff's pictures, where the app can fetch them as it fetches those of Slack: from this machine. */
export async function startFaceHost(): Promise<FaceHost> {
  const server = createServer((request, response) => {
    const drawn = drawFace(/^\/(?<name>\w+)\.svg$/.exec(request.url ?? "")?.groups?.["name"] ?? "");
    response.writeHead(drawn === undefined ? 404 : 200, { "content-type": "image/svg+xml" }).end(drawn);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (name) => `http://127.0.0.1:${port}/${name}.svg`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function faceNameOf(url: unknown): string | undefined {
  if (typeof url !== "string" || !url.startsWith(BASE)) return undefined;
  return /^(?<name>\w+)\.png/.exec(url.slice(BASE.length))?.groups?.["name"];
}

interface Look {
  ground: string;
  hair: string;
  skin: string;
  clothes: string;
  cut: keyof typeof CUTS;
}

const CUTS = {
  long: "M22 46c-2-22 8-32 26-32s28 10 26 32c0 12 2 22 4 30H18c2-8 4-18 4-30Z",
  bob: "M24 54c-4-26 6-38 24-38s28 12 24 38c-2 4-46 4-48 0Z",
  short: "M26 42c-2-18 6-27 22-27s24 9 22 27c-3-8-8-12-12-14-8 4-20 3-25 1-3 3-5 7-7 13Z",
  bun: "M48 4a9 9 0 0 1 8 13c11 3 17 12 16 29-4-10-9-15-14-17-8 4-20 3-25 0-4 3-7 8-9 17-1-17 5-26 16-29A9 9 0 0 1 48 4Z",
};

const LOOKS: Record<string, Look> = {
  sakura: { ground: "#ffd9e2", hair: "#4a2f27", skin: "#f7d7c4", clothes: "#e56b8c", cut: "long" },
  kenta: { ground: "#d5e8ff", hair: "#23262d", skin: "#efc8a8", clothes: "#3f73b5", cut: "short" },
  midori: { ground: "#dcf3d9", hair: "#6b4a34", skin: "#f5d0b9", clothes: "#4f9a5d", cut: "bob" },
  emma: { ground: "#fff0c9", hair: "#c98d3a", skin: "#fbdcc8", clothes: "#c9742f", cut: "bun" },
  model: { ground: "#f6ebe1", hair: "#a4643c", skin: "#f8d9c6", clothes: "#efe9f4", cut: "bob" },
  aki: { ground: "#e6dcff", hair: "#2c2233", skin: "#f4cfb6", clothes: "#6a4bb0", cut: "bob" },
  ken: { ground: "#d8f1f2", hair: "#39302a", skin: "#eec3a0", clothes: "#1f7f86", cut: "short" },
};

export function drawFace(name: string): string | undefined {
  if (name === "shop") return shop;
  if (name === "app") return app;
  const look = LOOKS[name];
  if (!look) return undefined;
  const { ground, hair, skin, clothes, cut } = look;
  const behind = cut === "long" || cut === "bob";
  const hairs = `<path fill="${hair}" d="${CUTS[cut]}"/>`;
  const fringe = `<path fill="${hair}" d="M30 42c2-12 8-16 18-16s16 4 18 16c-6-3-9-6-11-9-6 5-17 8-25 9Z"/>`;
  return svg(
    `<rect width="96" height="96" fill="${ground}"/>${behind ? hairs : ""}` +
      `<path fill="${clothes}" d="M14 96c2-18 14-24 34-24s32 6 34 24Z"/><path fill="${skin}" d="M40 62h16v12c-3 5-13 5-16 0Z"/>` +
      `<ellipse cx="48" cy="47" rx="19" ry="21" fill="${skin}"/>${behind ? fringe : hairs}` +
      `<circle cx="41" cy="48" r="2" fill="#2b2b33"/><circle cx="55" cy="48" r="2" fill="#2b2b33"/>` +
      `<path d="M42 57c3 3 9 3 12 0" fill="none" stroke="#b0584f" stroke-width="2" stroke-linecap="round"/>`,
  );
}

const petal = (turn: number): string =>
  `<ellipse cx="48" cy="30" rx="11" ry="16" fill="#fff" transform="rotate(${turn} 48 48)"/>`;

const shop = svg(
  `<rect width="96" height="96" fill="#ef7d95"/>${[0, 72, 144, 216, 288].map(petal).join("")}<circle cx="48" cy="48" r="8" fill="#ffd166"/>`,
);

const app = svg(
  `<rect width="96" height="96" rx="20" fill="#1d3557"/><path d="M20 34c12-16 30 16 56 0M20 62c12-16 30 16 56 0" fill="none" stroke="#7ee0a1" stroke-width="9" stroke-linecap="round"/><path d="M20 48c12-16 30 16 56 0" fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round"/>`,
);

function svg(inside: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300" viewBox="0 0 96 96">${inside}</svg>`;
}
