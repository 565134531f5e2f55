// The map. Without this file the table below it says the same.
"use strict";
(() => {
  const box = document.getElementById("map");
  if (!box) return;
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const SHAPES = {
    urgent: '<svg viewBox="0 0 24 24" class="urgent"><path d="M12 2 22 21H2z"/></svg>',
    overdue: '<svg viewBox="0 0 24 24" class="overdue"><path d="M3 3h18v18H3z"/></svg>',
    ordinary: '<svg viewBox="0 0 24 24" class="ordinary"><circle cx="12" cy="12" r="9"/></svg>',
  };
  const WORDS = { urgent: "紧急", overdue: "超期", ordinary: "一般" };
  const RANKS = { urgent: 20000, overdue: 10000, ordinary: 0 };
  const tiles = JSON.parse(document.getElementById("map-tiles").textContent);
  const note = document.getElementById("map-note");
  const way = document.querySelector(".map-way");
  const isPart = Boolean(box.dataset.query); // of the board: the page scrolls over it
  const map = L.map(box, {
    zoomControl: false, attributionControl: Boolean(tiles.credit),
    zoomSnap: tiles.url ? 1 : 0.25, scrollWheelZoom: !isPart, dragging: !isPart || !L.Browser.mobile,
  });
  L.control.zoom({ zoomInTitle: "放大", zoomOutTitle: "缩小" }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  if (tiles.credit) map.attributionControl.setPrefix(false);
  if (tiles.url) {
    const options = { attribution: tiles.credit, maxZoom: 18, referrerPolicy: "origin" };
    if (tiles.subdomains) options.subdomains = tiles.subdomains;
    L.tileLayer(tiles.url, options).addTo(map);
  }
  map.setView([35.2, 113.2], 10);

  async function fetched(url, query) {
    const answer = await fetch(`${url}?${query}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }
  function said(problem) { note.textContent = `数据没有取到（${problem.message}），请刷新页面；事项见下表。`; }

  // The board's figures by area: how many cases are open, how many of them overdue.
  function counted(code) {
    const figures = document.getElementById("board-data");
    return (figures && JSON.parse(figures.textContent).areas[code]) || [0, 0];
  }
  function words(place) {
    const [open, overdue] = counted(place.code);
    return place.name + (open ? ` ${open}件` : "") + (overdue ? `，超期${overdue}` : "");
  }
  const outlines = L.geoJSON(null, {
    style: ({ properties }) => {
      const [open, overdue] = counted(properties.code);
      const look = { color: colour("--neutral"), weight: 1.5, fillColor: colour(overdue ? "--danger" : "--info") };
      return { ...look, fillOpacity: open ? 0.2 : tiles.url ? 0.05 : 0.08 };
    },
    onEachFeature: (feature, layer) => {
      layer.bindTooltip(words(feature.properties), { permanent: true, direction: "center", className: "place-name" });
      if (feature.properties.deeper) layer.on("click", () => show(feature.properties.code, feature.properties.name));
    },
  }).addTo(map);
  // Names that would lie on one another are left out, those with the most cases stay; closer by they come back.
  function thin() {
    const labels = [];
    outlines.eachLayer((layer) => {
      const label = layer.getTooltip() && layer.getTooltip().getElement();
      if (label) labels.push([counted(layer.feature.properties.code)[0], label]);
    });
    const taken = [];
    labels.sort((a, b) => b[0] - a[0]).forEach(([, label]) => {
      const own = label.getBoundingClientRect();
      const hides = taken.some((one) => own.left < one.right && own.right > one.left && own.top < one.bottom && own.bottom > one.top);
      label.classList.toggle("is-left-out", hides);
      if (!hides) taken.push(own);
    });
  }
  map.on("zoomend", thin);
  const trail = [];
  async function show(code, name) {
    try {
      const data = await fetched(box.dataset.boundaries, `under=${code}`);
      outlines.clearLayers();
      outlines.addData(data);
      if (!trail.length || trail[trail.length - 1][0] !== code) trail.push([code, name]);
      way.hidden = trail.length < 2;
      document.getElementById("map-place").textContent = name;
      note.textContent = data.synthetic ? "演示用虚构边界，不是真实网格。" : "";
      if (data.features.length) map.fitBounds(outlines.getBounds(), { padding: [8, 8] });
      else note.textContent = "本辖区还没有边界。";
      thin();
    } catch (problem) { said(problem); }
  }
  document.getElementById("map-up").addEventListener("click", () => {
    trail.pop();
    const [code, name] = trail[trail.length - 1];
    show(code, name);
  });

  function line(one) {
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: one.url, textContent: one.title });
    const words = [WORDS[one.urgency], one.category, one.place, one.number].filter(Boolean).join("，");
    item.append(link, Object.assign(document.createElement("span"), { textContent: words }));
    return item;
  }
  function popup(found) {
    const list = Object.assign(document.createElement("ul"), { className: "pin-cases" });
    list.append(...found.map(line));
    return list;
  }
  // Cases at one spot share a pin, which has the shape of the most urgent: the data comes in that order.
  function spots(cases) {
    const found = new Map();
    cases.forEach((one) => {
      const key = `${one.lat},${one.lon}`;
      found.set(key, [...(found.get(key) || []), one]);
    });
    return [...found.values()];
  }
  const markers = L.layerGroup().addTo(map);
  async function pins(query) {
    const data = await fetched(box.dataset.cases, query);
    markers.clearLayers();
    spots(data.cases).forEach((found) => {
      const [worst] = found;
      const count = found.length > 1 ? `<span class="pin-count">${found.length}</span>` : "";
      const icon = L.divIcon({ className: "pin", html: SHAPES[worst.urgency] + count, iconSize: [24, 24] });
      const title = `${WORDS[worst.urgency]}：${worst.title}${found.length > 1 ? `等 ${found.length} 件` : ""}`;
      L.marker([worst.lat, worst.lon], { icon, title, alt: title, zIndexOffset: RANKS[worst.urgency] })
        .bindPopup(() => popup(found), { maxHeight: Math.min(240, box.clientHeight - 90), maxWidth: Math.min(300, box.clientWidth - 70) }).addTo(markers);
    });
    if (data.is_cut && !note.textContent.includes("事项太多")) note.textContent += "事项太多，只显示最急的一部分，请按分类或紧急程度筛选。";
  }
  async function heat(query) {
    const data = await fetched(box.dataset.heat, query);
    const most = data.cells.length ? data.cells[0][2] : 1;
    const canvas = L.canvas({ padding: 0.2 });
    data.cells.forEach(([lat, lon, count]) => {
      L.circleMarker([lat, lon], {
        renderer: canvas, radius: 8 + 14 * Math.sqrt(count / most), stroke: false,
        fillColor: colour("--danger"), fillOpacity: 0.15 + 0.45 * (count / most), interactive: false,
      }).addTo(map);
    });
  }
  const query = box.dataset.query || location.search.slice(1);
  const wishes = new URLSearchParams(query);
  show(box.dataset.area, "").then(() => (wishes.get("heat") ? heat(query) : undefined)).then(() => pins(query)).catch(said);
  if (isPart) document.body.addEventListener("htmx:afterSwap", () => { map.invalidateSize(); pins(query).catch(said); });
})();
