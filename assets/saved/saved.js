// @ts-check
// A page that was saved as one file: the same page, answered out of the file, without what only a server can do.
import { openFile, toldAt } from "./saved_transport.js";
import { beginControls } from "../controls/controls.js";
import { beginSearch } from "../controls/search.js";
import { beginPrint } from "../export/print.js";
import { beginNetworks } from "../network/pictures.js";
import { beginChronicle } from "../panel/chronicle.js";
import { beginCompared } from "../panel/compared.js";
import { beginSavedDetails } from "./saved_details.js";
import { beginTimeline } from "../timeline/timeline.js";
import { beginLead } from "../panel/lead.js";
import { beginSince } from "../panel/since.js";
import { beginLists } from "../workspace/lists.js";
import { beginPanes } from "../workspace/panes.js";
import { beginSplitter } from "../workspace/splitter.js";
import { beginZoomAddress } from "../timeline/input/zoom_address.js";
import { query, takeTyped } from "../app/state/address.js";
import { data } from "../app/asking/landscape.js";
import { openDoor } from "../app/door.js";
import { beginViews, follow } from "../app/state/views.js";

openFile().then(() => {
  beginViews();
  beginSavedDetails();
  beginCompared();
  beginSplitter();
  beginPanes();
  beginLists();
  beginLead();
  beginSince();
  beginControls();
  beginTimeline();
  beginZoomAddress();
  beginNetworks();
  beginSearch();
  beginChronicle();
  beginPrint();
  openDoor(() => ({ data, address: query(), toldAt }));
  takeTyped();
  return follow();
}).then(() => { document.documentElement.dataset.ready = "yes"; });
