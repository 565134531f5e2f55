// Comfort of the case work: choose all rows, narrow long lists of units.
"use strict";

document.querySelectorAll("form[data-rows]").forEach((form) => {
  const boxes = Array.from(form.querySelectorAll('input[name="id"]'));
  const all = form.querySelector("[data-all]");
  const words = form.querySelector("[data-chosen]");
  if (!all) return;
  const show = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    words.textContent = chosen ? `已选 ${chosen} 件` : "";
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  };
  all.addEventListener("change", () => { boxes.forEach((box) => { box.checked = all.checked; }); show(); });
  boxes.forEach((box) => box.addEventListener("change", show));
  show();
});

function filterable(root) {
  root.querySelectorAll("select[data-filterable]").forEach((select) => addFilter(select, select.querySelectorAll("option")));
  const lists = new Set();
  root.querySelectorAll("input[data-filterable]").forEach((box) => lists.add(box.closest(".choices, [role=group], fieldset > div")));
  lists.forEach((list) => { if (list) { list.dataset.filterBox = ""; addFilter(list, list.querySelectorAll("label")); } });
}

function addFilter(list, lines) {
  if (lines.length < 12 || list.dataset.filtered) return;
  list.dataset.filtered = "1";
  const word = list.dataset.filterable || "单位";
  const input = Object.assign(document.createElement("input"), {
    type: "search", className: "list-filter", placeholder: `输入${word}名称筛选`, autocomplete: "off",
  });
  input.setAttribute("aria-label", `筛选${word}`);
  input.addEventListener("input", () => {
    const wanted = input.value.trim();
    lines.forEach((line) => {
      const stays = !wanted || !line.value && line.tagName === "OPTION" || line.textContent.includes(wanted) || line.selected || Boolean(line.querySelector("input:checked"));
      line.hidden = !stays;
      const cell = line.closest(".choices > div, .choices li");
      if (cell && cell.querySelectorAll("label").length === 1) cell.hidden = !stays;
    });
  });
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  list.before(input);
}
filterable(document);
document.addEventListener("htmx:load", (event) => filterable(event.detail.elt));
