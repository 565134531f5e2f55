// The class of an event: by a search in what the page holds, or one of the last used.
import * as store from "./store.js";

const RECENT = 6, SHOWN = 12;

export class Classes {
  constructor(select) {
    this.select = select;
    this.options = [...select.options].filter((option) => option.value).map((option) => ({
      value: option.value, label: option.textContent.trim(), group: option.parentElement.label || "",
    }));
    this.isRequired = select.required;
    select.required = false; // said by us, beside the search
    this.build();
    select.hidden = true;
    select.addEventListener("change", () => this.show());
    this.show();
  }

  build() {
    this.box = document.createElement("div");
    this.box.className = "picker";
    this.chosen = Object.assign(document.createElement("p"), { className: "picked" });
    this.chosen.setAttribute("role", "status");
    this.search = Object.assign(document.createElement("input"), {
      type: "search", id: `${this.select.id}_search`, autocomplete: "off", placeholder: "如：井盖、垃圾、路灯",
    });
    document.querySelector(`label[for="${this.select.id}"]`)?.setAttribute("for", this.search.id);
    this.found = Object.assign(document.createElement("div"), { className: "found" });
    this.search.addEventListener("input", () => this.look());
    this.search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // Enter in a search is no report
      this.found.querySelector("button")?.focus();
    });
    this.box.append(this.chosen, this.search, this.found);
    this.select.after(this.box);
  }

  get isMissing() { return this.isRequired && !this.select.value; }

  async look() {
    const needles = this.search.value.trim().split(/\s+/).filter(Boolean);
    if (!needles.length) { this.offer(await this.recent(), "最近用过"); return; }
    const all = this.options.filter(({ label, group }) => needles.every((needle) => `${group}${label}`.includes(needle)));
    // A name that begins with the word before one that merely holds it, and the plain name before the special.
    const rank = ({ label }) => (label.startsWith(needles[0]) ? 0 : label.includes(needles[0]) ? 1 : 2);
    const sorted = all.map((one, at) => [rank(one), at, one]).sort((a, b) => a[0] - b[0] || a[2].label.length - b[2].label.length || a[1] - b[1]).map((row) => row[2]);
    this.offer(sorted.slice(0, SHOWN), sorted.length > SHOWN ? `共 ${sorted.length} 项，请再输几个字` : sorted.length ? "" : "没有找到，请换一个词");
  }

  async recent() {
    const values = (await store.get("facts", "classes").catch(() => null)) || [];
    return values.map((value) => this.options.find((option) => option.value === value)).filter(Boolean);
  }

  offer(options, words) {
    const buttons = options.map((option) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button secondary", textContent: option.label });
      if (option.group) button.append(Object.assign(document.createElement("small"), { textContent: option.group }));
      button.addEventListener("click", () => this.choose(option));
      return button;
    });
    const head = words && (options.length || this.search.value) ? [Object.assign(document.createElement("p"), { className: "hint", textContent: words })] : [];
    this.found.replaceChildren(...head, ...buttons);
  }

  choose(option) {
    this.select.value = option.value;
    this.search.value = "";
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
    this.search.focus();
  }

  show() {
    const option = this.options.find(({ value }) => value === this.select.value);
    this.chosen.textContent = option ? `已选：${option.label}` : "";
    this.look();
  }

  async remember() {
    if (!this.select.value) return;
    const values = (await store.get("facts", "classes").catch(() => null)) || [];
    await store.put("facts", [this.select.value, ...values.filter((value) => value !== this.select.value)].slice(0, RECENT), "classes");
  }
}
