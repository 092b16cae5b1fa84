// Tables on the clipboard are tab-separated text; a cell with a tab, a line break or a quote stands in double quotes.
function parseClipboard(text) {
  const rows = [];
  let row = [];
  let cell = "";
  let quoted = false;
  let fresh = true;
  const source = text.replace(/\r\n?/g, "\n");
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at];
    if (quoted) {
      if (character !== '"') cell += character;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && fresh && hasClosingQuote(source, at)) {
      quoted = true;
      fresh = false;
    } else if (character === "\t" || character === "\n") {
      row.push(cell);
      cell = "";
      fresh = true;
      if (character === "\n") {
        rows.push(row);
        row = [];
      }
    } else {
      cell += character;
      fresh = false;
    }
  }
  if (cell !== "" || row.length) {
    row.push(cell);
    rows.push(row);
  }
  return rows;
}

// A name may begin with a quotation mark; it opens a quoted cell only when its closing mark ends that cell.
function hasClosingQuote(source, from) {
  for (let at = from + 1; at < source.length; at += 1) {
    if (source[at] !== '"') continue;
    if (source[at + 1] === '"') at += 1;
    else return at + 1 === source.length || source[at + 1] === "\t" || source[at + 1] === "\n";
  }
  return false;
}

function writeClipboard(rows) {
  const quote = (text) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(quote).join("\t")).join("\n");
}

// Which text goes to which cell, relative to the top left of the chosen range: one copied cell fills the range, a block repeats when
// the range is a multiple of it, anything else is laid once from the corner.
function spreadPaste(source, exact, rangeHeight, rangeWidth) {
  const height = source.length;
  const width = Math.max(...source.map((row) => row.length));
  const repeats = rangeHeight % height === 0 && rangeWidth % width === 0;
  const targets = [];
  for (let down = 0; down < (repeats ? rangeHeight : height); down += 1) {
    const row = source[down % height];
    for (let across = 0; across < (repeats ? rangeWidth : width); across += 1) {
      const text = row[across % width];
      if (text !== undefined) targets.push({ down, across, text, exact: exact ? exact[down % height][across % width] : null });
    }
  }
  return targets;
}

// The numbers that stand behind the shown texts, where the other spreadsheet tells them (LibreOffice: sdval, Excel: x:num), in the same rows
// and columns as the plain text; null where it does not, or where the two tables are not of one shape.
function readExactNumbers(html, source) {
  if (!html || html.length > 20_000_000) return null;
  const rows = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("tr")];
  if (rows.length !== source.length) return null;
  const found = [];
  for (const [down, row] of rows.entries()) {
    const cells = [...row.querySelectorAll("td, th")];
    if (cells.length !== source[down].length || cells.some((cell) => cell.colSpan > 1 || cell.rowSpan > 1)) return null;
    found.push(cells.map((cell) => cell.getAttribute("sdval") || cell.getAttribute("x:num") || null));
  }
  return found;
}

// The texts of a table that came as web page only.
function parseHtmlTable(html) {
  const rows = [...new DOMParser().parseFromString(html || "", "text/html").querySelectorAll("tr")];
  return rows.map((row) => [...row.querySelectorAll("td, th")].map((cell) => cell.textContent.replace(/\s+/g, " ").trim()));
}
