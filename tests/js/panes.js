// What a timeline's answer names in panes of some sizes: `deno run panes.js answer.json`, counts as JSON out.
import { placeNames } from "../../assets/timeline/places/budget.js";
import { frameOf, sheetOf } from "../../assets/timeline/places/frame.js";
import { nameLit } from "../../assets/timeline/places/lit.js";
import { unpacked } from "../../assets/timeline/places/payload.js";

const { timeline, ties, panes } = JSON.parse(Deno.readTextFileSync(Deno.args[0]));
const meta = unpacked(timeline), byKey = new Map(meta.marks.map((mark) => [mark.key, mark]));

const told = Object.entries(panes).map(([name, [width, height]]) => {
  const frame = frameOf(meta, width, 0, 1000, 1, height), sheet = sheetOf(frame), placed = placeNames(sheet);
  const spots = placed.lanes.flatMap((lane) => lane.spots);
  const lit = { all: 0, unnamed: 0, abroad: 0 };
  for (const [id, [, events]] of Object.entries(ties)) {
    const ids = new Set([id, ...events]), { missed, spots: own } = nameLit(sheet, placed, (key) => ids.has(byKey.get(key).id), (key) => byKey.get(key).id === id);
    const isAbroad = ([key, { y }]) => y < placed.lanes[byKey.get(key).band].top || y > placed.lanes[byKey.get(key).band].top + placed.lanes[byKey.get(key).band].height;
    lit.all += meta.marks.filter((mark) => ids.has(mark.id)).length;
    lit.unnamed += missed;
    lit.abroad += [...own].filter(isAbroad).length;
  }
  return [name, {
    named: spots.filter(({ side }) => side).map(({ id }) => id),
    marks: spots.filter(({ small, number }) => small && !number).length,
    counted: placed.lanes.flatMap(({ numbers }) => numbers).reduce((sum, { ids }) => sum + ids.length, 0),
    height: placed.height + frame.sizes.header,
    lit,
  }];
});
globalThis.console.log(JSON.stringify(Object.fromEntries(told)));
