// What the phone keeps: things to be sent, drafts of forms, a few facts. All of it in IndexedDB.
const NAME = "grid-worker";
let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("items", { keyPath: "uuid" });
      request.result.createObjectStore("drafts", { keyPath: "page" });
      request.result.createObjectStore("facts");
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => { request.result.close(); opened = undefined; };
      request.result.onclose = () => { opened = undefined; };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  opened.catch(() => { opened = undefined; });
  return opened;
}

// Resolves when the data is on the disk, not when it is on its way there.
async function run(name, mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode, { durability: "strict" });
    const request = act(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error || request.error);
  });
}

export const put = (name, value, key) => run(name, "readwrite", (store) => store.put(value, key));
export const get = (name, key) => run(name, "readonly", (store) => store.get(key));
export const all = (name) => run(name, "readonly", (store) => store.getAll());
export const remove = (name, key) => run(name, "readwrite", (store) => store.delete(key));

// For what may be missing on a full phone: it must still send what it has.
export const note = (name, value, key) => put(name, value, key).catch((error) => { if (!isFull(error)) throw error; });

export const isFull = (error) => error?.name === "QuotaExceededError" || /quota|disk|full/i.test(error?.message || "");

// Not crypto.randomUUID: a page tried at http://192.168… has none.
export function newNumber() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte, at) => ([4, 6, 8, 10].includes(at) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
}
