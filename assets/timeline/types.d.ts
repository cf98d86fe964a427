// What the timeline's modules hand each other. Axis units run from 0 to 1000; px are counted from the left edge of the
// picture, inside the plot from its own.
import type { State } from "../app/types.d.ts";
import type { BandPart, CutPart, MarkPart, SegmentPart, SizesPart, TimelinePayload } from "../app/answers.d.ts";

export type { SizesPart as Sizes, BandPart as Band, CutPart as Cut, SegmentPart as Segment };

/** A mark with what is usual filled in. */
export type Mark = Required<MarkPart> & {
  ghost: boolean;
  title: string;
  /** The forms of its name at the type size that they were last asked for. */
  forms?: { known: string; all: Form[]; plain: Form[] };
};

/** A count of a period in a band. */
export interface Cell {
  cell: true; key: string; band: number; x0: number; x1: number; x: number;
  number: string; level: number; title: string; said: string; name: string;
}

/** A payload, unpacked; a stretch of a crowded one says from where to where it reaches. */
export type Payload = Omit<TimelinePayload, "marks"> & { marks: Mark[]; cells: Cell[]; reach?: [number, number] };

export interface Stretch { first: string; last: string; reach: [number, number]; key: string }

/** The payload at a width and a zoom: from one unit to another. */
export interface Frame {
  meta: Payload; width: number; height: number; narrow: boolean; sizes: SizesPart;
  left: number; right: number; plot: number; from: number; to: number; scale: number; fit: boolean;
  /** How much wider the reader's face is than the one that Python measures by. */
  stretch: number;
  /** Where units stand inside the plot, and in the picture. */
  px(units: number): number;
  x(units: number): number;
  /** Whether any of this may come into view before the next draw. */
  near(x0: number, x1: number): boolean;
}

// --- names: a sheet in, places out; see budget.js and lit.js

/** One way to name a mark. */
export interface Form { text: "full" | "short"; dated: boolean; width: number }
export type Span = [number, number];

export interface Tag {
  id: string; x: number; left: number; right: number; rank: number; claim: number; forms: Form[];
  /** Its name alone. */
  plain: Form[];
  dated: boolean;
}

/** A band; where its name stands above its rows, `block` px of the first are taken. */
export interface LaneSheet { id: number; tags: Tag[]; floor: number; block: number }

export interface Sheet {
  lanes: LaneSheet[]; as_of: number | null; plot: number; height: number; row: number; head: number; tail: number; gap: number; near: number;
}

export interface Named { tag: Tag; row: number; form: Form; side: string; x: number; span: Span }

/** Where a mark and its name stand; a small one stands in the quiet row, on its own or as part of a number. */
export interface Spot {
  id: string; row: number; side: string; text: "full" | "short" | ""; date: string; x: number; width: number; y: number;
  small: boolean; number: string;
}

/** A name that is there because its event is lit, perhaps at the end of a line from its mark. */
export type LitSpot = Spot & { leader: { x: number; from: number } | null };
export interface LitNames {
  spots: Map<string, LitSpot>;
  /** Keys of names at rest that are in the way, of marks under a lit name, of numbers that step aside and where to. */
  hidden: Set<string>; covered: Set<string>; aside: Map<string, number>;
  missed: number;
}

/** Marks of a quiet row that stand too close, as one number. */
export interface QuietNumber { key: string; band: number; x: number; y: number; ids: string[] }

export interface PlacedLane { id: number; top: number; height: number; rows: number; first: number; quiet: number; spots: Spot[]; numbers: QuietNumber[] }
export interface Placed { height: number; lanes: PlacedLane[] }

/** What is drawn, counted. */
export interface Drawn {
  events: number; inView: number; named: number; numbers: number;
  /** Lit events: in all, in view, and of those with a name. */
  lit: number; litInView: number; litNamed: number;
}

// --- the picture

/** A layer of the picture, and the markup that it was last filled with. */
export type Layer = SVGElement & { markup?: string | null };
export type Point = SVGElement & { mark?: Mark; turn?: string };

export interface Now {
  /** The element that holds the picture. */
  box: HTMLElement;
  /** Px inside it, kept: to ask for them while something is answered would have the page laid out twice. */
  width: number;
  height: number;
  /** Px that the rows are scrolled. */
  scrolled: number;
  svg: SVGSVGElement;
  /** The picture's groups, and its windows, at which what moves is cut off. */
  layers: Record<"paper" | "lanes" | "scale" | "courses" | "cells" | "labels" | "extents" | "numbers" | "lit" | "marks" | "names", Layer>;
  windows: SVGElement[];
  /** The payload that is drawn, and the one of the view, of which it may be a stretch. */
  meta: Payload;
  whole: Payload;
  /** Width, sizes and zoom of the last draw, and all that was placed then. */
  frame: Frame;
  placed: Placed;
  sheet: Sheet | null;
  /** What is named because it is lit. */
  lit: LitNames;
  /** Keys of the marks that are part of a number. */
  within: Set<string>;
  /** The first and last axis unit shown. */
  from: number;
  to: number;
  /** Px that the picture is wide while it is printed; 0 = as wide as its box. */
  printed: number;
  state: State;
  /** By a mark's key where it and its label stand, and its element; by event its marks; by band what was placed. */
  spots: Map<string, Spot>;
  marks: Map<string, Point>;
  byEvent: Map<string, Mark[]>;
  rows: PlacedLane[];
  /** Ms that it took to light what is picked; 0 until it is lit. */
  painting?: number;
}
