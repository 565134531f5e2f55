// A form as it stands, written down at every change: the camera may push the browser out of memory.
import * as store from "./store.js";

const HELPERS = new Set(["csrfmiddlewaretoken", "seen", "client_uuid", "device_now"]);

// What a person wrote or chose. Files are kept apart, shrunk.
export function fieldsOf(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
}

export function fill(form, fields) {
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) || []), value]);
  for (const element of form.elements) {
    if (!element.name || element.type === "file" || HELPERS.has(element.name)) continue;
    const given = values.get(element.name);
    if (element.type === "checkbox" || element.type === "radio") element.checked = !!given?.includes(element.value);
    else if (given) setValue(element, given[0]);
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

// A grid that the server found is not among the options that the page came with.
function setValue(element, value) {
  if (element.tagName === "SELECT" && value && ![...element.options].some((option) => option.value === value)) {
    element.append(new Option(value, value));
  }
  element.value = value;
}

export const load = (page) => store.get("drafts", page).catch(() => null);
export const save = (page, uuid, fields, photos, chosen) => store.put("drafts", { page, uuid, fields, photos, chosen, at: Date.now() });
export const discard = (page) => store.remove("drafts", page);
