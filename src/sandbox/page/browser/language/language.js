/** Every sentence of the page itself. What the app says in Slack and LINE comes from the app. */
import { languageNow } from "../ui.js";
import { en } from "./en.js";
import { ja } from "./ja.js";

export const words = () => (languageNow() === "ja" ? ja : en);
