// Written by `python -m tests.js.declare` from explorer/server/answers/shapes.py, which explains them.

export type Tied = [string, string[], string[]] | [string, string[], string[], number, number];
export type Piece = [string] | [string, 1];
export type Period = [number, number, string, string, string];
export type Weight = 1 | 2 | 3;
export type Counts = Record<string, number>;
export type SavedPicks = Record<string, Record<string, PickAnswer>>;
export type Json = boolean | number | string | Json[] | { [key: string]: Json } | null;
export type Folded = number | Folded[] | { [key: string]: Folded };
export type Patch = number | (Patch | Folded)[] | { [key: string]: Patch | null };

export interface PlanAnswer {
  name: string;
  shown: string;
  title: string;
  size?: string;
  pages?: string[];
  unset?: string;
  bytes?: number;
  peek?: string;
}

export interface EmbedAnswer {
  code: string;
  said: string;
}

export interface OfferedActors {
  near: [string, string][];
  key: [string, string][];
  events: [string, string][];
  actors: [string, string][];
}

export interface MakingLine {
  page?: number;
  of?: number;
  percent?: number;
  waits?: boolean;
  error?: string;
  name?: string;
  type?: string;
  bytes?: number;
  said?: string[];
}

export interface TemplateAnswer {
  said: string[];
}

export interface OpenedAnswer {
  draft: string;
}

export interface Refusal {
  ok: boolean;
  error: string;
  status: number;
}

export interface SavedRecord {
  id: string;
  type: string;
  name: string;
  kind: string;
  also: string[];
}

export interface SavedSettings {
  records: SavedRecord[];
  tags: string[];
  publishers: string[];
}

export interface SavedClock {
  views: [number, Patch][];
  told: Record<string, [number, Patch][]>;
}

export interface SavedStates {
  days: string[];
  clocks: Record<string, SavedClock>;
  leaves: Json[];
}

export interface SavedFile {
  settings: SavedSettings;
  states: SavedStates;
}

export interface LandscapeData {
  id: string;
  hash: string;
  address: string;
  as_of: string;
  default_view: string;
  days: string[];
  live?: boolean;
  saved?: boolean;
  frame?: string[];
}

export interface StateAnswer {
  hash: string;
  files: string;
}

export interface SizesPart {
  label: number;
  when: number;
  lane: number;
  year: number;
  month: number;
  as_of: number;
  radii: [number, number, number];
  row: number;
  line: number;
  head: number;
  tail: number;
  least: number;
  rows: number;
  gap: number;
  near: number;
  when_gap: number;
  widest: number;
  header: number;
  footer: number;
  gutter: number;
  margin: number;
  key: [number, number];
  fade: number;
  cap: number;
  short_first: boolean;
  heat: number;
}

export interface PenPart {
  year: number;
  space: number;
  columns: [number, number, number];
  zigzag: [number, number];
  fade: [number, number][];
}

export interface ScreenSizes {
  screen: SizesPart;
  phone: SizesPart;
}

export interface AsOfPart {
  x: number;
  label: string;
  inside: boolean;
  width: number;
}

export interface BandPart {
  id: string;
  label: string;
  look: string;
  lines: string[];
  closer: string[];
  tight: string[];
  short: string;
  sign?: string;
  path?: string;
  thread?: boolean;
}

export interface SegmentPart {
  first: number;
  last: number;
  x0: number;
  x1: number;
  joined?: boolean;
  many?: number;
  edges?: number[];
}

export interface CutPart {
  x0: number;
  x1: number;
  title: string;
  choices: string[];
  widths: number[];
}

export interface MarkPart {
  id: string;
  band: number;
  look: string;
  symbol: string;
  weight: Weight;
  x: number;
  when: string;
  whenWidth: number;
  name: string;
  said: string;
  status: string;
  full: string[];
  fullWidths: number[];
  short?: string[];
  shortWidths?: number[];
  key?: string;
  form?: "point" | "whisker" | "bar" | "fade";
  x0?: number;
  x1?: number;
  open?: "" | "start" | "end";
  beyond?: "" | "start" | "end" | "both";
  segment?: number;
  rank?: number;
  hollow?: boolean;
  disputed?: boolean;
}

export interface PeriodCounts {
  unit: string;
  periods: Period[];
  counts: number[][];
  most: number;
}

export interface TimelinePayload {
  axis: "folded" | "true" | "even";
  rows: "lane" | "kind" | "instrument" | "actor";
  summary: string;
  note: string;
  rest: string;
  crowded: boolean;
  narrow: number;
  most: number;
  pen: PenPart;
  sizes: ScreenSizes;
  asOf: AsOfPart;
  bands: BandPart[];
  segments: SegmentPart[];
  cuts: CutPart[];
  years: [number, string][];
  marks: MarkPart[];
  paths: Record<string, string>;
  heat?: PeriodCounts | null;
  asked?: [number, number, string];
  key?: string;
}

export interface StretchPayload {
  marks: MarkPart[];
  paths: Record<string, string>;
  heat: PeriodCounts | null;
  ties: Record<string, Tied>;
}

export interface EventLook {
  when: string;
  name: string;
  hollow: boolean;
}

export interface SharedLook {
  label: string;
  thickness: number;
  said: string;
}

export interface NetworkView {
  base: string;
  hidden?: string[];
  hidden_edges?: string[];
  events?: Record<string, EventLook>;
  shared?: Record<string, SharedLook>;
  counts?: string;
  summary?: string;
}

export interface ChangedNode {
  inner: string;
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface StackPart {
  id: string;
  lane: string;
  label: string;
  does: string;
  members: string[];
  box: number[];
  edge: string;
}

export interface PickAnswer {
  base: string;
  nodes: Record<string, ChangedNode>;
  guests: string;
  edges: string;
  words: string;
  stacks: StackPart[];
  lit: string[];
  yields: string[];
  under: string[];
  goal: string;
  shared: number;
  drawn: number;
  stated: number;
  joined: number;
  spine: string;
}

export interface DensityPart {
  lanes: string[];
  asOf: number;
}

export interface ViewAnswer {
  address: string;
  timeline: TimelinePayload;
  density?: DensityPart;
  network: Record<string, NetworkView>;
  chronicle?: string;
  ties: Record<string, Tied>;
  shown: string;
  empty: string;
  threads: Record<string, string[]>;
  timelineWords: string;
  networkWords: string;
  nodes: string;
  drawn: string;
  spoken: string;
}

export interface FacetsAnswer {
  lanes: Counts;
  kinds: Counts;
  status: Counts;
  layers: Counts;
  ties: Counts;
  basis: Counts;
}

export interface SearchHit {
  type: string;
  id: string;
  name: Piece[];
  kind: Piece[];
  place?: string;
  where?: Piece[];
  hidden?: boolean;
}

export interface SearchGroup {
  name: string;
  count?: number;
  hits: SearchHit[];
}

export interface FindAnswer {
  groups: SearchGroup[];
  said: string;
}

export interface Figure {
  data: Json[];
  layout: Record<string, Json>;
}

export interface ActorsAnswer {
  table: string;
  figures: Record<string, Figure>;
  name: string;
  config: Record<string, Json>;
  plotly: string;
}

/** What an address answers that answers with JSON. */
export type AnswerTo<Address extends string> =
  Address extends `state` | `state?${string}` ? StateAnswer :
  Address extends `view` | `view?${string}` ? ViewAnswer :
  Address extends `timeline` | `timeline?${string}` ? StretchPayload :
  Address extends `facets` | `facets?${string}` ? FacetsAnswer :
  Address extends `pick/${string}` | `pick/${string}?${string}` ? PickAnswer :
  Address extends `find` | `find?${string}` ? FindAnswer :
  Address extends `actors` | `actors?${string}` ? ActorsAnswer :
  Address extends `embed-code` | `embed-code?${string}` ? EmbedAnswer :
  Address extends `take/plan/${string}` | `take/plan/${string}?${string}` ? PlanAnswer :
  Address extends `take/actors` | `take/actors?${string}` ? OfferedActors :
  Address extends `take/template` | `take/template?${string}` ? TemplateAnswer :
  unknown;
