// What the timeline's modules hand each other. Axis units run from 0 to 1000; px are counted from the left edge of the
// picture, inside the plot from its own.
import type { State } from "../app/types.d.ts";
import type { BandPart, CutPart, MarkPart, SegmentPart, SizesPart, TimelinePayload } from "../app/answers.d.ts";

export type { SizesPart as Sizes, BandPart as Band, CutPart as Cut, SegmentPart as Segment };

/** A mark with what is usual filled in. */
export type Mark = Required<MarkPart> & {
  ghost: boolean;
  title: string;
  /** Its words at the type size that they were last asked for. */
  words?: { size: number; names: { full: Words; short: Words } };
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
  meta: Payload; width: number; narrow: boolean; sizes: SizesPart;
  left: number; right: number; plot: number; from: number; to: number; scale: number; fit: boolean;
  /** How much wider the reader's face is than the one that Python measures by. */
  stretch: number;
  /** Where units stand inside the plot, and in the picture. */
  px(units: number): number;
  x(units: number): number;
  /** Whether any of this may come into view before the next draw. */
  near(x0: number, x1: number): boolean;
}

// --- labels: a sheet in, places out; see explorer/timeline/labels.py

/** Words of a name: [the space before it inside a line, its width]. */
export type Words = [number, number][];

export interface Tag {
  id: string; left: number; right: number; segment: [number, number]; rank: number;
  full: Words; short: Words; when: number; after: number; keeps_date: boolean; counted: boolean;
}

export interface Sheet {
  lanes: { id: number; tags: Tag[]; floor?: number }[];
  as_of: number | null; most: number; line: number; row: number; rows: number; head: number; tail: number; least: number;
  gap: number; near: number; widest: number; short_first: boolean;
}

export interface Box { x0: number; x1: number; y0: number; y1: number; bare?: boolean }

export interface Spot {
  id: string; row: number; side: string; text: "full" | "short" | ""; lines: [number, number][]; date: string; x: number; width: number; y: number;
}

export interface Candidate { spot: Spot; boxes: Box[] }
export interface Filled { boxes: Box[]; spots: Map<string, Spot> }
export interface PlacedLane { id: number; top: number; height: number; more: number; spots: Spot[] }
export interface Placed { height: number; lanes: PlacedLane[] }

// --- the picture

/** A layer of the picture, and the markup that it was last filled with. */
export type Layer = SVGElement & { markup?: string | null };
export type Point = SVGElement & { mark?: Mark };

export interface Now {
  /** The element that holds the picture. */
  box: HTMLElement;
  svg: SVGSVGElement;
  /** The picture's groups, and its windows, at which what moves is cut off. */
  layers: Record<"paper" | "lanes" | "scale" | "courses" | "cells" | "labels" | "extents" | "marks" | "names", Layer>;
  windows: SVGElement[];
  /** The payload that is drawn, and the one of the view, of which it may be a stretch. */
  meta: Payload;
  whole: Payload;
  /** Width, sizes and zoom of the last draw, and all that was placed then. */
  frame: Frame;
  placed: Placed;
  /** The first and last axis unit shown. */
  from: number;
  to: number;
  /** Px that the picture is wide while it is printed; 0 = as wide as its box. */
  sheet: number;
  state: State;
  /** By a mark's key where it and its label stand, and its element; by event its marks; by band what was placed. */
  spots: Map<string, Spot>;
  marks: Map<string, Point>;
  byEvent: Map<string, Mark[]>;
  rows: PlacedLane[];
  /** By band its height when everything is in view; it does not shrink while zoomed. */
  floors: Record<number, number>;
  /** Ms that the last painting took. */
  painting?: number;
}
