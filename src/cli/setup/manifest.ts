/** `manifest.yml` for this team: with its own address, or for Socket Mode without any. */

const OURS = "https://threadline.example.com";

export function fillManifest(manifest: string, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return withoutAdvice(manifest).replaceAll(OURS, publicUrl);
  const lines = withoutAdvice(manifest)
    .split("\n")
    .filter((line) => !line.includes(OURS));
  return lines.join("\n").replace("socket_mode_enabled: false", "socket_mode_enabled: true");
}

/** The comments say how to fill it in, which is done. */
const withoutAdvice = (manifest: string): string => manifest.replaceAll(/^#.*\n/gm, "");

export function creationLink(manifest: string): string {
  return `https://api.slack.com/apps?new_app=1&manifest_yaml=${encodeURIComponent(manifest)}`;
}
