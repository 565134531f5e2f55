// Ask for the position only when the button is pressed; the form works without it.
(() => {
  const box = document.querySelector("[data-position]");
  if (!box || !navigator.geolocation) return;
  const form = box.closest("form");
  const said = box.querySelector("[data-position-said]");
  const take = box.querySelector("[data-position-take]");
  const drop = box.querySelector("[data-position-drop]");
  const fields = ["latitude", "longitude", "accuracy_m"].map((name) => form.elements[name]);
  const WHY = {
    1: "您没有同意使用位置，请在下面选择地点。",
    2: "现在取不到位置，请在下面选择地点。",
    3: "取位置用的时间太长，请再试一次，或者在下面选择地点。",
  };

  function fill(values) {
    fields.forEach((field, index) => { field.value = values[index]; });
    drop.hidden = !values[0];
    fields[0].dispatchEvent(new Event("change", { bubbles: true }));
  }

  function taken({ coords }) {
    const metres = Math.min(Math.round(coords.accuracy), 100000);
    fill([coords.latitude.toFixed(6), coords.longitude.toFixed(6), metres]);
    take.disabled = false;
    said.textContent = `已取得位置，误差约 ${metres} 米。${metres > 200 ? "误差较大，请再写清具体位置。" : ""}`;
  }

  function failed(error) {
    take.disabled = false;
    said.textContent = WHY[error.code] || WHY[2];
  }

  take.addEventListener("click", () => {
    take.disabled = true;
    said.textContent = "正在取位置……";
    navigator.geolocation.getCurrentPosition(taken, failed, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  });
  drop.addEventListener("click", () => { fill(["", "", ""]); said.textContent = "已不用位置，请在下面选择地点。"; });
  box.hidden = false;
  if (fields[0].value) { drop.hidden = false; said.textContent = "位置已填好。"; }
})();
