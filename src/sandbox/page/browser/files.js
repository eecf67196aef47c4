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

/** A photo for those who have none at hand: drawn here. */
export async function samplePhoto(name = "photo.jpg") {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  const pen = canvas.getContext("2d");
  const sky = pen.createLinearGradient(0, 0, 0, 480);
  for (const [at, colour] of [
    [0, "#7fb8ea"],
    [0.55, "#fbd3b0"],
    [1, "#f7b58c"],
  ])
    sky.addColorStop(at, colour);
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 640, 480);
  disc(pen, "#fff4d6", [455, 185, 52]);
  hill(pen, "#86a873", [360, 300, 250, 330]);
  hill(pen, "#5f8a5b", [400, 330, 390, 350]);
  hill(pen, "#3f6b4a", [430, 400, 455, 390]);
  for (const [x, y, size] of [
    [118, 388, 16],
    [150, 402, 13],
    [500, 420, 15],
    [540, 408, 12],
    [330, 440, 14],
  ])
    flower(pen, x, y, size);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
  return new File([blob], name, { type: "image/jpeg" });
}

function disc(pen, colour, [x, y, size]) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, size, 0, Math.PI * 2);
  pen.fill();
}

function hill(pen, colour, [left, first, second, right]) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(0, left);
  pen.bezierCurveTo(200, first - 90, 380, second + 60, 640, right);
  pen.lineTo(640, 480);
  pen.lineTo(0, 480);
  pen.fill();
}

function flower(pen, x, y, size) {
  for (let turn = 0; turn < 5; turn += 1) {
    const angle = (turn * Math.PI * 2) / 5;
    disc(pen, "#fff", [x + Math.cos(angle) * size * 0.6, y + Math.sin(angle) * size * 0.6, size * 0.45]);
  }
  disc(pen, "#ffc94d", [x, y, size * 0.4]);
}
