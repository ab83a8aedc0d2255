// Opens the application without network. The build puts in the version and the files; a new build is a new worker with a
// cache of its own, and the caches of older ones go. Only files of the build are kept here, never an answer of the API.
const CACHE = "baocao-VERSION";
const FILES = [];

self.addEventListener("install", (event) => {
  // What is never kept here goes past this worker where the browser knows how: it need not be woken for every call.
  const past = (pathname) => ({ condition: { urlPattern: new URLPattern({ pathname }) }, source: "network" });
  event.addRoutes?.([past("/api/*"), past("/health/*")]).catch(() => {});
  // Files with a hash in their name have just been fetched by the page and come from the browser's own cache.
  const fetched = FILES.map((file) => new Request(file, { cache: file.startsWith("/assets/") ? "default" : "no-cache" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fetched)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("baocao-") && name !== CACHE;
  const removed = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(removed.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/api/") || pathname.startsWith("/health/")) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (FILES.includes(pathname)) event.respondWith(file(pathname, request));
});

// The page names the files of its build: the newest one where there is network, the kept one where there is none.
async function page(request) {
  try {
    const answer = await fetch(request);
    // Somebody answers for a server that is away.
    if (answer.status < 502 || answer.status > 504) return answer;
    return (await kept("/index.html")) ?? answer;
  } catch (error) {
    const answer = await kept("/index.html");
    if (!answer) throw error;
    return answer;
  }
}

async function file(pathname, request) {
  return (await kept(pathname)) ?? fetch(request);
}

async function kept(pathname) {
  const cache = await caches.open(CACHE);
  return cache.match(pathname, { ignoreVary: true });
}
