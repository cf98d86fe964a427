// What the network's modules hand each other. Places are in the picture's own units.
import type { NetworkView, PickAnswer } from "../app/answers.d.ts";
import type { State } from "../app/types.d.ts";

export interface Point { x: number; y: number }
/** How the picture is moved and enlarged. */
export interface Sight { x: number; y: number; k: number }
/** A node's box, by its middle. */
export interface NodeBox extends Point { w: number; h: number }

/** A tie that stands there whatever is picked: its line, and the broad unseen one that is pointed at. */
export interface Edge { id: string; path: SVGPathElement; hit?: SVGPathElement; a: string; b: string; thread?: string; events: string[]; gone: boolean }

/** The nodes, for whoever walks them. */
export interface NodesInHand {
  places: Map<string, Point>;
  /** Whether a node is shown. */
  there(id: string): boolean;
  /** A click or Enter on something; with Shift it is compared with what is picked. */
  pick(target: Element, compares?: boolean): unknown;
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
  ring(id: string): void;
  paint(state: State, picked: PickAnswer | null): void;
  show(view: NetworkView): void;
  there(id: string): boolean;
  takeKeyboard(id: string): void;
}

/** A place on the page for a picture. */
export interface PicturePlace {
  shows(): boolean;
  zoom(way: string): void;
  /** How much is drawn in it. */
  line(): string;
  /** The pick that it shows: null while it is on its way, undefined where it cannot be had. */
  picked(): PickAnswer | null | undefined;
}
