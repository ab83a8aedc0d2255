// What this browser keeps for a person: answers of the server for times without network ("answers"), and changes that
// the server has not acknowledged ("drafts"). Keys are lists of texts that begin with the person's id; values are texts.

let opening;

function database() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("baocao", 1);
    request.onupgradeneeded = () => {
      for (const store of ["answers", "drafts"]) request.result.createObjectStore(store);
    };
    request.onsuccess = () => {
      // A newer program in another tab may want another layout; the next call opens anew.
      request.result.onversionchange = () => {
        request.result.close();
        opening = undefined;
      };
      request.result.onclose = () => (opening = undefined);
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  opening.catch(() => (opening = undefined));
  return opening;
}

async function within(store, mode, act) {
  const open = await database();
  return new Promise((resolve, reject) => {
    // A draft is on the disk before it counts as kept; an answer can be read again.
    const durability = store === "drafts" ? "strict" : "relaxed";
    const transaction = open.transaction(store, mode, { durability });
    const request = act(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
  });
}

// All keys that begin with these parts; a list sorts behind every text.
const below = (prefix) => IDBKeyRange.bound(prefix, [...prefix, []]);

export const keep = (store, key, text) => within(store, "readwrite", (items) => items.put(text, key));

export const recall = (store, key) => within(store, "readonly", (items) => items.get(key));

export const remove = (store, key) => within(store, "readwrite", (items) => items.delete(key));

// Puts and removes in one go: it is all there afterwards, or nothing of it. Keys are joined by line breaks; what is removed
// is removed with everything below it, before anything is put.
export const change = (store, removed, put) =>
  within(store, "readwrite", (items) => {
    for (const key of removed) items.delete(below(key.split("\n")));
    for (let ix = 0; ix < put.length; ix += 2) items.put(put[ix + 1], put[ix].split("\n"));
    // Without waiting for the requests: a page that is being left does not live to see them answered.
    items.transaction.commit?.();
  });

// Removes an entry and these others, if it still is as it was read: another tab may have written it meanwhile.
export const removeUnchanged = (store, key, text, others) =>
  within(store, "readwrite", (items) => {
    items.get(key).onsuccess = ({ target }) => {
      if (target.result !== text) return;
      items.delete(key);
      for (const other of others) items.delete(below(other.split("\n")));
    };
  });

// The entries below a prefix as [key, text, key, text …]; a key's parts are joined by line breaks.
export async function list(store, prefix) {
  const found = [];
  await within(store, "readonly", (items) => {
    items.openCursor(below(prefix)).onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      found.push(cursor.key.join("\n"), cursor.value);
      cursor.continue();
    };
  });
  return found;
}

export const clear = (store, prefix) => within(store, "readwrite", (items) => items.delete(below(prefix)));

// Removes everything that is not this person's.
export const clearOthers = (store, person) =>
  within(store, "readwrite", (items) => {
    items.delete(IDBKeyRange.upperBound([person], true));
    items.delete(IDBKeyRange.lowerBound([person, []], true));
  });

// The worker that opens the application without network. Browsers have it on secure addresses only.
export async function work() {
  if (!navigator.serviceWorker) return false;
  await navigator.serviceWorker.register("/sw.js");
  return true;
}
