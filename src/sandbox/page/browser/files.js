/** Files that somebody chooses, as the server takes them. */
export async function readFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { name: file.name, contentType: file.type || "application/octet-stream", bytes: base64(bytes) };
}

function base64(bytes) {
  const chunk = 0x8000;
  let text = "";
  for (let start = 0; start < bytes.length; start += chunk)
    text += String.fromCharCode(...bytes.subarray(start, start + chunk));
  return btoa(text);
}

/** A photo for those who have none at hand: a haircut, drawn here. */
export async function samplePhoto(name = "photo.jpg") {
  const [width, height] = [640, 480];
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  const wall = pen.createLinearGradient(0, 0, width, height);
  for (const [at, colour] of WALL) wall.addColorStop(at, colour);
  pen.fillStyle = wall;
  pen.fillRect(0, 0, width, height);
  const model = await load("media/face/model");
  pen.save();
  pen.beginPath();
  pen.arc(width / 2, height / 2, 215, 0, Math.PI * 2);
  pen.clip();
  pen.drawImage(model, width / 2 - 220, 20, 440, 440);
  pen.restore();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
  return new File([blob], name, { type: "image/jpeg" });
}

const WALL = [
  [0, "#f9dcc4"],
  [0.5, "#f4b6b6"],
  [1, "#c9b6e4"],
];

async function load(source) {
  const image = new Image();
  image.src = source;
  await image.decode();
  return image;
}
