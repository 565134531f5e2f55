// One item to the server, and what became of it. Nothing counts as sent unless the server says so with
// the item's own number: a page of a hotel's network answers everything with 200.
const SECONDS = 120;

export async function askState(address) {
  let answer;
  try {
    answer = await fetch(address, {
      headers: { Accept: "application/json" }, credentials: "same-origin", cache: "no-store",
      redirect: "manual", signal: AbortSignal.timeout?.(20_000),
    });
  } catch {
    return { kind: "offline" };
  }
  if (answer.status === 401) return { kind: "login" };
  const body = await answer.json().catch(() => null);
  if (answer.status === 403) return { kind: "refused", sentence: body?.detail || "" };
  if (!answer.ok || !body?.csrf) return { kind: "offline" };
  return { kind: "ok", ...body };
}

function bodyOf(item) {
  const body = new FormData();
  for (const [name, value] of item.fields) body.append(name, value);
  for (const photo of item.photos) {
    body.append(photo.field, new Blob([photo.bytes], { type: photo.type }), photo.name);
  }
  body.set("client_uuid", item.uuid);
  body.set("device_now", String(Date.now()));
  return body;
}

export async function send(item, state, onProgress = () => {}) {
  const headers = { Accept: "application/json", "X-CSRFToken": state.csrf };
  try {
    // Only a page can tell how far an upload is; the worker has fetch alone.
    const [status, text, after] = typeof XMLHttpRequest === "undefined"
      ? await byFetch(item, headers) : await byRequest(item, headers, onProgress);
    return judge(item, status, text, after);
  } catch {
    return { kind: "offline" };
  }
}

async function byFetch(item, headers) {
  const answer = await fetch(item.url, {
    method: "POST", body: bodyOf(item), headers, credentials: "same-origin", redirect: "manual",
    signal: AbortSignal.timeout?.(SECONDS * 1000),
  });
  return [answer.status, await answer.text(), answer.headers.get("Retry-After")];
}

function byRequest(item, headers, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", item.url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.timeout = SECONDS * 1000;
    request.upload.onprogress = (event) => event.total && onProgress(event.loaded / event.total);
    request.onload = () => resolve([request.status, request.responseText, request.getResponseHeader("Retry-After")]);
    request.onerror = request.ontimeout = request.onabort = reject;
    request.send(bodyOf(item));
  });
}

function judge(item, status, text, after) {
  let body = null;
  try { body = JSON.parse(text); } catch { body = null; }
  if (status >= 200 && status < 300) {
    return body?.client_uuid === item.uuid ? { kind: "sent", ...body } : { kind: "offline" };
  }
  if (status === 401) return { kind: "login" };
  if (status === 413) return { kind: "refused", status, sentence: body?.detail || "照片太大，服务器不收。请删去几张再报。" };
  if (!body) return { kind: status >= 400 ? "broken" : "offline" };
  if (status === 429) return { kind: "later", seconds: Number(after) || 60, sentence: body.detail };
  if (status === 400) return { kind: "invalid", sentence: body.detail, errors: body.errors || [] };
  if ([403, 404, 409].includes(status)) return { kind: "refused", status, sentence: body.detail };
  return { kind: "broken", sentence: body.detail };
}
