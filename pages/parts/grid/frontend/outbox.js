// The outbox: every edit stays here, and in sessionStorage, until the server has answered it. What is sent is always the whole of
// it, so that a message lost or overtaken on the way loses nothing; the server takes each operation once by its id.
const QUICKEST_RESEND = 250; // ms between two sends while an answer is awaited
const FIRST_RETRY = 8000;
const SLOWEST_RETRY = 60000;

function newIdentifier() {
  // crypto.randomUUID is missing on plain http, where many offices will open this.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function cellKey(line, field) {
  return `${line}\u0000${field}`;
}

function heldKey(storageKey) {
  return `${storageKey}|held`;
}

function createOutbox({ storageKey, deliver, storageFailed }) {
  let queue = load(storageKey);
  // Operations the server has answered with a question: nothing of them is saved, and they stay here until the person has decided.
  let held = load(heldKey(storageKey));
  let sentAt = 0;
  let sentLast = null;
  let sendTimer = null;
  let retryTimer = null;
  let retryDelay = FIRST_RETRY;
  const byCell = new Map();
  const byLine = new Map();
  const heldByCell = new Map();
  index();

  function load(key) {
    try {
      const stored = JSON.parse(sessionStorage.getItem(key) || "[]");
      return Array.isArray(stored) ? stored : [];
    } catch (error) {
      return [];
    }
  }

  function keep() {
    try {
      for (const [key, operations] of [[storageKey, queue], [heldKey(storageKey), held]]) {
        if (operations.length) sessionStorage.setItem(key, JSON.stringify(operations));
        else sessionStorage.removeItem(key);
      }
    } catch (error) {
      storageFailed();
    }
  }

  function index() {
    byCell.clear();
    byLine.clear();
    heldByCell.clear();
    for (const operation of held) heldByCell.set(cellKey(operation.line, operation.field), operation);
    for (const operation of queue) {
      if (operation.kind !== "set") continue;
      byCell.set(cellKey(operation.line, operation.field), operation);
      byLine.set(operation.line, operation);
    }
  }

  function sendNow() {
    clearTimeout(sendTimer);
    sendTimer = null;
    sentAt = Date.now();
    sentLast = queue.length ? queue[queue.length - 1].op : null;
    deliver([...held, ...queue]);
    scheduleRetry();
  }

  function send() {
    const wait = sentLast === null ? 0 : sentAt + QUICKEST_RESEND - Date.now();
    if (wait <= 0) sendNow();
    else if (sendTimer === null) sendTimer = setTimeout(sendNow, wait);
  }

  function scheduleRetry() {
    clearTimeout(retryTimer);
    retryTimer = queue.length ? setTimeout(retry, retryDelay) : null;
  }

  function retry() {
    retryDelay = Math.min(retryDelay * 2, SLOWEST_RETRY);
    sendNow();
  }

  return {
    // Operations of one act; each is {kind, line, field, text, seen}.
    enqueue(operations) {
      const action = newIdentifier();
      const newest = [...queue].reverse().find((operation) => operation.kind === "set");
      for (const given of operations) {
        const earlier = given.kind === "set" ? byLine.get(given.line) : newest;
        queue.push({ op: newIdentifier(), action, follows: earlier ? earlier.op : null, ...given });
      }
      index();
      keep();
      send();
    },
    // Drops everything up to and including the operation answered last, and what was held and is decided; gives back what was dropped.
    // What the server holds is laid aside and not given back.
    settle(through, heldNow, decided) {
      const last = queue.findIndex((operation) => operation.op === through);
      const released = held.filter((operation) => decided.includes(operation.op));
      if (last < 0 && !released.length) return [];
      const answered = queue.slice(0, last + 1);
      const settled = [...released, ...answered.filter((operation) => !heldNow.includes(operation.op))];
      held = [...held.filter((operation) => !released.includes(operation)), ...answered.filter((operation) => heldNow.includes(operation.op))];
      queue = queue.slice(last + 1);
      if (answered.some((operation) => operation.op === sentLast)) sentLast = null;
      retryDelay = FIRST_RETRY;
      index();
      keep();
      scheduleRetry();
      if (sendTimer !== null && sentLast === null) sendNow();
      return settled;
    },
    pending: (line, field) => byCell.get(cellKey(line, field)),
    held: (line, field) => heldByCell.get(cellKey(line, field)),
    heldLines: () => held.map((operation) => operation.line),
    heldSize: () => held.length,
    size: () => queue.length,
    resend: () => sendNow(),
    waiting: () => queue.length > 0 && retryDelay > FIRST_RETRY,
    stop() {
      clearTimeout(sendTimer);
      clearTimeout(retryTimer);
    },
  };
}
