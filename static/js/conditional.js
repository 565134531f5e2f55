// Comfort on forms: what does not apply is put away. Without this file everything is shown.
"use strict";

// data-when="name=value": shown while that choice is made; data-unless: put away while it is.
function update(form) {
  form.querySelectorAll("[data-when], [data-unless]").forEach((part) => {
    const [name, value] = (part.dataset.when || part.dataset.unless).split("=");
    const chosen = form.querySelector(`[name="${name}"]:checked`)?.value;
    const applies = chosen === value;
    part.hidden = part.dataset.when ? !applies : applies;
  });
}
document.querySelectorAll("form").forEach((form) => {
  if (!form.querySelector("[data-when], [data-unless]")) return;
  form.addEventListener("change", () => update(form));
  update(form);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(update));
