// What the data page asks of the grid, and how a draft stands: see explorer/server/data_page/work.py.

export interface GridRow { row: number }
export interface RowNode { rowIndex: number | null }
export interface Grid {
  getRowNode(id: string): RowNode | undefined;
  ensureNodeVisible(node: RowNode, position?: string): void;
  ensureColumnVisible(column: string): void;
  setFocusedCell(row: number, column: string): void;
  getSelectedRows(): GridRow[];
  getEditingCells(): unknown[];
  stopEditing(): void;
  setFilterModel(model: null): void;
}
export interface CellChange { colId: string; value: unknown; data: GridRow }

export interface Stand {
  draft: string;
  said: string;
  wrong?: boolean;
  link?: string;
  table?: string;
  first?: number;
  row?: number;
  column?: string;
  undo?: string;
  redo?: string;
  into?: string;
  name?: string;
  settings?: string;
  ready?: string;
  rows?: number;
}
