// The chosen line, told by a component of its own: it stands in the part of the page that shows the line, so that choosing runs that part
// alone, while an edit, told by the grid itself, runs the whole page.
export default function ({ data, setStateValue }) {
  const pickers = (window.duToanPickers ||= new Map());
  pickers.set(data.grid, setStateValue);
  return () => pickers.get(data.grid) === setStateValue && pickers.delete(data.grid);
}
