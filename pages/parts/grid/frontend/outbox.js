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

function createOutbox({ storageKey, deliver, storageFailed }) {
  let queue = load();
  let sentAt = 0;
  let sentLast = null;
  let sendTimer = null;
  let retryTimer = null;
  let retryDelay = FIRST_RETRY;
  const byCell = new Map();
  const byLine = new Map();
  index();

  function load() {
    try {
      const stored = JSON.parse(sessionStorage.getItem(storageKey) || "[]");
      return Array.isArray(stored) ? stored : [];
    } catch (error) {
      return [];
    }
  }

  function keep() {
    try {
      if (queue.length) sessionStorage.setItem(storageKey, JSON.stringify(queue));
      else sessionStorage.removeItem(storageKey);
    } catch (error) {
      storageFailed();
    }
  }

  function index() {
    byCell.clear();
    byLine.clear();
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
    deliver(queue);
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
      for (const given of operations) {
        const earlier = byLine.get(given.line);
        queue.push({ op: newIdentifier(), action, follows: earlier ? earlier.op : null, ...given });
      }
      index();
      keep();
      send();
    },
    // Drops everything up to and including the operation answered last; gives back what was dropped.
    settle(through) {
      const last = queue.findIndex((operation) => operation.op === through);
      if (last < 0) return [];
      const settled = queue.slice(0, last + 1);
      queue = queue.slice(last + 1);
      if (settled.some((operation) => operation.op === sentLast)) sentLast = null;
      retryDelay = FIRST_RETRY;
      index();
      keep();
      scheduleRetry();
      if (sendTimer !== null && sentLast === null) sendNow();
      return settled;
    },
    pending: (line, field) => byCell.get(cellKey(line, field)),
    size: () => queue.length,
    resend: () => sendNow(),
    waiting: () => queue.length > 0 && retryDelay > FIRST_RETRY,
    stop() {
      clearTimeout(sendTimer);
      clearTimeout(retryTimer);
    },
  };
}
