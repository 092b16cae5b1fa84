// Keys, clipboard and range acts when no cell is being edited.
function selectedArea(grid) {
  const manager = grid.table.modules.selectRange;
  const range = manager.activeRange;
  if (!range) return null;
  return {
    rows: manager.getTableRows().map((row) => row.getComponent()),
    columns: manager.getTableColumns().map((column) => grid.columnByField.get(column.getField())),
    top: range.top,
    bottom: range.bottom,
    left: range.left,
    right: range.right,
  };
}

function handleKey(grid, event) {
  if (grid.isEditing() || event.isComposing) return;
  const heading = event.target.closest && event.target.closest(".tabulator-group");
  if (heading) {
    if (!handleHeadingKey(grid, event, heading)) return;
    event.stopPropagation();
    event.preventDefault();
    return;
  }
  if (event.target.closest && event.target.closest(".tabulator-header")) return;
  const command = event.ctrlKey || event.metaKey;
  const act = command ? commandKey(grid, event) : plainKey(grid, event);
  if (act === "typing") {
    // The character itself goes on to the editor that has just been opened, so that Vietnamese keyboards keep working.
    event.stopPropagation();
  } else if (act) {
    event.stopPropagation();
    event.preventDefault();
  }
}

function commandKey(grid, event) {
  const key = event.key.toLowerCase();
  if (key === "z") grid.requestHistory(event.shiftKey ? "redo" : "undo");
  else if (key === "y") grid.requestHistory("redo");
  else if (key === "d") fillDown(grid);
  else if (key === "home" || key === "end") jumpTo(grid, key === "home" ? 0 : Infinity, key === "home" ? 0 : Infinity);
  else return null;
  return "done";
}

function plainKey(grid, event) {
  if (event.altKey) return event.shiftKey ? groupKey(grid, event.key) : null;
  if (event.key === "Escape") {
    grid.statusElement.focus();
    return "done";
  }
  if (event.key === "Delete" || event.key === "Backspace") {
    clearArea(grid);
    return "done";
  }
  if (event.key === "Home" || event.key === "End") {
    jumpTo(grid, null, event.key === "Home" ? 0 : Infinity);
    return "done";
  }
  if (event.key === "Enter") {
    grid.move(event.shiftKey ? "up" : "down");
    return "done";
  }
  if (event.key === "F2") {
    openEditor(grid, false);
    return "done";
  }
  if (event.key.length === 1 || event.key === "Process") {
    openEditor(grid, true);
    return "typing";
  }
  return null;
}

function groupKey(grid, key) {
  if (key === "ArrowLeft") return leaveForHeading(grid, true) ? "done" : null;
  if (key === "ArrowUp") return leaveForHeading(grid, false) ? "done" : null;
  return null;
}

// Chooses the cell of a row (null: the one chosen) and a column by their places; Infinity is the last.
function jumpTo(grid, rowAt, columnAt) {
  const area = selectedArea(grid);
  if (!area || !area.rows.length) return;
  const at = rowAt === null ? area.top : Math.min(rowAt, area.rows.length - 1);
  chooseCell(grid, area.rows[at], area.columns[Math.min(columnAt, area.columns.length - 1)].field);
}

function chooseCell(grid, row, field) {
  const range = grid.table.getRanges()[0];
  const cell = row.getCell(field);
  if (!range || !cell) return;
  range.setBounds(cell, cell);
  grid.table.rowManager.element.focus({ preventScroll: true });
  scrollToCell(grid, row, cell);
}

function scrollToCell(grid, row, cell) {
  row.scrollTo(undefined, false).catch(() => {});
  if (!grid.columnByField.get(cell.getField()).frozen) cell.getColumn().scrollTo(undefined, false).catch(() => {});
}

function openEditor(grid, typed) {
  const area = selectedArea(grid);
  if (!area || !area.rows[area.top]) return false;
  const column = area.columns[area.left];
  const row = area.rows[area.top];
  if (!canEdit(column, row.getData())) {
    grid.say(column.editable ? "Dòng này đã khóa nên không sửa được. Mở khóa ở khung bên phải rồi sửa." : `Cột “${column.title}” chỉ để xem.`);
    return false;
  }
  grid.typedStart = typed;
  row.getCell(column.field).edit();
  return true;
}

function eachSelected(area, visit) {
  for (let at = area.top; at <= area.bottom; at += 1) {
    for (let across = area.left; across <= area.right; across += 1) visit(area.rows[at].getData(), area.columns[across], at, across);
  }
}

function submitCells(grid, wanted, verb, origin) {
  const allowed = wanted.filter(({ row, column }) => canEdit(column, row));
  const skipped = wanted.length - allowed.length;
  if (allowed.length) grid.submit(allowed, true, origin);
  if (skipped) grid.say(`Đã ${verb} ${countText(allowed.length)} ô; ${countText(skipped)} ô chỉ để xem hoặc đã khóa nên giữ nguyên.`);
}

function clearArea(grid) {
  const area = selectedArea(grid);
  if (!area) return;
  const wanted = [];
  eachSelected(area, (row, column) => {
    if (cellText(grid, column, row) !== "") wanted.push({ row, column, text: "" });
  });
  if (wanted.length) submitCells(grid, wanted, "xóa", "clear");
}

function fillDown(grid) {
  const area = selectedArea(grid);
  if (!area) return;
  const source = area.bottom > area.top ? area.top : area.top - 1;
  if (source < 0) {
    grid.say("Không có dòng nào ở trên để chép xuống.");
    return;
  }
  const wanted = [];
  eachSelected(area, (row, column, at) => {
    if (at !== source) wanted.push({ row, column, text: cellText(grid, column, area.rows[source].getData()) });
  });
  submitCells(grid, wanted, "chép xuống", "fill");
}

function handleCopy(grid, event) {
  const area = selectedArea(grid);
  if (grid.isEditing() || !area) return;
  const lines = [];
  eachSelected(area, (row, column, at) => {
    const line = (lines[at - area.top] ||= []);
    const pending = grid.outbox.pending(row.id, column.field);
    line.push(pending ? pending.text : copiedText(column, row[column.field]));
  });
  event.clipboardData.setData("text/plain", writeClipboard(lines));
  event.preventDefault();
  event.stopPropagation();
  if (event.type === "cut") clearArea(grid);
}

function handlePaste(grid, event) {
  const area = selectedArea(grid);
  if (grid.isEditing() || !area) return;
  event.preventDefault();
  event.stopPropagation();
  const html = event.clipboardData.getData("text/html");
  const plain = parseClipboard(event.clipboardData.getData("text/plain"));
  const source = plain.length ? plain : parseHtmlTable(html);
  if (!source.length) {
    grid.say("Bộ nhớ tạm không có chữ nên không dán được. Sao chép lại các ô rồi dán.");
    return;
  }
  pasteAt(grid, area, source, readExactNumbers(html, source));
}

function pasteAt(grid, area, source, exact) {
  const targets = spreadPaste(source, exact, area.bottom - area.top + 1, area.right - area.left + 1);
  const inside = targets.filter(({ down, across }) => area.rows[area.top + down] && area.columns[area.left + across]);
  const wanted = inside.map(({ down, across, text, exact: number }) => ({
    row: area.rows[area.top + down].getData(),
    column: area.columns[area.left + across],
    text,
    exact: number,
  }));
  submitCells(grid, wanted, "dán", "paste");
  const rowsLeft = Math.max(0, area.top + source.length - area.rows.length);
  const columnsLeft = Math.max(0, area.left + Math.max(...source.map((row) => row.length)) - area.columns.length);
  if (rowsLeft) grid.say(`${countText(rowsLeft)} dòng cuối chưa dán vì quá cuối bảng. Thêm khoản mục rồi dán tiếp các dòng ấy.`);
  else if (columnsLeft) grid.say(`${countText(columnsLeft)} cột bên phải chưa dán vì quá mép bảng.`);
}
