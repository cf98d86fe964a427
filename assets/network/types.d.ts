// What the network's modules hand each other. Places are in the picture's own units.
import type { NetworkView } from "../app/answers.d.ts";
import type { State } from "../app/types.d.ts";

export interface Point { x: number; y: number }
/** How the picture is moved and enlarged. */
export interface Sight { x: number; y: number; k: number }
/** A node's box: where it stands, and where it was laid out. */
export interface NodeBox extends Point { homeX: number; homeY: number; w: number; h: number }

export interface Edge {
  id: string; path: SVGPathElement; hit?: SVGElement; a: string; b: string; thread?: string; events: string[];
  /** Its line, plain and lit; the words on it, and what is said of it. */
  plain: string; lit: string; label: string; said: string; wide: number;
  /** By its ends where its words stand when that end is picked. */
  at: Map<string, string | undefined>;
  isLit: boolean; gone: boolean;
}

/** Words on a lit edge, or the number of a step: with the room they take, where another must keep clear. */
export interface Words { element: SVGElement; edge?: Edge; picked?: string; spot?: [number, number, number] }

/** The nodes, for whoever moves them. */
export interface NodesInHand {
  places: Map<string, Point>;
  /** Whether a node is shown. */
  there(id: string): boolean;
  put(id: string, x: number, y: number): void;
  /** All nodes back to where they were laid out. */
  home(): void;
  /** A click or Enter on something. */
  pick(target: Element): void;
  element(id: string): SVGElement | undefined;
  /** Where the keyboard begins. */
  first(): string | null;
}

export interface Moves {
  /** "in", "out" or "fit". */
  zoom(way: string): void;
  look(sight: Sight): void;
  view(): Sight;
  /** Where Tab enters: a node, or with null the one before, else the first that is shown. */
  stop(id: string | null): void;
}

export interface NetworkPicture {
  svg: SVGSVGElement;
  base: string;
  places: Map<string, NodeBox>;
  moves: Moves;
  paint(state: State): void;
  show(view: NetworkView): void;
  holds(id: string): boolean;
  there(id: string): boolean;
}

/** A place on the page for a picture. */
export interface PicturePlace {
  shows(): boolean;
  zoom(way: string): void;
  draws(ids: string[]): number;
  holds(id: string): boolean;
}
