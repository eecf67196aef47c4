/** The language of what commands print: that of the settings, else that of the terminal. */

export function spokenIn(env: Record<string, string | undefined>): "ja" | "en" {
  const asked = env["LOCALE"]?.trim().toLowerCase();
  if (asked === "ja" || asked === "en") return asked;
  const terminal = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return terminal.toLowerCase().startsWith("ja") ? "ja" : "en";
}
