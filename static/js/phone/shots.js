// The photos of a form: taken, shrunk, shown, taken off again. Without this file the plain inputs are sent.
import { shrink, thumbnail } from "./photos.js";

export class Shots {
  constructor(root, onChange) {
    this.root = root;
    this.field = root.dataset.photos;
    this.limit = Number(root.dataset.limit);
    this.max = Number(root.dataset.max);
    this.list = root.querySelector("[data-shots]");
    this.said = root.querySelector("[data-said]");
    this.photos = [];
    this.onChange = onChange;
    root.querySelectorAll("input").forEach((input) => input.classList.add("visually-hidden")); // their labels are buttons
    root.addEventListener("change", (event) => this.taken(event.target));
  }

  get isMissing() { return "required" in this.root.dataset && !this.photos.length; }

  say(sentence) { this.said.textContent = sentence; }

  async taken(input) {
    if (input.type !== "file" || !input.files.length) return;
    const files = [...input.files];
    input.value = ""; // what is sent is the shrunk photo
    this.say("正在处理照片……");
    for (const file of files) {
      if (this.photos.length >= this.max) { this.say(`最多 ${this.max} 张。`); return; }
      const photo = { field: this.field, ...(await shrink(file, this.limit)) };
      this.photos.push(photo);
      await this.show(photo);
    }
    this.say(`已有 ${this.photos.length} 张`);
    this.onChange({ taken: true });
  }

  async restore(photos) {
    for (const photo of photos.filter((one) => one.field === this.field)) {
      this.photos.push(photo);
      await this.show(photo);
    }
    if (this.photos.length) this.say(`已有 ${this.photos.length} 张`);
  }

  async show(photo) {
    const item = document.createElement("li");
    const number = this.photos.indexOf(photo) + 1;
    const remove = Object.assign(document.createElement("button"), { type: "button", className: "button danger", textContent: "删去" });
    remove.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: `第 ${number} 张照片` }));
    remove.addEventListener("click", () => {
      this.photos.splice(this.photos.indexOf(photo), 1);
      item.remove();
      this.say(this.photos.length ? `已有 ${this.photos.length} 张` : "");
      this.onChange({ taken: false });
    });
    const size = Object.assign(document.createElement("span"), { textContent: `${Math.ceil(photo.bytes.byteLength / 1024)} KB` });
    item.append(await thumbnail(photo, `第 ${number} 张照片`), size, remove);
    this.list.append(item);
  }

  clear() {
    this.photos = [];
    this.list.replaceChildren();
    this.say("");
  }
}
