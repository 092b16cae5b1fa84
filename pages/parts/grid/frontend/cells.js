// How a cell looks and how it is edited. Text that waits for the server lies over the row's value; the row itself changes only by
// what the server sends, so a refusal needs no repair: the old value is still there.
const PENDING_SENTENCE = "Đang lưu…";
const HELD_SENTENCE = "Chưa lưu: đang chờ bạn chọn trong bảng xem lại.";

function cellState(grid, line, field, row) {
  const pending = grid.outbox.pending(line, field);
  if (pending) return { kind: "pending", sentence: PENDING_SENTENCE, text: pending.text };
  const held = grid.outbox.held(line, field);
  if (held) return { kind: "held", sentence: HELD_SENTENCE, text: held.text };
  const rejected = grid.rejected.get(cellKey(line, field));
  if (rejected) return { kind: "rejected", sentence: rejected.sentence };
  const failed = row.messages && row.messages[field];
  return failed ? { kind: "failed", sentence: failed } : { kind: "plain", sentence: "" };
}

function canEdit(column, row) {
  return column.editable && !row.read_only;
}

function buildFormatter(grid, column) {
  return (cell) => {
    const row = cell.getData();
    const state = cellState(grid, row.id, column.field, row);
    const element = cell.getElement();
    element.classList.toggle("cell-pending", state.kind === "pending");
    element.classList.toggle("cell-held", state.kind === "held");
    element.classList.toggle("cell-rejected", state.kind === "rejected");
    element.classList.toggle("cell-failed", state.kind === "failed");
    element.classList.toggle("cell-fixed", !canEdit(column, row));
    element.classList.toggle("cell-negative", column.kind !== "text" && String(row[column.field]).startsWith("-"));
    const shown = "text" in state ? state.text : shownText(column, row[column.field], grid.unit, grid.decimals);
    element.title = state.sentence || hoverText(grid, column, row[column.field], shown);
    describeCell(element, state, canEdit(column, row));
    const content = document.createElement("span");
    content.className = "cell-text";
    content.textContent = shown;
    return content;
  };
}

// What the colour and the mark say, for whoever hears the table read.
function describeCell(element, state, editable) {
  const told = { "aria-invalid": state.kind === "rejected" || state.kind === "failed" ? "true" : null, "aria-description": state.sentence || null };
  Object.assign(told, { "aria-readonly": editable ? null : "true" });
  for (const [name, value] of Object.entries(told)) {
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
}

function hoverText(grid, column, value, shown) {
  if (isEmptyValue(value)) return "";
  if (column.kind === "money" && grid.unit !== "dong") return `${exactText(column, value)} đ`;
  return column.kind === "text" && shown.length > 20 ? shown : "";
}

function buildEditor(grid, column) {
  return (cell, onRendered, success, cancel) => {
    const row = cell.getData();
    const opening = cellText(grid, column, row);
    const typed = grid.typedStart;
    grid.typedStart = false;
    const input = document.createElement("input");
    input.type = "text";
    input.className = "cell-editor";
    input.autocomplete = "off";
    input.spellcheck = false;
    input.setAttribute("aria-label", column.title);
    input.value = typed ? "" : opening;
    if (column.suggestions.length) input.setAttribute("list", grid.suggestionList(column));
    let closed = false;
    const close = (keep, direction) => {
      if (closed) return;
      closed = true;
      const changed = keep && input.value !== opening;
      // The operation is queued first, so that the cell is painted "đang lưu" in the same stroke that closes the editor.
      if (changed) grid.submit([{ row, column, text: input.value }], false, "type");
      cancel();
      if (direction) grid.move(direction);
    };
    input.addEventListener("keydown", (event) => editorKey(event, column, close));
    input.addEventListener("blur", () => close(true, null));
    onRendered(() => {
      input.focus({ preventScroll: true });
      input.setSelectionRange(input.value.length, input.value.length);
    });
    return input;
  };
}

function editorKey(event, column, close) {
  event.stopPropagation();
  if (event.isComposing) return;
  const vertical = column.suggestions.length === 0;
  const moves = { Enter: event.shiftKey ? "up" : "down", Tab: event.shiftKey ? "left" : "right" };
  if (vertical) Object.assign(moves, { ArrowUp: "up", ArrowDown: "down" });
  if (event.key === "Escape") close(false, null);
  else if (moves[event.key]) close(true, moves[event.key]);
  else return;
  event.preventDefault();
}

// The text that editing, copying inside the grid and filling down start from: what waits to be saved, else the exact value.
function cellText(grid, column, row) {
  const pending = grid.outbox.pending(row.id, column.field);
  return pending ? pending.text : exactText(column, row[column.field]);
}

function buildColumns(grid, columns) {
  return columns.map((column) => {
    const numeric = column.kind !== "text";
    const definition = {
      field: column.field,
      title: column.title,
      frozen: column.frozen,
      headerSort: column.sortable,
      headerTooltip: column.help || column.title,
      hozAlign: numeric ? "right" : "left",
      headerHozAlign: numeric ? "right" : "left",
      cssClass: numeric ? "cell-number" : "cell-words",
      formatter: buildFormatter(grid, column),
      sorter: (a, b, left, right, _, direction) => compareInOrder(grid, column.field, left.getData(), right.getData(), direction),
      editor: column.editable ? buildEditor(grid, column) : undefined,
      editable: (cell) => canEdit(column, cell.getData()),
      minWidth: 60,
    };
    if (column.width) definition.width = column.width;
    if (grid.totals) {
      definition.bottomCalc = () => (grid.totals && column.field in grid.totals ? grid.totals[column.field] : null);
      definition.bottomCalcFormatter = (cell) => totalElement(grid, column, cell.getValue());
    }
    return definition;
  });
}

function totalElement(grid, column, value) {
  const content = document.createElement("span");
  content.className = "cell-text";
  content.textContent = shownText(column, value, grid.unit, grid.decimals);
  if (column.kind === "money" && !isEmptyValue(value)) content.title = `${exactText(column, value)} đ`;
  return content;
}
