// The small square at the corner of the chosen cells: drag it down and what stands in them is repeated below.
function placeHandle(grid) {
  if (grid.handle) grid.handle.remove();
  const area = selectedArea(grid);
  const row = area && area.rows[area.bottom];
  if (!row || !area.columns[area.right] || !area.columns.slice(area.left, area.right + 1).some((column) => column.editable)) return;
  const cell = row._getSelf().getCell(area.columns[area.right].field);
  if (!cell || !cell.element || !cell.element.isConnected) return;
  grid.handle ||= Object.assign(document.createElement("span"), { className: "fill-handle", title: "Kéo xuống để chép" });
  cell.element.append(grid.handle);
}

function startFilling(grid, event) {
  const area = selectedArea(grid);
  if (!area || event.button !== 0) return;
  event.preventDefault();
  event.stopPropagation();
  let bottom = area.bottom;
  const follow = (moved) => {
    const element = document.elementFromPoint(moved.clientX, moved.clientY);
    const over = element && element.closest(".tabulator-row");
    const at = area.rows.findIndex((row) => row._getSelf().element === over);
    if (at < 0) return;
    bottom = Math.max(area.bottom, at);
    grid.say(bottom > area.bottom ? `Chép xuống ${countText(bottom - area.bottom)} dòng: thả chuột để chép, bấm Esc để thôi.` : "");
  };
  const end = (done) => {
    document.removeEventListener("mousemove", follow, true);
    document.removeEventListener("mouseup", release, true);
    document.removeEventListener("keydown", escape, true);
    grid.say("");
    if (done && bottom > area.bottom) repeatDown(grid, area, bottom);
  };
  const release = () => end(true);
  const escape = (pressed) => pressed.key === "Escape" && (pressed.stopPropagation(), end(false));
  document.addEventListener("mousemove", follow, true);
  document.addEventListener("mouseup", release, true);
  document.addEventListener("keydown", escape, true);
}

function repeatDown(grid, area, bottom) {
  const height = area.bottom - area.top + 1;
  const wanted = [];
  for (let at = area.bottom + 1; at <= bottom; at += 1) {
    for (let across = area.left; across <= area.right; across += 1) {
      const column = area.columns[across];
      const source = area.rows[area.top + ((at - area.top) % height)].getData();
      wanted.push({ row: area.rows[at].getData(), column, text: cellText(grid, column, source) });
    }
  }
  submitCells(grid, wanted, "chép xuống", "fill");
}
