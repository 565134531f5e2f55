// Starts what a page of the phone needs: worker, queue, forms. Every page works without this file.
import * as queue from "./queue.js";
import * as store from "./store.js";
import { PhoneForm } from "./form.js";
import { QueueList } from "./list.js";

const EVERY = 30_000;
const FRESH = 600_000; // kept pages are fetched anew after this long
const CLOCK_MINUTES = Number(document.body.dataset.clockMinutes);

function registerWorker() {
  navigator.serviceWorker?.register("/grids/m/sw.js", { type: "module", scope: "/grids/m/" }).catch(() => null); // then without it
}

// Pages that must open in a basement are fetched while there is a network.
async function warm({ now = false } = {}) {
  if (!document.querySelector(".phone-nav")) return; // not logged in: every page leads to the login
  const last = (await store.get("facts", "warmed").catch(() => 0)) || 0;
  const age = Date.now() - last;
  const worker = (await navigator.serviceWorker?.getRegistration())?.active; // the first time it fetches them itself
  if (!worker || (!now && age >= 0 && age < FRESH)) return;
  await store.put("facts", Date.now(), "warmed").catch(() => null);
  worker.postMessage({ kind: "warm" });
}

async function count() {
  const [items, user] = await Promise.all([queue.list(), store.get("facts", "user")]).catch(() => [[], null]);
  document.querySelectorAll("[data-queue-count]").forEach((element) => {
    element.hidden = !items.length;
    element.firstChild.textContent = String(items.length);
  });
  mark(items);
  document.querySelectorAll("[data-queue-banner]").forEach((element) => {
    const stuck = items.filter((item) => item.status !== "waiting" && (!user || item.owner === user.key)).length;
    element.hidden = !items.length;
    element.querySelector("[data-words]").textContent = `手机上还有 ${items.length} 件未上报${stuck ? `，其中 ${stuck} 件需要您处理` : ""}`;
  });
}

// A task that is filled in and waits on the phone says so, in the list and on its own page.
function mark(items) {
  document.querySelectorAll("[data-filled]").forEach((element) => element.remove());
  for (const { url, title } of items) {
    const task = new URL(url, location.origin).pathname.match(/^\/grids\/m\/tasks\/\d+\//)?.[0];
    const said = () => Object.assign(document.createElement("p"), { className: "queue-state tone-info", textContent: `已填写，等待上报：${title.split("：")[0]}` });
    const places = task ? [...document.querySelectorAll(`.tasks a[href="${task}"]`)] : [];
    if (task === location.pathname) places.push(document.querySelector(".phone-head"));
    for (const place of places) {
      const words = said();
      words.dataset.filled = "";
      if (place.matches("a")) place.after(words);
      else document.getElementById("main").prepend(words);
    }
  }
}

async function clockIsWrong() {
  const offset = await store.get("facts", "offset").catch(() => 0);
  const minutes = Math.round((offset || 0) / 60_000);
  document.querySelectorAll("[data-clock]").forEach((element) => {
    element.hidden = Math.abs(minutes) < CLOCK_MINUTES;
    const words = `手机时间比标准时间${minutes > 0 ? "慢" : "快"} ${long(Math.abs(minutes))}，请在系统设置中校准。上报时按标准时间登记。`;
    element.querySelector("[data-words]").textContent = words;
  });
}

function long(minutes) {
  if (minutes < 120) return `${minutes} 分钟`;
  return minutes < 2880 ? `${Math.round(minutes / 60)} 小时` : `${Math.round(minutes / 1440)} 天`;
}

async function spaceIsLow() {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => null)) || {};
  document.querySelectorAll("[data-space]").forEach((element) => { element.hidden = !quota || quota - usage > 20_000_000; });
}

function network() {
  document.querySelectorAll("[data-offline]").forEach((element) => { element.hidden = navigator.onLine; });
}

function login(state) {
  document.querySelectorAll("[data-login]").forEach((element) => { element.hidden = state !== "login"; });
}

let timer;
function work() {
  clearTimeout(timer);
  queue.flush().catch(() => null).finally(() => { timer = setTimeout(work, EVERY); });
}

queue.listen((news) => {
  if (news.kind === "state") { login(news.state); clockIsWrong(); }
  if (["sent", "newcomer"].includes(news.kind)) warm({ now: true });
  if (news.kind !== "sending") count();
});

async function start() {
  registerWorker();
  network();
  document.querySelectorAll("[data-phone-form]").forEach((form) => new PhoneForm(form));
  document.querySelectorAll("[data-queue]").forEach((root) => new QueueList(root));
  document.querySelectorAll("[data-forget]").forEach((form) => form.addEventListener("submit", forget));
  count();
  spaceIsLow();
  navigator.storage?.persist?.();
  warm();
  work();
}

// Logged out by hand: the pages go from the phone, what was not sent stays.
function forget() {
  navigator.serviceWorker?.controller?.postMessage({ kind: "forget" });
}

window.addEventListener("online", () => { network(); work(); });
window.addEventListener("offline", network);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) queue.handOver().catch(() => null);
  else work();
});
start();
