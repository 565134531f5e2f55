// The service worker: files from the phone, pages from the network or else from the phone, and the queue
// when the network comes back while no page is open.
import { flush, isWaiting, list } from "./queue.js";
import * as store from "./store.js";

const PATIENCE = 4000; // how long a page may be awaited before the kept one is shown
const DEPTH = 3;
const isPage = (answer) => (answer.headers.get("Content-Type") || "").startsWith("text/html");

export function serve({ version, files, pages, home }) {
  const FILES = `phone-files-${version}`, PAGES = `phone-pages-${version}`;

  async function install() {
    const cache = await caches.open(FILES);
    await Promise.all(files.map(async (file) => cache.put(file, await fetch(file, { cache: "reload" }))));
    await warm(pages);
    await self.skipWaiting();
  }

  async function activate() {
    const old = (await caches.keys()).filter((name) => name.startsWith("phone-") && name !== FILES && name !== PAGES);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  }

  // A page names what should open with it (data-keep): today's page its tasks, a task its forms and photos.
  async function warm(addresses, seen = new Set(), depth = 0) {
    await Promise.allSettled(addresses.filter((address) => !seen.has(address)).map(async (address) => {
      seen.add(address);
      if (address.includes("/photo/") && (await caches.match(address, { cacheName: PAGES }))) return;
      const answer = await fetch(address, { credentials: "same-origin" });
      const isKept = await keep(address, answer);
      if (!isKept || depth >= DEPTH || !isPage(answer)) {
        await answer.body?.cancel(); // unread, it would hold its connection, and six are all there are
        return;
      }
      const named = [...(await answer.text()).matchAll(/data-keep="([^"]+)"/g)].map((match) => match[1]);
      await warm(named, seen, depth + 1);
    }));
  }

  // Only whole pages of one who is logged in: never the way to the login.
  async function keep(address, answer) {
    if (!answer.ok || answer.redirected) return false;
    const cache = await caches.open(PAGES);
    await cache.put(address, answer.clone());
    return true;
  }

  async function page(request) {
    const address = new URL(request.url).pathname;
    const kept = caches.match(address, { cacheName: PAGES });
    const fresh = fetch(request).then(async (answer) => { await keep(address, answer).catch(() => null); return answer; });
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    const first = await Promise.race([fresh.catch(() => null), late.then(() => kept)]);
    if (first) return first;
    return (await kept) || fresh.catch(async () => (await caches.match(home, { cacheName: PAGES })) || Response.error());
  }

  async function file(request) {
    return (await caches.match(request, { cacheName: FILES })) || fetch(request);
  }

  async function photo(request) {
    const kept = await caches.match(request, { cacheName: PAGES });
    if (kept) return kept;
    const answer = await fetch(request);
    await keep(request, answer).catch(() => null);
    return answer;
  }

  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("fetch", (event) => {
    const { request } = event, { origin, pathname } = new URL(request.url);
    if (request.method !== "GET" || origin !== self.location.origin) return;
    if (files.includes(pathname)) event.respondWith(file(request));
    else if (request.mode === "navigate" && pathname.startsWith(home)) event.respondWith(page(request));
    else if (request.destination === "image" && pathname.startsWith(`${home}tasks/`)) event.respondWith(photo(request));
  });
  self.addEventListener("message", (event) => {
    if (event.data.kind === "warm") event.waitUntil(warm(pages));
    if (event.data.kind === "forget") event.waitUntil(Promise.all([caches.delete(PAGES), store.remove("facts", "warmed")]));
  });
  // What fails is tried again by the browser, later; a login it cannot give.
  async function sync() {
    const stopped = await flush({ all: true, waits: true });
    const isLeft = (await list()).some(isWaiting);
    if (isLeft && !["login", "refused"].includes(stopped)) throw new Error("not everything went out yet");
  }

  self.addEventListener("sync", (event) => {
    if (event.tag === "queue") event.waitUntil(sync());
  });
}
