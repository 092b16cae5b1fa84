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
  else return null;
  return "done";
}

function plainKey(grid, event) {
  if (event.altKey) return null;
  if (event.key === "Escape") {
    grid.statusElement.focus();
    return "done";
  }
  if (event.key === "Delete" || event.key === "Backspace") {
    clearArea(grid);
    return "done";
  }
  if (event.key === "F2" || event.key === "Enter") return openEditor(grid, false) ? "done" : "done";
  if (event.key.length === 1 || event.key === "Process") {
    openEditor(grid, true);
    return "typing";
  }
  return null;
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

function submitCells(grid, wanted, verb) {
  const allowed = wanted.filter(({ row, column }) => canEdit(column, row));
  const skipped = wanted.length - allowed.length;
  if (allowed.length) grid.submit(allowed, true);
  if (skipped) grid.say(`Đã ${verb} ${countText(allowed.length)} ô; ${countText(skipped)} ô chỉ để xem hoặc đã khóa nên giữ nguyên.`);
}

function clearArea(grid) {
  const area = selectedArea(grid);
  if (!area) return;
  const wanted = [];
  eachSelected(area, (row, column) => {
    if (cellText(grid, column, row) !== "") wanted.push({ row, column, text: "" });
  });
  if (wanted.length) submitCells(grid, wanted, "xóa");
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
  submitCells(grid, wanted, "chép xuống");
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
  const source = parseClipboard(event.clipboardData.getData("text/plain"));
  if (!source.length) {
    grid.say("Bộ nhớ tạm không có chữ nên không dán được. Sao chép lại các ô rồi dán.");
    return;
  }
  pasteAt(grid, area, source);
}

function pasteAt(grid, area, source) {
  const targets = spreadPaste(source, area.bottom - area.top + 1, area.right - area.left + 1);
  const inside = targets.filter(({ down, across }) => area.rows[area.top + down] && area.columns[area.left + across]);
  const wanted = inside.map(({ down, across, text }) => ({
    row: area.rows[area.top + down].getData(),
    column: area.columns[area.left + across],
    text,
  }));
  submitCells(grid, wanted, "dán");
  const outside = targets.length - inside.length;
  if (outside) grid.say(`${countText(outside)} ô thừa ra ngoài bảng nên chưa dán. Thêm dòng rồi dán phần còn lại.`);
}
