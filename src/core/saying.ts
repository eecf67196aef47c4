/**
 * What the messenger is to show, one object each: a staff message is a list of parts (words, files), each part becomes
 * sayings, and a request carries as many sayings as the messenger takes at once.
 */
export type Saying = { kind: "text"; text: string };
