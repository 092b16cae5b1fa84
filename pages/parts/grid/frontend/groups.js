// Rows folded by group: headings with the subtotals Python worked out, each under its column; which are open is remembered for the session.
const GROUP_PATH_SEPARATOR = "\x1f";

function groupOptions(grid) {
  grid.headings = new Map();
  if (!grid.grouping) return { groupBy: false };
  const { fields, openLevels } = grid.grouping;
  grid.groupOpen = loadOpen(grid);
  return {
    groupBy: fields,
    groupStartOpen: fields.map((_, level) => (value, count, data, group) => grid.groupOpen[pathOf(group)] ?? level < openLevels),
    groupHeader: fields.map((_, level) => (value, count, data, group) => groupHeading(grid, value, count, group, level)),
  };
}

function openKey(grid) {
  return `${grid.storageKey}|open|${grid.grouping.fields.join(",")}`;
}

function loadOpen(grid) {
  try {
    return JSON.parse(sessionStorage.getItem(openKey(grid)) || "{}");
  } catch (error) {
    return {};
  }
}

function rememberOpen(grid, group, visible) {
  const path = pathOf(group);
  grid.groupOpen[path] = visible;
  // Tabulator makes all headings anew when one is opened or closed, so the element is looked up and not asked of the group.
  const made = grid.headings.get(path);
  if (made) made.element.setAttribute("aria-expanded", String(visible));
  try {
    sessionStorage.setItem(openKey(grid), JSON.stringify(grid.groupOpen));
  } catch (error) {
    // only the memory of what was open is lost
  }
}

function pathOf(group) {
  const path = [];
  for (let level = group; level; level = level.getParentGroup()) path.unshift(isEmptyValue(level.getKey()) ? "" : String(level.getKey()));
  return path.join(GROUP_PATH_SEPARATOR);
}

function groupHeading(grid, value, count, group, level) {
  const path = pathOf(group);
  const heading = document.createElement("span");
  heading.className = "group-heading";
  const labels = grid.grouping.labels[level] || {};
  const name = document.createElement("span");
  name.className = "group-name";
  const words = isEmptyValue(value) ? "(chưa ghi)" : labels[value] || String(value);
  const figures = new Map();
  heading.append(name);
  for (const column of grid.columns.filter((each) => each.kind === "money")) {
    const figure = document.createElement("span");
    figure.className = "group-figure";
    figure.style.left = `var(--left-${column.field})`;
    figure.style.width = `var(--width-${column.field})`;
    figures.set(column, figure);
    heading.append(figure);
  }
  const element = group.getElement();
  const made = { path, element, name, words, count, figures };
  grid.headings.set(path, made);
  writeHeading(grid, made);
  element.tabIndex = 0;
  element.setAttribute("aria-expanded", String(grid.groupOpen[path] ?? level < grid.grouping.openLevels));
  element.setAttribute("aria-level", String(level + 1));
  grid.groupOf.set(element, group);
  return heading;
}

function writeHeading(grid, { path, name, words, count, figures }) {
  const known = grid.grouping.figures[path] || {};
  const lines = known.lines ?? count;
  const part = lines > count ? ` (trang này ${countText(count)})` : "";
  name.textContent = `${words} · ${countText(lines)} khoản mục${part}`;
  for (const [column, element] of figures) {
    element.textContent = shownText(column, known[column.field], grid.unit, grid.decimals);
    element.title = isEmptyValue(known[column.field]) ? "" : `${exactText(column, known[column.field])} đ`;
  }
}

function rewriteHeadings(grid) {
  for (const heading of grid.headings.values()) writeHeading(grid, heading);
}

// Where each column stands, told to the style sheet, so that a subtotal stands under its column however wide it is made.
function placeFigures(grid) {
  let left = 0;
  let first = null;
  for (const column of grid.table.getColumns().filter((each) => each.isVisible())) {
    const width = column.getWidth();
    const known = grid.columnByField.get(column.getField());
    grid.root.style.setProperty(`--left-${column.getField()}`, `${left}px`);
    grid.root.style.setProperty(`--width-${column.getField()}`, `${width}px`);
    if (first === null && known && known.kind === "money") first = left;
    left += width;
  }
  grid.root.style.setProperty("--first-figure", `${first ?? left}px`);
}

function rankGroups(grid, rows) {
  grid.groupRank = new Map();
  if (!grid.grouping) return;
  for (const row of rows) {
    const path = grid.grouping.fields.map((field) => row[field] ?? "").join(GROUP_PATH_SEPARATOR);
    if (!grid.groupRank.has(path)) grid.groupRank.set(path, grid.groupRank.size);
  }
}

function compareGroups(grid, left, right) {
  if (!grid.grouping) return 0;
  const rank = (row) => grid.groupRank.get(grid.grouping.fields.map((field) => row[field] ?? "").join(GROUP_PATH_SEPARATOR)) ?? -1;
  return rank(left) - rank(right);
}

function regroup(grid, message) {
  const text = JSON.stringify(message.grouping);
  if (text === grid.groupText) return;
  grid.groupText = text;
  const before = JSON.stringify(grid.grouping && grid.grouping.fields);
  grid.grouping = message.grouping;
  if (before === JSON.stringify(message.grouping && message.grouping.fields)) {
    rewriteHeadings(grid);
    return;
  }
  grid.regrouping = true;
}

function applyGrouping(grid) {
  if (!grid.regrouping) return;
  grid.regrouping = false;
  const options = groupOptions(grid);
  Object.assign(grid.table.options, options);
  grid.table.setGroupBy(options.groupBy);
  placeFigures(grid);
}

function setAllOpen(grid, open) {
  const visit = (group) => {
    group.getSubGroups().forEach(visit);
    // Set on all first and worked over once: show() and hide() lay out every row anew each time.
    group._group.visible = open;
    rememberOpen(grid, group, open);
  };
  grid.table.getGroups().forEach(visit);
  grid.table.modules.groupRows.updateGroupRows(true);
}

// The heading above the chosen cell: closed, or only gone to.
function leaveForHeading(grid, closing) {
  const area = selectedArea(grid);
  const row = area && area.rows[area.top];
  const group = row && grid.grouping ? row.getGroup() : null;
  if (!group) return false;
  const path = pathOf(group);
  if (closing) group.hide();
  focusHeading(grid, path);
  return true;
}

function focusHeading(grid, path) {
  const made = grid.headings.get(path);
  if (!made) return;
  const group = grid.groupOf.get(made.element);
  if (!made.element.isConnected) grid.table.rowManager.scrollToRow(group._group, "top", false).catch(() => {});
  made.element.focus();
}

function handleHeadingKey(grid, event, element) {
  const group = grid.groupOf.get(element);
  if (!group) return false;
  const path = pathOf(group);
  const open = group.isVisible();
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    stepFromHeading(grid, element, event.key === "ArrowDown" ? 1 : -1);
    return true;
  }
  if (event.key === "Escape") {
    grid.table.rowManager.element.focus();
    return true;
  }
  if (event.key === "ArrowLeft" && !open && group.getParentGroup()) {
    focusHeading(grid, pathOf(group.getParentGroup()));
    return true;
  }
  const wanted = { ArrowRight: true, ArrowLeft: false, Enter: !open, " ": !open }[event.key];
  if (wanted === undefined) return false;
  if (wanted !== open) (wanted ? group.show : group.hide).call(group);
  focusHeading(grid, path);
  return true;
}

function stepFromHeading(grid, element, step) {
  const shown = grid.table.rowManager.getDisplayRows();
  const at = shown.findIndex((row) => row.element === element);
  const next = at < 0 ? null : shown[at + step];
  if (!next) return;
  if (next.type === "group") focusHeading(grid, pathOf(next.getComponent()));
  else chooseCell(grid, next.getComponent(), grid.chosen ? grid.chosen.field : grid.columns[0].field);
}
