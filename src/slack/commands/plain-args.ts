/**
 * What somebody typed after a command, as they typed it: Slack hands it over with its three entities and its tokens for
 * links, people and places. Nothing else is changed: a star is a star, and `:emoji:` keeps its name.
 */
const TOKEN = /<([^<>|\n]+)(?:\|([^<>\n]*))?>/g;

/** `nameOf`: for mentions that come without a name, as in a thread. */
export function plainArgs(text: string, nameOf: (userId: string) => string | undefined = () => undefined): string {
  return text
    .split(/(<[^<>\n]+>)/)
    .map((part, index) => (index % 2 === 1 ? tokenText(part, nameOf) : decode(part)))
    .join("");
}

/** The people whom it mentions without their names. */
export function namelessMentions(text: string): string[] {
  return [...new Set([...text.matchAll(/<@([A-Z0-9]+)>/g)].map(([, id]) => id ?? ""))];
}

function tokenText(token: string, nameOf: (userId: string) => string | undefined): string {
  return token.replace(TOKEN, (whole: string, target: string, label: string | undefined) => {
    const name = decode(label ?? "");
    const id = target.slice(1);
    switch (target.charAt(0)) {
      case "@":
        return `@${name.replace(/^@/, "") || (nameOf(id) ?? id)}`;
      case "#":
        // the name of a private channel is not told
        return `#${name.replace(/^#/, "") || id}`;
      case "!":
        return name || `@${id.replace(/\^.*/, "")}`;
      default:
        return /^[a-z][a-z0-9+.-]*:/i.test(target) ? linkText(decode(target), name) : decode(whole);
    }
  });
}

/** Slack adds `http://` and `mailto:` to what was typed without, and keeps what was typed as the label. */
function linkText(url: string, label: string): string {
  const address = url.replace(/^(?:mailto|tel):/i, "");
  if (label === "") return address;
  return url.includes(label) ? label : `${label} (${address})`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

const decode = (text: string): string => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
