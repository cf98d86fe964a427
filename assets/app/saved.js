// @ts-check
// A page that was saved as one file: its parts, made alive in this order.
import { beginSavedControls } from "../controls/saved_controls.js";
import { beginPrint } from "../export/print.js";
import { beginSavedNetworks } from "../network/saved_pictures.js";
import { beginChronicle } from "../panel/chronicle.js";
import { beginTimeline } from "../timeline/timeline.js";
import { openDoor } from "./door.js";
import { beginSaved, savedData, toldAt } from "./saved_state.js";

beginSavedControls();
beginTimeline();
beginChronicle();
beginPrint();
beginSavedNetworks();
beginSaved();
openDoor(() => ({ data: savedData, toldAt }));
document.documentElement.dataset.ready = "yes";
