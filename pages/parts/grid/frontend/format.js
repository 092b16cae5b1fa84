// Numbers are whole đồng or whole thousandths; they are formatted digit by digit, never through a fraction.
// The same rule as budget.money: rounded half away from zero, always the same number of decimals, so that a column lines up.
const UNIT_PLACES = { dong: 0, nghin: 3, trieu: 6 };

function groupDigits(digits) {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ".");
}

function countText(count) {
  return groupDigits(String(count));
}

// value x 10^-places as Vietnamese text with `decimals` decimals, or without its closing zeros when `trim` is set.
function decimalText(value, places, decimals, trim) {
  let scaled = BigInt(value);
  const negative = scaled < 0n;
  if (negative) scaled = -scaled;
  const dropped = Math.max(0, places - decimals);
  if (dropped) {
    const step = 10n ** BigInt(dropped);
    scaled = (scaled + step / 2n) / step;
  }
  const kept = places - dropped;
  const digits = scaled.toString().padStart(kept + 1, "0");
  const whole = groupDigits(digits.slice(0, digits.length - kept));
  const decimalDigits = kept ? digits.slice(-kept) : "";
  const fraction = trim ? decimalDigits.replace(/0+$/, "") : decimalDigits;
  const text = fraction ? `${whole},${fraction}` : whole;
  return negative && scaled !== 0n ? `-${text}` : text;
}

function isEmptyValue(value) {
  return value === null || value === undefined || value === "";
}

function isWholeNumber(value) {
  return typeof value === "number" ? Number.isSafeInteger(value) : typeof value === "string" && /^-?\d+$/.test(value);
}

// What stands in the cell, in the money unit chosen.
function shownText(column, value, unit, decimals) {
  if (isEmptyValue(value)) return "";
  if (column.kind === "money" && isWholeNumber(value)) return decimalText(value, UNIT_PLACES[unit], Math.min(decimals, UNIT_PLACES[unit]), false);
  if (column.kind === "price" && isWholeNumber(value)) return decimalText(value, 0, 0, false);
  if (column.kind === "quantity" && isWholeNumber(value)) return decimalText(value, 3, 3, true);
  return String(value);
}

// What the editor opens with: the exact value, whatever the unit on screen.
function exactText(column, value) {
  return shownText(column, value, "dong", 0);
}

// What is copied: exact and without thousands dots, so that any spreadsheet takes it for a number.
function copiedText(column, value) {
  return column.kind === "text" ? exactText(column, value) : exactText(column, value).replaceAll(".", "");
}

const vietnameseOrder = new Intl.Collator("vi", { numeric: true });

function compareValues(left, right) {
  if (isEmptyValue(left) || isEmptyValue(right)) return isEmptyValue(left) - isEmptyValue(right);
  if (isWholeNumber(left) && isWholeNumber(right)) {
    const difference = BigInt(left) - BigInt(right);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  return null;
}

// Sort keys prepared in Python are compared by code point; plain text falls back to the browser's Vietnamese order.
function compareRows(field, left, right) {
  const key = `${field}__sort`;
  const prepared = key in left && key in right;
  const a = prepared ? left[key] : left[field];
  const b = prepared ? right[key] : right[field];
  const order = compareValues(a, b);
  if (order !== null) return order;
  if (prepared) return a < b ? -1 : a > b ? 1 : 0;
  return vietnameseOrder.compare(String(a), String(b));
}
