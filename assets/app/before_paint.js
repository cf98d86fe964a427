// @ts-check
// Runs before the page paints: sets its theme.
import { beginTheme } from "./theme.js";

beginTheme();
