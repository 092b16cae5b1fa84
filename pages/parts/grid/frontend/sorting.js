// Sorting by a click on a heading. With all rows here the browser sorts; with a page of them the server does, over the whole filter, and
// the browser only shows which column it is.
function compareInOrder(grid, field, left, right, direction) {
  if (!grid.whole) return 0;
  const groups = compareGroups(grid, left, right);
  if (groups) return direction === "desc" ? -groups : groups;
  const empty = emptyLast(field, left, right);
  if (empty) return direction === "desc" ? -empty : empty;
  return compareRows(field, left, right);
}

function emptyLast(field, left, right) {
  return isEmptyValue(left[field]) - isEmptyValue(right[field]);
}

function listenToSorting(grid) {
  grid.table.on("dataSorted", (sorters) => {
    setTimeout(() => restoreChosen(grid, grid.touched));
    if (grid.settingSort) return;
    const [sorter] = sorters;
    const order = sorter ? { field: sorter.field, descending: sorter.dir === "desc" } : null;
    if (!order || JSON.stringify(order) === JSON.stringify(grid.sort)) return;
    grid.sort = order;
    grid.orderMark = newIdentifier();
    if (!grid.whole) grid.say("Đang sắp lại toàn bộ danh sách…");
    grid.component.setStateValue("order", { ...order, mark: grid.orderMark });
  });
}

// The server's word on the order holds unless the person has clicked again since.
function takeSort(grid, message) {
  if (grid.orderMark && message.orderMark !== grid.orderMark) return;
  if (JSON.stringify(message.sort) === JSON.stringify(grid.sort)) return;
  grid.sort = message.sort;
  applySort(grid);
}

function applySort(grid) {
  grid.settingSort = true;
  try {
    if (grid.sort && grid.columnByField.has(grid.sort.field)) grid.table.setSort(grid.sort.field, grid.sort.descending ? "desc" : "asc");
    else grid.table.clearSort();
  } finally {
    grid.settingSort = false;
  }
}
