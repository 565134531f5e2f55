// What a form tells: what is missing, that it is saved, how far the upload is, how it ended.
import { listen } from "./queue.js";

const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

const SENTENCES = {
  offline: "没有网络。内容已存在手机上，有网络时自动上报，可以关掉页面。",
  login: "登录已过期。内容已存在手机上，重新登录后自动上报。",
  later: "上报太频繁，内容已存在手机上，稍后自动上报。",
  broken: "服务器暂时出错。内容已存在手机上，稍后自动上报。",
  busy: "内容已存在手机上，正在依次上报。",
};

export class Outcome {
  constructor(form) {
    this.form = form;
    this.head = make("div", { tabIndex: -1 });
    form.before(this.head);
    listen((news) => this.hear(news));
  }

  show(className, ...children) {
    this.head.className = className;
    this.head.setAttribute("role", "alert");
    this.head.replaceChildren(...children);
    this.head.scrollIntoView({ block: "start" });
    this.head.focus({ preventScroll: true });
  }

  problems(found) {
    if (!found.length) { this.head.replaceChildren(); this.head.className = ""; return; }
    const list = make("ul");
    for (const { target, sentence } of found) {
      const link = make("a", { href: `#${target}`, textContent: sentence });
      link.addEventListener("click", (event) => { event.preventDefault(); document.getElementById(target)?.focus(); });
      list.append(make("li", {}, target ? link : sentence));
    }
    this.show("error-summary", make("h2", { textContent: `有 ${found.length} 处需要改正` }), list);
  }

  errors(errors) {
    this.problems(errors.map(({ field, message }) => ({ target: field ? `id_${field}` : "", sentence: message })));
  }

  restored(item, forget) {
    const sentence = item ? item.sentence || "这是还没有上报的内容，可以修改后再报。" : "上次没有写完的内容已恢复。";
    const clear = make("button", { type: "button", className: "button link", textContent: "清空重写" });
    clear.addEventListener("click", forget);
    this.show("notice tone-info", make("p", { textContent: sentence }), ...(item ? [] : [clear]));
  }

  unsaved(isFull, direct) {
    const why = isFull ? "手机存储空间不足" : "手机不能保存内容（可能是无痕浏览）";
    const words = `${why}，内容没有存下来。请不要关闭本页：有网络时直接上报，或处理后再提交。`;
    const button = make("button", { type: "button", className: "button", textContent: "现在直接上报" });
    button.addEventListener("click", direct);
    this.show("notice tone-danger", make("p", { textContent: words }), button);
  }

  lowSpace() {
    if (this.head.textContent) return;
    this.head.className = "notice tone-warning";
    this.head.replaceChildren(make("p", { textContent: "手机存储空间不足，草稿没有存下来。写完请直接提交，不要关闭本页。" }));
  }

  going() {
    this.show("notice tone-info", make("p", { textContent: "正在直接上报，请不要关闭本页……" }));
  }

  answered(outcome, retry) {
    if (outcome.kind === "sent") { this.finish(outcome.message, outcome.link); return; }
    if (outcome.kind === "invalid") { this.errors(outcome.errors); return; }
    const words = outcome.sentence || { login: "登录已过期，请在另一页面登录后再试。" }[outcome.kind] || "没有发出去，请检查网络后再试。";
    const button = make("button", { type: "button", className: "button", textContent: "再试一次" });
    button.addEventListener("click", retry);
    this.show("notice tone-danger", make("p", { textContent: words }), button);
  }

  saved(item) {
    this.item = item;
    this.form.hidden = true;
    this.bar = make("progress", { max: 1, value: 0 });
    this.bar.setAttribute("aria-label", "上报进度");
    this.words = make("p", { textContent: "内容已存在手机上，正在上报……" });
    this.show("notice tone-info", this.words, this.bar, this.ways());
  }

  ways(link) {
    const ways = make("p", { className: "form-actions" });
    if (link) ways.append(make("a", { className: "button", href: link, textContent: "查看" }));
    const next = this.form.dataset.again ? make("a", { className: "button secondary", href: this.form.dataset.again, textContent: "再记一件" }) : "";
    ways.append(next, make("a", { className: "button secondary", href: "/grids/m/", textContent: "回到今天" }));
    return ways;
  }

  finish(message, link) {
    this.form.hidden = true;
    this.show("notice tone-success", make("p", { textContent: message }), this.ways(link));
  }

  hear(news) {
    if (!this.item) return;
    if (news.kind === "sending" && news.uuid === this.item.uuid) this.bar.value = news.share;
    if (news.kind === "sent" && news.uuid === this.item.uuid) { this.finish(news.message, news.link); this.item = null; }
    if (news.kind === "kept" && news.uuid === this.item.uuid) this.stay(news.outcome);
    if (news.kind === "state" && news.state !== "ok") this.stay(news.state);
  }

  stay(outcome) {
    const list = make("a", { className: "button", href: "/grids/m/queue/", textContent: "去看原因" });
    if (["invalid", "refused"].includes(outcome)) {
      this.show("notice tone-danger", make("p", { textContent: "没有报成，内容仍在手机上。" }), list);
      return;
    }
    this.bar.hidden = true;
    this.words.textContent = SENTENCES[outcome] || SENTENCES.broken;
  }
}
