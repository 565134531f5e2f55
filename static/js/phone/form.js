// A form of the phone: kept as a draft while it is written, put in the queue when it is sent.
import * as drafts from "./drafts.js";
import * as queue from "./queue.js";
import { isFull, newNumber } from "./store.js";
import { askState, send } from "./transport.js";
import { Classes } from "./classes.js";
import { Levels } from "./levels.js";
import { Place } from "./place.js";
import { Shots } from "./shots.js";
import { Outcome } from "./outcome.js";

export class PhoneForm {
  constructor(form) {
    this.form = form;
    this.page = location.pathname;
    this.uuid = newNumber(); // the page may come from the cache, with a number that was used
    this.outcome = new Outcome(form);
    this.shots = [...form.querySelectorAll("[data-photos]")].map((root) => new Shots(root, ({ taken }) => this.photographed(root, taken)));
    this.classes = [...form.querySelectorAll("select[data-search], select[name=category]")].map((select) => new Classes(select));
    this.place = form.querySelector("[data-position]") ? new Place(form) : null;
    form.querySelectorAll(".place-parts:not([data-levels])").forEach((parts) => new Levels([...parts.querySelectorAll("select")]));
    form.noValidate = true;
    form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(event.submitter); });
    form.addEventListener("input", ({ target }) => { if (target.name) this.later(); }); // a search is no content
    form.addEventListener("change", () => { this.conditions(); this.later(); });
    this.conditions();
    this.restore();
  }

  get photos() { return this.shots.filter(({ root }) => !root.closest("[hidden]")).flatMap((shots) => shots.photos); }

  photographed(root, taken) {
    if (taken && this.place && !root.closest("[data-when]")) this.place.shot();
    this.later();
  }

  // <div data-when="name=value">: shown while the field has the value.
  conditions() {
    for (const part of this.form.querySelectorAll("[data-when]")) {
      const [name, value] = part.dataset.when.split("=");
      const values = new FormData(this.form).getAll(name);
      part.hidden = !values.includes(value);
    }
  }

  async restore() {
    const asked = new URLSearchParams(location.search).get("queued");
    const kept = asked ? await queue.find(asked).catch(() => null) : await drafts.load(this.page);
    this.isRestored = true;
    if (!kept) return;
    this.uuid = kept.uuid;
    for (const shots of this.shots) await shots.restore(kept.photos);
    drafts.fill(this.form, kept.fields);
    this.conditions();
    await this.place?.restored(kept);
    this.outcome.restored(asked ? kept : null, () => this.forget());
    if (asked) this.outcome.errors(kept.errors || []);
  }

  async forget() {
    await drafts.discard(this.page);
    location.replace(this.page);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), 400);
  }

  async keep() {
    if (this.isSent || !this.isRestored) return;
    try {
      await drafts.save(this.page, this.uuid, drafts.fieldsOf(this.form), this.shots.flatMap((shots) => shots.photos), !!this.place?.chosen);
    } catch (error) {
      if (isFull(error)) this.outcome.lowSpace();
    }
  }

  problems() {
    const found = [];
    for (const element of this.form.elements) {
      if (element.willValidate && !element.closest("[hidden]") && !element.validity.valid) {
        found.push({ target: element.id, sentence: element.dataset.missing || `${labelOf(element)}：${element.validationMessage}` });
      }
    }
    for (const classes of this.classes) if (classes.isMissing) found.push({ target: classes.search.id, sentence: "请选择事件类别" });
    for (const shots of this.shots) {
      if (shots.isMissing && !shots.root.closest("[hidden]")) found.push({ target: shots.root.querySelector("input").id, sentence: shots.root.dataset.required });
    }
    return found;
  }

  async submit(submitter) {
    const problems = this.problems();
    this.outcome.problems(problems);
    if (problems.length || this.isSent) return;
    this.isSent = true;
    clearTimeout(this.timer);
    const item = this.item(submitter);
    try {
      await queue.add(item);
    } catch (error) {
      this.isSent = false;
      this.outcome.unsaved(isFull(error), () => this.direct(item));
      return;
    }
    for (const classes of this.classes) await classes.remember().catch(() => null);
    await drafts.discard(this.page).catch(() => null);
    this.outcome.saved(item);
    queue.flush({ all: true });
  }

  item(submitter) {
    if (this.place && !this.form.elements.taken_at.value) this.form.elements.taken_at.value = String(Date.now());
    const fields = drafts.fieldsOf(this.form);
    if (submitter?.name) fields.push([submitter.name, submitter.value]);
    return {
      uuid: this.uuid, url: this.form.action, page: this.page, fields, photos: this.photos,
      title: this.form.dataset.title + (this.subject() ? `：${this.subject()}` : ""),
    };
  }

  subject() {
    const picked = this.form.querySelector("select[data-search]")?.selectedOptions[0]?.textContent.trim();
    const written = [...this.form.querySelectorAll("textarea")].map((area) => area.value.trim()).find(Boolean) || "";
    return picked || written.slice(0, 20);
  }

  // The phone has no room left: straight to the server, the page stays until it answers.
  async direct(item) {
    this.outcome.going();
    const state = await askState(queue.STATE);
    const outcome = state.kind === "ok" ? await send(item, state) : state;
    this.isSent = outcome.kind === "sent";
    this.outcome.answered(outcome, () => this.direct(item));
  }
}

function labelOf(element) {
  return element.labels?.[0]?.firstChild?.textContent.trim() || element.closest("fieldset")?.querySelector("legend")?.firstChild?.textContent.trim() || "此项";
}
