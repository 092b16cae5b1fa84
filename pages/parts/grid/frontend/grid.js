// One grid on the page: Tabulator for showing, the outbox for edits, messages from the server for everything that changes.
const grids = new WeakMap();
const byKey = new Map();
const SELECT_DELAY = 180;
const MARKS_DELAY = 500;

function buildShell(parent, message) {
  const root = document.createElement("div");
  root.className = "du-toan-grid";
  const holder = document.createElement("div");
  const status = document.createElement("div");
  status.className = "grid-status";
  status.tabIndex = -1;
  status.setAttribute("role", "status");
  status.setAttribute("aria-live", "polite");
  const words = document.createElement("span");
  words.className = "grid-words";
  const folding = document.createElement("span");
  folding.className = "grid-folding";
  const saved = document.createElement("span");
  saved.className = "grid-saved";
  status.append(words, folding, saved);
  root.append(holder, status);
  holder.setAttribute("aria-label", message.label);
  parent.append(root);
  return { root, holder, status, words, folding, saved };
}

function createGrid(component) {
  const { data: first, parentElement } = component;
  const shell = buildShell(parentElement, first);
  const storageKey = `du-toan-outbox|${first.scope}|${first.key}`;
  const grid = {
    component,
    table: null,
    columns: [],
    columnByField: new Map(),
    rejected: new Map(),
    totals: first.totals,
    unit: first.unit,
    decimals: first.decimals,
    have: null,
    deferred: null,
    typedStart: false,
    touched: false,
    statusElement: shell.status,
    notice: "",
    root: shell.root,
    parent: parentElement,
    lateMarks: {},
    storageKey,
    whole: first.whole,
    sort: first.sort,
    orderMark: null,
    groupOf: new WeakMap(),
    groupRank: new Map(),
    groupOpen: {},
    headings: new Map(),
    chosen: null,
    refused: false,
    selected: null,
    isEditing: () => Boolean(grid.table.modules.edit.currentCell),
    move: (direction) => grid.table.modules.selectRange.navigate(false, false, direction),
    suggestionList: (column) => suggestionList(shell.root, column),
  };
  grid.outbox = createOutbox({
    storageKey,
    deliver: (queue) => deliver(grid, queue),
    storageFailed: () => grid.say("Trình duyệt không cho giữ tạm sửa đổi. Đợi hiện “Đã lưu” rồi mới đóng hoặc tải lại trang."),
  });
  grid.say = (sentence) => {
    grid.notice = sentence;
    paintStatus(grid, shell);
  };
  grid.paint = () => paintStatus(grid, shell);
  grid.submit = (cells, repaint, origin) => submit(grid, cells, repaint, origin);
  grid.requestHistory = (kind) => {
    if (kind === "undo" && forgetRefused(grid)) return;
    grid.outbox.enqueue([{ kind, line: "", field: "", text: "", seen: 0 }]);
    grid.say(kind === "undo" ? "Đang hoàn tác…" : "Đang làm lại…");
  };
  grid.ready = buildTable(grid, shell, first, storageKey);
  listen(grid, shell);
  return grid;
}

// After an edit that was refused, undo means: away with it. The good edit before it is taken back only by asking again.
function forgetRefused(grid) {
  if (!grid.refused || grid.outbox.size()) return false;
  grid.refused = false;
  const lines = [...grid.rejected.keys()].map((key) => key.split("\u0000")[0]);
  grid.rejected.clear();
  repaintLines(grid, lines);
  grid.say("Đã bỏ lần nhập chưa lưu được. Bấm Ctrl+Z lần nữa để hoàn tác lần sửa trước đó.");
  return true;
}

function deliver(grid, queue) {
  const { scope } = grid.component.data;
  grid.component.setStateValue("outbox", { scope, mark: newIdentifier(), have: grid.have, operations: queue.slice() });
}

function suggestionList(root, column) {
  const id = `suggest-${column.field}`;
  let list = root.querySelector(`datalist[data-for="${column.field}"]`);
  if (!list) {
    list = document.createElement("datalist");
    list.dataset.for = column.field;
    list.id = `${id}-${newIdentifier()}`;
    root.append(list);
  }
  list.replaceChildren(...column.suggestions.map((text) => Object.assign(document.createElement("option"), { value: text })));
  return list.id;
}

function columnSignature(message) {
  return JSON.stringify([message.columns, message.unit, message.decimals, Boolean(message.totals)]);
}

function takeColumns(grid, message) {
  grid.columns = message.columns;
  grid.columnByField = new Map(message.columns.map((column) => [column.field, column]));
  grid.columnText = columnSignature(message);
}

function buildTable(grid, shell, message, storageKey) {
  takeColumns(grid, message);
  grid.groupText = JSON.stringify(message.grouping);
  grid.grouping = message.grouping;
  rankGroups(grid, message.rows.full || []);
  const options = {
    index: "id",
    data: message.rows.full || [],
    columns: buildColumns(grid, message.columns),
    height: `${message.height}px`,
    layout: "fitDataStretch",
    rowHeight: 30,
    placeholder: message.empty,
    selectableRange: 1,
    selectableRangeColumns: false,
    selectableRangeRows: false,
    selectableRangeAutoFocus: false,
    editTriggerEvent: "dblclick",
    history: false,
    clipboard: false,
    columnCalcs: "table",
    columnDefaults: { resizable: "header" },
    headerSortClickElement: "header",
    headerSortElement: "<span class='sort-mark'></span>",
    persistence: { columns: ["width"] },
    persistenceID: storageKey,
    groupUpdateOnCellEdit: false,
    groupToggleElement: "header",
    initialSort: message.sort ? [{ column: message.sort.field, dir: message.sort.descending ? "desc" : "asc" }] : [],
    ...groupOptions(grid),
  };
  if (message.rows.full) grid.have = { dataset: message.rows.dataset, version: message.rows.version };
  grid.table = new TabulatorFull(shell.holder, options);
  grid.table.element.__grid = grid;
  return new Promise((resolve) => grid.table.on("tableBuilt", () => resolve(keepClearOfFrozen(grid.table))));
}

// Moving left by key must not end under the frozen columns: Tabulator reckons only with a row header there.
function keepClearOfFrozen(table) {
  const { selectRange, frozenColumns } = table.modules;
  selectRange.getRowHeaderWidth = () => {
    const column = selectRange.activeRange && selectRange.getColumnByRangePos(selectRange.activeRange.end.col);
    if (column && column.definition.frozen) return 0;
    return (frozenColumns.leftColumns || []).reduce((width, frozen) => width + (frozen.visible ? frozen.getWidth() : 0), 0);
  };
}

function listen(grid, shell) {
  const { table } = grid;
  shell.holder.addEventListener("keydown", (event) => handleKey(grid, event), true);
  shell.holder.addEventListener("mousedown", (event) => event.target.className === "fill-handle" && startFilling(grid, event), true);
  listenToSorting(grid);
  table.on("groupVisibilityChanged", (group, visible) => rememberOpen(grid, group, visible));
  for (const name of ["columnResized", "columnVisibilityChanged", "tableBuilt"]) table.on(name, () => placeFigures(grid));
  for (const [words, open] of [["Mở hết", true], ["Đóng hết", false]]) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.addEventListener("click", () => setAllOpen(grid, open));
    shell.folding.append(button);
  }
  // The range that Tabulator lays on its own is not a choice of the person.
  for (const name of ["mousedown", "keydown"]) shell.holder.addEventListener(name, () => (grid.touched = true), true);
  // The browser sends clipboard events to where the text selection is, which may be outside the grid; the focus decides.
  const ours = (handle) => (event) => shell.holder.contains(document.activeElement) && handle(grid, event);
  grid.listeners = { copy: ours(handleCopy), cut: ours(handleCopy), paste: ours(handlePaste) };
  for (const [name, listener] of Object.entries(grid.listeners)) document.addEventListener(name, listener, true);
  table.on("rangeChanged", () => noticeRange(grid));
  table.on("cellEditCancelled", () => setTimeout(() => takeDeferred(grid)));
  grid.beforeUnload = (event) => {
    if (grid.outbox.size() || grid.outbox.heldSize() || grid.isEditing()) event.preventDefault();
  };
  window.addEventListener("beforeunload", grid.beforeUnload);
}

function noticeRange(grid) {
  const area = selectedArea(grid);
  const row = area && area.rows[area.top];
  if (row && grid.touched && !grid.restoring) grid.chosen = { line: row.getData().id, field: area.columns[area.left].field };
  // Cleared at once and not later: an answer that arrives meanwhile must stay readable.
  if (!grid.restoring) grid.notice = "";
  setTimeout(() => {
    grid.paint();
    markActive(grid);
    placeHandle(grid);
  });
  chooseLine(grid);
}

// The server hears of the chosen line once the choice has stood for a moment and nothing is being typed or saved: its answer would only
// hold up the edit.
function chooseLine(grid) {
  clearTimeout(grid.selectTimer);
  grid.selectTimer = setTimeout(() => {
    if (grid.isEditing() || grid.outbox.size()) {
      grid.selectLater = true;
      return;
    }
    grid.selectLater = false;
    const line = grid.chosen ? grid.chosen.line : null;
    if (line === null || (line === grid.selected && !grid.panelStale)) return;
    grid.panelStale = false;
    grid.selected = line;
    const tell = window.duToanPickers?.get(grid.component.data.picker) || grid.component.setStateValue;
    tell("selected", { line, mark: newIdentifier(), have: grid.have });
  }, SELECT_DELAY);
}

// Checks take longer than a figure, and an edit that comes meanwhile would wait for them: they are asked for when nothing is typed or unsaved.
function askMarks(grid) {
  clearTimeout(grid.marksTimer);
  grid.marksTimer = setTimeout(() => {
    if (grid.isEditing() || grid.outbox.size()) askMarks(grid);
    else window.duToanAskers?.get(grid.component.data.picker)?.("asked", newIdentifier());
  }, MARKS_DELAY);
}

// Tells a screen reader which cell is meant, for the focus itself stays on the table.
function markActive(grid) {
  const area = selectedArea(grid);
  const row = area && area.rows[area.top];
  const cell = row && row._getSelf().getCell(area.columns[area.left].field);
  const holder = grid.table.rowManager.element;
  if (!cell || !cell.element) return;
  cell.element.id ||= `cell-${newIdentifier()}`;
  holder.setAttribute("aria-activedescendant", cell.element.id);
}

// After rows were sorted or replaced: the same line stays chosen, wherever it stands now.
function restoreChosen(grid, scroll) {
  const row = grid.chosen && grid.table.initialized ? grid.table.getRow(grid.chosen.line) : false;
  const range = row && grid.table.getRanges()[0];
  if (!range || !grid.columnByField.has(grid.chosen.field)) return;
  const cell = row.getCell(grid.chosen.field);
  if (!cell || !selectedArea(grid).rows.some((shown) => shown._getSelf() === row._getSelf())) return;
  grid.restoring = true;
  range.setBounds(cell, cell);
  grid.restoring = false;
  if (scroll) scrollToCell(grid, row, cell);
}

function submit(grid, cells, repaint, origin) {
  const operations = cells.map(({ row, column, text, exact }) => ({
    ...{ kind: "set", line: row.id, field: column.field, text, seen: row.seen, origin },
    ...{ base: cellText(grid, column, row), exact: exact ?? null },
  }));
  grid.refused = false;
  for (const { row, column } of cells) grid.rejected.delete(cellKey(row.id, column.field));
  grid.outbox.enqueue(operations);
  if (repaint) repaintLines(grid, cells.map(({ row }) => row.id));
  grid.notice = "";
  grid.paint();
}

// The rows of some lines; Tabulator looks through all of them for each.
function findRows(grid, lines) {
  const wanted = new Set(lines);
  return grid.table.rowManager.rows.filter((row) => wanted.has(row.data.id));
}

// Marks that came after the rows they belong to; they wait for rows that wait themselves.
async function markLines(grid, marks) {
  await grid.ready;
  await grid.parent.duToanGridQueue;
  if (grid.deferred) grid.lateMarks = { ...grid.lateMarks, ...marks };
  for (const row of findRows(grid, Object.keys(marks))) row.data.messages = marks[row.data.id];
  const edited = grid.isEditing() ? grid.table.modules.edit.currentCell.row.getData().id : null;
  repaintLines(grid, Object.keys(marks).filter((line) => line !== edited));
  grid.paint();
}

function repaintLines(grid, lines) {
  for (const row of findRows(grid, lines)) {
    // Rows out of sight are painted when they are scrolled to; row.reformat() would measure the page once for each row.
    if (row.element && row.element.isConnected) row.cells.forEach((cell) => cell.loaded && cell.layoutElement());
    else row.deinitialize();
  }
}

async function receive(grid, component) {
  grid.component = component;
  await grid.ready;
  const message = component.data;
  const held = grid.outbox.heldLines();
  const settled = grid.outbox.settle(message.through, message.held, message.settled);
  for (const operation of settled) judge(grid, operation, message.answers[operation.op]);
  const refused = (operation) => message.answers[operation.op]?.[0] === false;
  if (settled.length && !settled.every(refused)) grid.savedAt = new Date();
  if (grid.isEditing()) {
    // A repaint would tear down the editor and what is being typed in it; the next message holds everything this one does.
    grid.deferred = message;
    repaintOthers(grid, settled);
  } else {
    await applyMessage(grid, message);
    repaintLines(grid, [...settled.filter((operation) => operation.line).map((operation) => operation.line), ...held, ...grid.outbox.heldLines()]);
  }
  // What is shown of the chosen line may have moved with an edit.
  if (settled.length && window.duToanPickers?.has(message.picker)) grid.panelStale = true;
  if (grid.selectLater || grid.panelStale) chooseLine(grid);
  const version = `${message.rows.dataset}|${message.rows.version}`;
  if (version !== grid.markedVersion) askMarks(grid);
  grid.markedVersion = version;
  grid.paint();
}

function judge(grid, operation, answer) {
  const [accepted, sentence] = answer || [true, ""];
  if (operation.kind !== "set") {
    grid.notice = sentence || (operation.kind === "undo" ? "Đã hoàn tác." : "Đã làm lại.");
    return;
  }
  const key = cellKey(operation.line, operation.field);
  grid.refused = !accepted;
  if (accepted) grid.rejected.delete(key);
  else grid.rejected.set(key, { sentence: `“${operation.text}” chưa được lưu. ${sentence}`, text: operation.text });
  if (sentence) grid.notice = accepted ? sentence : grid.rejected.get(key).sentence;
}

function repaintOthers(grid, settled) {
  const edited = grid.table.modules.edit.currentCell.row.getData().id;
  repaintLines(grid, settled.map((operation) => operation.line).filter((line) => line && line !== edited));
}

async function takeDeferred(grid) {
  const message = grid.deferred;
  if (!message || grid.isEditing()) return;
  grid.deferred = null;
  await applyMessage(grid, message);
  const marks = grid.lateMarks;
  grid.lateMarks = {};
  await markLines(grid, marks);
  grid.paint();
}

async function applyMessage(grid, message) {
  const totalsChanged = JSON.stringify(grid.totals) !== JSON.stringify(message.totals);
  grid.totals = message.totals;
  grid.unit = message.unit;
  grid.decimals = message.decimals;
  const columnText = columnSignature(message);
  if (columnText !== grid.columnText) {
    takeColumns(grid, message);
    grid.table.setColumns(buildColumns(grid, message.columns));
  }
  grid.whole = message.whole;
  regroup(grid, message);
  await applyRows(grid, message.rows);
  applyGrouping(grid);
  takeSort(grid, message);
  if (totalsChanged) grid.table.recalc();
}

async function applyRows(grid, rows) {
  const holds = grid.have && grid.have.dataset === rows.dataset;
  const now = { dataset: rows.dataset, version: rows.version };
  if (rows.full) {
    if (holds && grid.have.version === rows.version) return;
    // Rows of the same list that come anew say nothing new: the words a person is reading stay.
    const words = grid.shownList === rows.dataset ? grid.notice : "";
    await replaceRows(grid, rows.full, rows.dataset);
    grid.notice = grid.notice || words;
    grid.shownList = rows.dataset;
    grid.have = now;
  } else if (!holds || rows.from > grid.have.version) {
    // Patches for rows that this page does not hold: ask for all of them.
    grid.have = null;
    grid.outbox.resend();
  } else {
    await patchRows(grid, rows.patches);
    grid.have = now;
  }
}

async function replaceRows(grid, full, dataset) {
  rankGroups(grid, full);
  const { scrollTop, scrollLeft } = grid.table.rowManager.element;
  await grid.table.replaceData(full);
  if (grid.sort && grid.whole) applySort(grid);
  Object.assign(grid.table.rowManager.element, { scrollTop, scrollLeft });
  restoreChosen(grid, false);
  if (grid.shownList !== dataset) grid.notice = "";
}

async function patchRows(grid, patches) {
  if (!patches.length) return;
  // Blocked, so that the totals row is worked over once and not for every cell.
  grid.table.blockRedraw();
  try {
    await grid.table.updateData(patches);
  } finally {
    grid.table.restoreRedraw();
  }
  repaintLines(grid, patches.map((patch) => patch.id));
  const fields = grid.grouping ? grid.grouping.fields : [];
  if (patches.some((patch) => fields.some((field) => field in patch))) grid.table.setGroupBy(fields);
}

function paintStatus(grid, shell) {
  const waiting = grid.outbox.size();
  shell.words.textContent = grid.notice || activeSentence(grid);
  shell.folding.hidden = !grid.grouping;
  shell.saved.classList.toggle("is-waiting", waiting > 0);
  const held = grid.outbox.heldSize();
  if (waiting && grid.outbox.waiting()) shell.saved.textContent = `Chưa lưu được ${countText(waiting)} ô, đang gửi lại. Đừng đóng trang.`;
  else if (waiting) shell.saved.textContent = `Đang lưu ${countText(waiting)} ô…`;
  else if (held) shell.saved.textContent = `${countText(held)} ô chưa lưu, đang chờ bạn chọn`;
  else shell.saved.textContent = grid.savedAt ? `Đã lưu ${grid.savedAt.toLocaleTimeString("vi-VN", { hour12: false })}` : "";
}

// The sentence of the active cell, for whoever does not hover; with several money cells chosen, their exact sum.
function activeSentence(grid) {
  const area = grid.table && grid.table.initialized ? selectedArea(grid) : null;
  if (!area || !area.rows[area.top]) return "";
  const row = area.rows[area.top].getData();
  const column = area.columns[area.left];
  if (area.top === area.bottom && area.left === area.right) return column ? cellState(grid, row.id, column.field, row).sentence : "";
  return selectionSum(area);
}

function selectionSum(area) {
  let sum = 0n;
  let count = 0;
  let money = true;
  eachSelected(area, (row, column) => {
    money = money && column.kind === "money";
    if (!money || !isWholeNumber(row[column.field])) return;
    sum += BigInt(row[column.field]);
    count += 1;
  });
  return money ? `Đang chọn ${countText(count)} số · Tổng ${decimalText(sum, 0, 0, false)} đ` : "";
}

window.duToanGrid = {
  // Offered so that the tests can hold the browser's numbers against Python's.
  shownText,
  exactText,
  copiedText,
  // A grid that has its rows, by its key.
  find(key) {
    const grid = byKey.get(key);
    return grid && grid.have ? grid : null;
  },
  mark: markLines,
  askMarks,
  async mount(component) {
    const { parentElement } = component;
    let grid = grids.get(parentElement);
    if (!grid) {
      grid = createGrid(component);
      grids.set(parentElement, grid);
      byKey.set(component.data.picker, grid);
      await grid.ready;
      if (grid.outbox.size() || grid.outbox.heldSize()) grid.outbox.resend();
    }
    await receive(grid, component);
  },
  unmount(parentElement) {
    const grid = grids.get(parentElement);
    if (!grid) return;
    grids.delete(parentElement);
    if (byKey.get(grid.component.data.picker) === grid) byKey.delete(grid.component.data.picker);
    clearTimeout(grid.selectTimer);
    clearTimeout(grid.marksTimer);
    grid.outbox.stop();
    window.removeEventListener("beforeunload", grid.beforeUnload);
    for (const [name, listener] of Object.entries(grid.listeners)) document.removeEventListener(name, listener, true);
    grid.table.destroy();
  },
};

export default function () {}
