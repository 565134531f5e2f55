// A place step by step, from the county down to the micro-grid: by the names that the phone has kept (all
// counties and streets, everything in the worker's own street), else by what the server says.
import * as store from "./store.js";

const DIGITS = [6, 9, 12, 15, 17];
const ASK = "/places/children/?parent=";
const FIRST_GRID = 3; // boxes from here on are shown only where there is something to choose

// null: not known here, and the server cannot be asked.
async function below(code) {
  const { names = [], streets = [] } = (await store.get("facts", "grids").catch(() => null)) || {};
  const digits = DIGITS.find((one) => one > code.length);
  const known = names.filter(([one]) => one.length === digits && one.startsWith(code));
  if (known.length || streets.some((street) => code.startsWith(street))) return known;
  try {
    const answer = await fetch(ASK + code, { redirect: "manual", signal: AbortSignal.timeout?.(8000) });
    if (!answer.ok) return null;
    const options = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("option");
    return [...options].filter(({ value }) => value).map(({ value, textContent }) => [value, textContent.trim()]);
  } catch {
    return null;
  }
}

function fill(select, found) {
  const kept = select.value; // may be from a draft, before its name is known
  const options = (found || []).map(([code, name]) => new Option(name, code));
  if (kept && !options.some(({ value }) => value === kept)) options.push(new Option(kept, kept));
  select.replaceChildren(new Option(found ? "请选择" : "没有网络，暂时不能选", ""), ...options);
  select.value = kept;
}

export class Levels {
  constructor(selects, onChoose = () => null) {
    this.selects = selects;
    this.onChoose = onChoose;
    selects.forEach((select, at) => select.addEventListener("change", () => this.changed(at)));
    this.tidy();
  }

  get value() { return this.selects.map(({ value }) => value).filter(Boolean).pop() || ""; }

  get label() {
    const words = this.selects.filter(({ value }) => value).map((select) => select.selectedOptions[0].textContent);
    return words.join("");
  }

  async changed(at) {
    const code = this.selects[at].value, next = this.selects[at + 1];
    for (const later of this.selects.slice(at + 1)) if (!code || !later.value.startsWith(code)) later.replaceChildren(new Option("请选择", ""));
    this.tidy();
    this.onChoose(this);
    if (!next || !code) return;
    const found = await below(code);
    if (this.selects[at].value !== code) return; // chosen anew meanwhile
    fill(next, found);
    this.tidy();
  }

  tidy() {
    for (const select of this.selects.slice(FIRST_GRID)) select.parentElement.hidden = select.options.length < 2;
  }

  // Open at a place: every box down to it is filled, and the one below it.
  async show(code) {
    fill(this.selects[0], await below(""));
    for (const [at, digits] of DIGITS.entries()) {
      if (code.length < digits || !this.selects[at]) break;
      this.selects[at].value = code.slice(0, digits);
      if (this.selects[at].value && this.selects[at + 1]) fill(this.selects[at + 1], await below(code.slice(0, digits)));
    }
    this.tidy();
  }
}

// <div data-levels="县,街道,…">: boxes that the form itself does not send, filled when they are first opened.
export function build(root, onChoose) {
  const selects = root.dataset.levels.split(",").map((words, at) => {
    const select = Object.assign(document.createElement("select"), { id: `level_${at}` });
    const label = Object.assign(document.createElement("label"), { htmlFor: select.id, textContent: words });
    const box = document.createElement("div");
    select.append(new Option("请选择", ""));
    box.append(label, select);
    root.append(box);
    return select;
  });
  return new Levels(selects, onChoose);
}

export async function ownStreet() {
  const kept = await store.get("facts", "grids").catch(() => null);
  return kept?.streets?.[0] || "";
}
