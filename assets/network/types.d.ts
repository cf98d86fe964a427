// What the network's modules hand each other. Places are in the picture's own units.

export interface Point { x: number; y: number }
/** How the picture is moved and enlarged. */
export interface Sight { x: number; y: number; k: number }
/** A node's box, by its middle. */
export interface NodeBox extends Point { w: number; h: number }
/** What a node shows. */
export interface NodeMarkup { inner: string; transform: string }

/** A tie that stands there whatever is picked: its line, and the broad unseen one that is pointed at. */
export interface Edge { id: string; path: SVGPathElement; hit?: SVGPathElement; a: string; b: string; thread?: string; events: string[]; gone: boolean }

/** A click or Enter on something; with Shift it is compared with what is picked. */
export type Pick = (target: Element, compares?: boolean) => unknown;
