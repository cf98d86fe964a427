// @ts-check
// The page as it is served: its parts, made alive in this order.
import { beginControls } from "../controls/controls.js";
import { beginFilters } from "../controls/filters.js";
import { beginSearch } from "../controls/search.js";
import { beginCopy } from "../export/copy.js";
import { beginExport } from "../export/dialog.js";
import { beginFrame } from "../export/frame.js";
import { beginPrint } from "../export/print.js";
import { beginNetworks } from "../network/pictures.js";
import { beginActors } from "../panel/actors.js";
import { beginChronicle } from "../panel/chronicle.js";
import { beginDetails, dashBegins, detailsTold, resolved } from "../panel/details.js";
import { beginPanel } from "../panel/panel.js";
import { beginDensity } from "../timeline/overview/density.js";
import { beginStretches, stretchesKept } from "../timeline/stretches.js";
import { beginTimeline } from "../timeline/timeline.js";
import { beginLead } from "../panel/lead.js";
import { beginSince } from "../panel/since.js";
import { beginCompared } from "../panel/compared.js";
import { beginLists } from "../workspace/lists.js";
import { beginPanes } from "../workspace/panes.js";
import { beginSplitter } from "../workspace/splitter.js";
import { beginZoomAddress } from "../timeline/input/zoom_address.js";
import { part, query, queryOf } from "./state/address.js";
import { data } from "./asking/landscape.js";
import { openDoor } from "./door.js";
import { beginLive } from "./live.js";
import { beginViews } from "./state/views.js";

beginViews();
beginDetails();
beginSplitter();
beginPanes();
beginLists();
beginLead();
beginSince();
beginControls();
beginFilters();
beginStretches();
beginTimeline();
beginZoomAddress();
beginNetworks();
beginDensity();
beginSearch();
beginPanel();
beginCompared();
beginExport();
beginChronicle();
beginCopy();
beginActors();
beginPrint();
beginLive();
beginFrame();
openDoor(
  () => ({ data, address: query(), ordered: queryOf(() => true), part, stretches: stretchesKept() }),
  { begin: dashBegins, told: detailsTold, resolved },
);
