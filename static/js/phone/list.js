// The page of what is still on the phone: each item with its state, and what was sent lately.
import * as queue from "./queue.js";
import * as store from "./store.js";
import { thumbnail } from "./photos.js";

const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};
// As the server writes it, whatever zone the phone is set to.
const format = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const clock = { format: (moment) => format.format(moment).replace("/", "-") };

export class QueueList {
  constructor(root) {
    this.waiting = root.querySelector("[data-waiting]");
    this.sent = root.querySelector("[data-sent]");
    this.status = root.querySelector("[data-status]");
    root.querySelector("[data-send-all]").addEventListener("click", () => this.sendAll());
    queue.listen((news) => this.hear(news));
    this.draw();
  }

  async sendAll() {
    this.status.textContent = "正在上报……";
    const stopped = await queue.flush({ all: true });
    const stuck = (await queue.list()).filter((item) => item.status !== "waiting").length;
    this.status.textContent = {
      "": stuck ? `${stuck} 件没有报成，请看上面写的原因。` : "已处理完。", busy: "正在依次上报。", offline: "没有网络，有网络时自动上报。", login: "登录已过期，请重新登录，内容都在。",
      later: "上报太频繁，稍后自动上报。", refused: "您的账号现在不能使用网格员手机页面。",
    }[stopped] ?? "";
    this.draw();
  }

  hear(news) {
    if (news.kind === "sending") {
      const bar = document.getElementById(`bar-${news.uuid}`);
      if (bar) { bar.hidden = false; bar.value = news.share; }
      return;
    }
    if (news.kind !== "state") this.draw();
  }

  async draw() {
    const turn = (this.turn = (this.turn || 0) + 1);
    const [items, log, user] = await Promise.all([queue.list(), queue.log(), store.get("facts", "user")]);
    const rows = await Promise.all(items.map((item) => row(item, user)));
    if (turn !== this.turn) return; // a later drawing has begun
    this.waiting.replaceChildren(...(rows.length ? rows : [make("li", { className: "muted", textContent: "手机上没有未上报的内容。" })]));
    this.sent.replaceChildren(...log.map(done));
    this.sent.closest("section").hidden = !log.length;
  }
}

function words(item, user) {
  if (user && item.owner && item.owner !== user.key) return ["neutral", `${item.ownerName}登记的，等${item.ownerName}登录后上报`];
  if (item.status === "refused") return ["danger", `没有报成：${item.sentence}`];
  if (item.status === "invalid") return ["danger", item.errors.map(({ message }) => message).join("；") || item.sentence || "内容需要修改"];
  return ["info", item.sentence || (item.tries ? `等待网络，已试 ${item.tries} 次` : "等待上报")];
}

async function row(item, user) {
  const [tone, sentence] = words(item, user);
  const bar = make("progress", { id: `bar-${item.uuid}`, max: 1, value: 0, hidden: true });
  bar.setAttribute("aria-label", `${item.title}的上报进度`);
  const text = item.fields.filter(([name, value]) => value && ["body", "note"].includes(name)).map(([, value]) => value).join(" ");
  const shots = make("div", { className: "shots" }, ...(await Promise.all(item.photos.map((photo, n) => thumbnail(photo, `第 ${n + 1} 张照片`)))));
  const edit = make("a", { className: "button secondary", href: `${item.page}?queued=${item.uuid}`, textContent: "打开修改" });
  const drop = make("button", { type: "button", className: "button danger", textContent: "删除" });
  drop.addEventListener("click", () => { if (confirm(`删除后不能恢复：${item.title}`)) queue.drop(item.uuid); });
  const again = make("button", { type: "button", className: "button secondary", textContent: "再报一次" });
  again.addEventListener("click", () => queue.again(item.uuid));
  const isMine = !user || !item.owner || item.owner === user.key;
  const actions = make("p", { className: "form-actions" }, ...(isMine ? (item.status === "waiting" ? [edit, drop] : [edit, again, drop]) : []));
  const element = make(
    "li", {},
    make("strong", { textContent: item.title }),
    make("p", { className: "muted", textContent: clock.format(item.createdAt) }),
    make("p", { className: `queue-state tone-${tone}`, textContent: sentence }),
    bar, text ? make("p", { textContent: text }) : "", item.photos.length ? shots : "", actions,
  );
  element.dataset.uuid = item.uuid;
  return element;
}

function done(entry) {
  const title = entry.link ? make("a", { href: entry.link, textContent: entry.title }) : make("span", { textContent: entry.title });
  return make("li", {}, title, make("p", { className: "muted", textContent: `${clock.format(entry.at)}　${entry.message}` }));
}
