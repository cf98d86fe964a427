// What the modules hand each other, besides the server's answers.
import type { AnswerTo, Json, Patch, PickAnswer, Tied, ViewAnswer } from "./answers.d.ts";

/** What is highlighted: the record selected, or "", the ids that light up with it, and what it is compared with. */
export interface State { focus: string; lit: Set<string>; other: string }

/** What a record is tied to; where that is much, some of it, and how much in all. */
export interface Ties { name: string; events: string[]; actors: string[]; eventCount: number; actorCount: number }

/** What is shown: an answer whose tables are maps, as an id may be any word. */
export type View = Omit<ViewAnswer, "ties" | "threads"> & { ties: Map<string, Tied>; threads: Map<string, string[]> };

export interface Page {
  view: View | null;
  state: State;
  /** What the timeline draws, counted, as the line above it; "" before it has drawn. */
  timelineLine: string;
  go(parts: Record<string, string>, options?: { gesture?: string }): Promise<void>;
  select(id: string): Promise<void>;
  link(): string;
  /** Compares what is picked with another actor, where both are actors; else selects that. */
  compare(id: string): Promise<void>;
  tiesOf(id: string): Ties | undefined;
  /** What the network that is showing draws of what is picked, once that has come. */
  picked(): PickAnswer | null | undefined;
  /** What the network that is showing says of itself while nothing is picked. */
  networkLine(): string;
  /** A network has drawn what is picked, or something else. */
  redrawn(): void;
  /** Leads to what the record tells of its tie with another. */
  lead(other: string): unknown;
  /** Opens a list of records beside something. */
  list(beside: Element, title: string, records: [string, string][]): void;
  /** Has the details told, after so many ms. */
  tell(after: number): void;
  /** Notes that a link was followed: where it stands in the details, it goes with them. */
  leaving(link: Element): void;
}

/** What is read of an answer: of JSON, which is read as `unknown`, the shape that its address has. */
export type Read<Address extends string, T> = unknown extends T ? AnswerTo<Address> : T;

/** Where answers come from: the functions of transport.js, as they are done there. */
export interface Transport {
  fetched<T>(address: string, read: (answer: Response) => T | Promise<T>, asked: Asked): Promise<T>;
  forget(what: string): void;
  firstView(): ViewAnswer;
  meant(text: string): string;
}

/** Something that could not be had: what is said of the page then, and what asks for it once more. */
export interface Missed { said: string; again: () => unknown }

export interface Asked { signal?: AbortSignal; wait?: number; what?: string; said?: string; again?: () => unknown; tells?: boolean; body?: Blob }

/** A field for a day. */
export interface DayInHand {
  /** The day that the page shows, or "". */
  shown(): string;
  /** Shows another, "" for the usual one. */
  take(iso: string): unknown;
  /** A sentence where a day cannot be taken, else "". */
  refuses(iso: string): string;
  /** Says something beside the field; "" for nothing. */
  say(sentence: string): void;
}

/** From which day something changes, and what. */
export type PathStep = [number, Patch];

export interface SavedDays {
  clocks: string[];
  /** What everything shows on a day, by its place, and a clock. */
  viewAt(place: number, clock: string): ViewAnswer;
  /** Whether the file tells of a record, or of two compared. */
  tells(id: string): boolean;
  /** The details of a record, or with "" those of none, as markup. */
  toldAt(id: string, place: number, clock: string): string;
}

/** A part of the page as Dash knows it. */
export interface DashPart { props?: { "data-of"?: string; "data-hash"?: string } }

/** What Dash gives the component that draws the details. */
export interface DetailsProps { markup: string; "data-of": string; "data-hash": string }

export interface DashResult {
  data: Record<string, { children?: DashPart }>;
  error?: { status: number };
  payload: { inputs: { value: string }[] };
}

export interface PlotlyLibrary { react(chart: HTMLElement, data: Json[], layout: Record<string, Json>, config: Record<string, Json>): Promise<unknown> }
export interface PlotlyChart { on(event: string, act: (event: { points: { customdata: string }[] }) => void): void }

declare global {
  interface Window {
    dash_clientside: {
      set_props(id: string, props: Record<string, unknown>): void;
      no_update: unknown;
      explorer?: Record<string, unknown>;
      data_page?: Record<string, unknown>;
    };
    dash_ag_grid?: { getApi(id: string): import("../data/grid.d.ts").Grid };
    Plotly: PlotlyLibrary;
    /** Dash's own, and the components that it finds here by name. */
    React: { createElement(type: string, props: object): unknown };
    policy_explorer?: Record<string, unknown>;
  }
}
