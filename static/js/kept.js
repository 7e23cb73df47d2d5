// Text that has not reached the server, sealed in the browser's own store. The key comes with the page and is never
// stored, so that on a shared device nobody reads it but its author, signed in.
const keptText = (function () {
  "use strict";
  if (!globalThis.isSecureContext || !globalThis.indexedDB) { return null; }
  const opened = () => new Promise((done, broken) => {
    const asked = indexedDB.open("setwright", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("drafts", { keyPath: "item" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => broken(asked.error);
  });
  const inStore = async (mode, use) => {
    const base = await opened();
    try {
      return await new Promise((done, broken) => {
        const change = base.transaction("drafts", mode);
        const asked = use(change.objectStore("drafts"));
        change.oncomplete = () => done(asked.result);
        change.onabort = change.onerror = () => broken(change.error);
      });
    } finally { base.close(); }
  };
  const key = (text) => crypto.subtle.importKey("raw", Uint8Array.from(atob(text), (c) => c.charCodeAt(0)), "AES-GCM", false, ["encrypt", "decrypt"]);
  return {
    async put(item, secret, record) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(record));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(secret), plain);
      await inStore("readwrite", (store) => store.put({ item, iv, sealed }));
    },
    async get(item, secret) {
      const found = await inStore("readonly", (store) => store.get(item));
      if (!found) { return null; }
      try {
        const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: found.iv }, await key(secret), found.sealed);
        return JSON.parse(new TextDecoder().decode(plain));
      } catch { return null; }
    },
    remove: (item) => inStore("readwrite", (store) => store.delete(item)),
  };
})();

// Sends a form whose first sending was held up, once its text lies on the device, or after two seconds. Not at once: as
// long as the browser still announces the first sending it ignores a second.
function sendOnceKept(form, button, keeping) {
  "use strict";
  const late = new Promise((done) => { setTimeout(done, 2000); });
  Promise.race([keeping, late]).then(() => setTimeout(() => form.requestSubmit(button)));
}
