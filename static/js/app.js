// Comfort only: every page works without this file.
"use strict";

// A second press on the same button must not send the form twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  // After the browser has collected the fields, so that the pressed button's value is sent.
  setTimeout(() => submitters(form).forEach((button) => button.setAttribute("aria-disabled", "true")));
  // The answer may be a download, or a network that gave up: the page stays, so let it be sent again.
  setTimeout(() => release(form), 8000);
});
// "Back" may bring the page from the cache as it was left.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
});
function submitters(form) {
  return Array.from(form.elements).filter((element) => element.type === "submit");
}
function release(form) {
  delete form.dataset.sent;
  submitters(form).forEach((button) => button.removeAttribute("aria-disabled"));
}

// <button data-confirm="sentence">: ask first. Runs before the guard above, because it captures.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || !button.dataset.confirm || button.dataset.confirmed) return;
  event.preventDefault();
  event.stopPropagation();
  ask(button.dataset.confirm, button.textContent.trim()).then((yes) => {
    if (!yes) { button.focus(); return; }
    button.dataset.confirmed = "1";
    event.target.requestSubmit(button);
    delete button.dataset.confirmed;
  });
}, true);

function ask(sentence, yesLabel) {
  const dialog = document.createElement("dialog");
  const words = Object.assign(document.createElement("p"), { id: "ask-words", textContent: sentence });
  const form = Object.assign(document.createElement("form"), { method: "dialog", className: "form-actions" });
  const yes = Object.assign(document.createElement("button"), { value: "yes", className: "button", textContent: yesLabel });
  const no = Object.assign(document.createElement("button"), { value: "", className: "button secondary", textContent: "取消", autofocus: true });
  form.append(yes, no);
  dialog.append(words, form);
  dialog.setAttribute("aria-labelledby", words.id);
  form.addEventListener("submit", (event) => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    dialog.remove();
    resolve(dialog.returnValue === "yes");
  }));
}

function enhance(root) {
  // <textarea data-counter maxlength="500">: how many characters are left.
  root.querySelectorAll("textarea[data-counter][maxlength]").forEach((area) => {
    if (area.nextElementSibling?.matches(".counter")) return; // htmx also reports the page itself as loaded
    const counter = document.createElement("p");
    counter.className = "counter";
    const show = () => { counter.textContent = `还可以输入 ${area.maxLength - area.value.length} 字`; };
    area.after(counter);
    area.addEventListener("input", show);
    show();
  });
  // <textarea data-autosave="name">: kept in this tab until the form is sent.
  root.querySelectorAll("textarea[data-autosave]").forEach((area) => {
    if (area.dataset.saves) return;
    area.dataset.saves = "1";
    const key = `draft:${location.pathname}:${area.dataset.autosave || area.name}`;
    if (!area.value) area.value = sessionStorage.getItem(key) || "";
    area.addEventListener("input", () => sessionStorage.setItem(key, area.value));
    if (area.form) area.form.addEventListener("submit", () => sessionStorage.removeItem(key));
  });
}
enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt));

// New options for a list (places) may arrive after somebody has chosen from the old ones: the choice stays
// if it is still on offer, and the list below follows it.
const keepChoice = (event) => {
  const list = event.detail.target;
  if (list instanceof HTMLSelectElement) list.dataset.chosen = list.value;
};
document.addEventListener("htmx:beforeSwap", keepChoice);
document.addEventListener("htmx:afterSettle", (event) => {
  const list = event.detail.target;
  const chosen = list instanceof HTMLSelectElement && list.dataset.chosen;
  if (!chosen || list.value === chosen) return;
  delete list.dataset.chosen;
  if (![...list.options].some((option) => option.value === chosen)) return;
  list.value = chosen;
  list.dispatchEvent(new Event("change", { bubbles: true }));
});

// <button data-print hidden>: shown where it can work.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

// Browsers that do not honour autofocus on the list of errors.
document.querySelector(".error-summary")?.focus();
