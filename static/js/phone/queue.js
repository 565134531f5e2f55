// The queue: what is saved on the phone goes out by itself, one after another, each exactly once. The
// server knows an item by its number, so sending one again does no harm; losing one would.
import * as store from "./store.js";
import { askState, send } from "./transport.js";

const WAITS = [5, 15, 60, 300, 900]; // seconds between tries
const LOGGED = 20;
export const STATE = "/grids/m/state/";
// On some phones the worker lives on while the page sleeps; they tell each other.
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("grid-worker");
const listeners = new Set();
if (channel) channel.onmessage = (event) => listeners.forEach((listen) => listen(event.data));

export const listen = (listener) => listeners.add(listener);

function tell(news) {
  listeners.forEach((listen) => listen(news));
  channel?.postMessage(news);
}

export async function list() {
  return (await store.all("items")).sort((a, b) => a.createdAt - b.createdAt || (a.uuid < b.uuid ? -1 : 1));
}

export const find = (uuid) => store.get("items", uuid);
export const log = async () => (await store.get("facts", "log")) || [];

export async function add(item) {
  const user = await store.get("facts", "user");
  await store.put("items", {
    createdAt: Date.now(), ...item, owner: user?.key || "", ownerName: user?.name || "",
    status: "waiting", sentence: "", errors: [], tries: 0, nextAt: 0,
  });
  tell({ kind: "changed" });
  askForSync().catch(() => null); // no background sync on this phone: the page sends when it is open
}

// Not "ready": that never comes where no worker can be had.
async function askForSync() {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register("queue");
}

export async function drop(uuid) {
  await store.remove("items", uuid);
  tell({ kind: "changed" });
}

export async function again(uuid) {
  const item = await store.get("items", uuid);
  if (item) await store.put("items", { ...item, status: "waiting", nextAt: 0 });
  return flush();
}

// Returns what stopped it: "" when nothing is left to do now. Who waits takes the turn after a page that is
// sending: should that page be closed in the middle, somebody goes on.
export function flush({ all = false, waits = false } = {}) {
  if (!navigator.locks) return flushAlone(all);
  return navigator.locks.request("grid-worker-queue", { ifAvailable: !waits }, (lock) => (lock ? flushAlone(all) : "busy"));
}

// The page goes to sleep or is closed: the browser is asked to send what is left, once there is a network.
export async function handOver() {
  if ((await list()).some(isWaiting)) await askForSync();
}

async function flushAlone(all) {
  let state = await refresh();
  if (state.kind !== "ok") return state.kind;
  let stopped = "";
  for (const { uuid } of await list()) {
    const item = await store.get("items", uuid);
    if (!item || !isWaiting(item) || !(all || isDue(item)) || !(await owned(item, state))) continue;
    tell({ kind: "sending", uuid, share: 0 });
    const sending = () => send(item, state, (share) => tell({ kind: "sending", uuid, share }));
    let outcome = await sending();
    if (outcome.status === 403) { // a login in between makes the token of the form old
      state = await refresh();
      if (state.kind !== "ok") { stopped = state.kind; break; }
      outcome = await sending();
    }
    await settle(item, outcome);
    if (["offline", "login", "later"].includes(outcome.kind)) { stopped = outcome.kind; break; }
  }
  tell({ kind: "done", stopped });
  return stopped;
}

export const isWaiting = (item) => item.status === "waiting";

// A clock that was set back must not make an item wait for a year.
const isDue = (item) => item.nextAt <= Date.now() || item.nextAt > Date.now() + WAITS.at(-1) * 1000;

// Items saved before the phone knew who uses it belong to the first who logs in.
async function owned(item, state) {
  if (!item.owner) await store.note("items", Object.assign(item, { owner: state.user.key, ownerName: state.user.name }));
  return item.owner === state.user.key;
}

export async function refresh() {
  const known = await store.get("facts", "grids").catch(() => null);
  const state = await askState(`${STATE}?known=${encodeURIComponent(known?.digest || "")}`);
  if (state.kind === "ok") {
    const before = await store.get("facts", "user").catch(() => null);
    if (before?.key !== state.user.key) tell({ kind: "newcomer" });
    await store.note("facts", state.user, "user");
    await store.note("facts", state.now - Date.now(), "offset");
    if (state.grids) await store.note("facts", state.grids, "grids");
  }
  tell({ kind: "state", state: state.kind, sentence: state.sentence || "" });
  return state;
}

async function settle(item, outcome) {
  if (outcome.kind === "sent") {
    await store.remove("items", item.uuid);
    const entry = { uuid: item.uuid, title: item.title, message: outcome.message, link: outcome.link, at: Date.now() };
    await store.note("facts", [entry, ...(await log())].slice(0, LOGGED), "log");
    tell({ kind: "sent", ...entry });
    return;
  }
  const kept = (await store.get("items", item.uuid)) || item;
  const stays = { invalid: "invalid", refused: "refused" }[outcome.kind];
  if (stays) Object.assign(kept, { status: stays, sentence: outcome.sentence || "", errors: outcome.errors || [] });
  if (["offline", "broken", "later"].includes(outcome.kind)) {
    const wait = outcome.kind === "later" ? outcome.seconds : WAITS[Math.min(kept.tries, WAITS.length - 1)];
    const sentence = outcome.kind === "offline" ? "" : outcome.sentence || "服务器暂时出错，稍后自动重试。";
    Object.assign(kept, { tries: kept.tries + 1, nextAt: Date.now() + wait * 1000, sentence });
  }
  await store.note("items", kept);
  tell({ kind: "kept", uuid: item.uuid, outcome: outcome.kind });
}
