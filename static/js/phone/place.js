// The grid of a report: found from the position of the shot, and the worker's own choice above all.
import * as store from "./store.js";
import { gridAt, here, watch } from "./position.js";
import { build, ownStreet } from "./levels.js";

const BETTER_WITHIN = 15_000; // after the shot the position may still become more exact
const ASK = "/grids/m/place/";
const READINGS = ["latitude", "longitude", "accuracy_m", "located_at"];
const NAMES = 20;
const COMMUNITY = 12; // digits of a place that is exact enough

export class Place {
  constructor(form) {
    this.form = form;
    this.select = form.elements.place_code;
    this.text = form.querySelector("[data-position-text]");
    this.chosen = false;
    this.shotAt = 0;
    this.select.addEventListener("change", (event) => { if (event.isTrusted) this.chosen = true; });
    form.querySelector("[data-position-again]")?.addEventListener("click", () => this.again());
    this.offerElsewhere(form.querySelector("[data-elsewhere]"));
    watch((position, sentence) => this.moved(position, sentence));
  }

  get isFrozen() { return this.shotAt && Date.now() - this.shotAt > BETTER_WITHIN; }

  moved(position, sentence) {
    if (!position) { if (!this.form.elements.latitude.value) this.text.textContent = sentence; return; }
    const kept = Number(this.form.elements.accuracy_m.value) || Infinity;
    if (this.isFrozen || (this.shotAt && position.accuracy >= kept)) return;
    this.take(position);
  }

  take(position) {
    const { latitude, longitude, accuracy_m, located_at } = this.form.elements;
    latitude.value = position.latitude.toFixed(6);
    longitude.value = position.longitude.toFixed(6);
    accuracy_m.value = String(position.accuracy);
    located_at.value = String(position.at);
    this.tell();
    this.find(position);
  }

  tell() {
    const metres = this.form.elements.accuracy_m.value;
    this.text.textContent = metres ? `已定位，精度约 ${metres} 米${metres > 100 ? "（偏差较大，请核对网格）" : ""}` : "";
  }

  // The moment of the shot: its time, and the position as it is now.
  shot() {
    if (this.shotAt) return;
    this.shotAt = Date.now();
    this.form.elements.taken_at.value = String(this.shotAt);
    const now = here();
    if (now) this.take(now);
  }

  again() {
    this.shotAt = 0;
    this.chosen = false;
    this.form.elements.accuracy_m.value = "";
    const now = here();
    if (now) this.take(now);
    else this.text.textContent = "正在定位……";
  }

  async find({ longitude, latitude }) {
    if (this.chosen) return;
    const known = await store.get("facts", "grids").catch(() => null);
    const near = gridAt(longitude, latitude, known?.list || []);
    const grid = near || (await askServer(longitude, latitude));
    if (grid && !this.chosen) this.choose(grid);
  }

  // Whatever is not in the short list: step by step, without a network in the own street.
  offerElsewhere(box) {
    if (!box) return;
    const levels = build(box.querySelector("[data-levels]"), ({ value, label }) => {
      if (value.length < COMMUNITY) return;
      this.chosen = true;
      this.choose({ code: value, label });
      this.select.dispatchEvent(new Event("change", { bubbles: true })); // written by hand: worth a draft
    });
    box.hidden = false;
    box.addEventListener("toggle", async () => {
      if (box.open && !levels.value) await levels.show(this.select.value || (await ownStreet()));
    });
  }

  // Without a photo a draft belongs to no spot yet: what was chosen by hand stays, the position is taken anew.
  async restored({ fields, chosen }) {
    const has = (wanted) => fields.some(([name, value]) => name === wanted && value);
    this.chosen = chosen ?? has("place_code");
    if (has("taken_at")) this.shotAt = 1;
    else {
      for (const name of READINGS) this.form.elements[name].value = "";
      if (!this.chosen) this.select.value = "";
      if (here()) this.take(here());
    }
    if (this.form.elements.accuracy_m.value) this.tell();
    await this.name();
  }

  // A draft knows the code of a place from outside the list; its name was put aside when it was chosen.
  async name() {
    const option = this.select.selectedOptions[0];
    const names = (await store.get("facts", "names").catch(() => null)) || [];
    const found = option && names.find(([code]) => code === option.value);
    if (found && option.textContent === option.value) option.textContent = found[1];
  }

  async remember(code, label) {
    const names = (await store.get("facts", "names").catch(() => null)) || [];
    await store.put("facts", [[code, label], ...names.filter(([one]) => one !== code)].slice(0, NAMES), "names").catch(() => null);
  }

  choose({ code, label }) {
    const isNew = ![...this.select.options].some((option) => option.value === code);
    if (isNew) { this.select.append(new Option(label, code)); this.remember(code, label); }
    this.select.value = code;
  }
}

async function askServer(longitude, latitude) {
  try {
    const answer = await fetch(`${ASK}?longitude=${longitude}&latitude=${latitude}`, {
      headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout?.(5000),
    });
    const found = answer.ok ? await answer.json() : null;
    return found?.code ? found : null;
  } catch {
    return null; // the server finds the grid from the position when the report arrives
  }
}
