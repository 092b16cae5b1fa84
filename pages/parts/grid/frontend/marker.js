// The marks of failed checks, sent apart from the figures, so that no figure waits for them; the grid asks for them through here.
export default function ({ data, setStateValue }) {
  const askers = (window.duToanAskers ||= new Map());
  askers.set(data.grid, setStateValue);
  const started = Date.now();
  (function look() {
    const grid = window.duToanGrid && window.duToanGrid.find(data.grid);
    if (grid) {
      window.duToanGrid.mark(grid, data.marks);
      if (data.due) window.duToanGrid.askMarks(grid);
    } else if (Date.now() - started < 60000) setTimeout(look, 30);
  })();
  return () => askers.get(data.grid) === setStateValue && askers.delete(data.grid);
}
