// @ts-check
// What is known of the landscape, whatever is shown.
import { byId } from "../elements/dom.js";

/** @import { LandscapeData } from "../answers.d.ts" */

/** As the page was sent with it. */
export const data = /** @type {LandscapeData} */ (JSON.parse(byId("landscape-data").textContent ?? ""));
