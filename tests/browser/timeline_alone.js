// @ts-check
// The timeline on an otherwise empty page, for the tests that draw payloads of their own.
import { openDoor } from "../../assets/app/door.js";
import { beginTimeline } from "../../assets/timeline/timeline.js";

beginTimeline();
openDoor(() => ({}));
