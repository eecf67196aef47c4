/** Markup in plain JavaScript: htm makes preact's nodes of it. */
import htm from "htm";
import { h } from "preact";

export const html = htm.bind(h);
