// The board's map: its files and data are fetched when it comes into sight, never before the figures.
"use strict";
(() => {
  const section = document.getElementById("board-map");
  if (!section) return;
  const put = (address) => new Promise((done, failed) => {
    const file = address.split("?")[0].endsWith(".css")
      ? Object.assign(document.createElement("link"), { rel: "stylesheet", href: address })
      : Object.assign(document.createElement("script"), { src: address });
    file.addEventListener("load", done);
    file.addEventListener("error", failed);
    document.head.append(file);
  });
  const load = async () => {
    try {
      for (const address of section.dataset.load.split(" ")) await put(address);
    } catch {
      document.getElementById("map-note").textContent = "地图没有取到，请刷新页面。";
    }
  };
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watch.disconnect();
    load();
  }, { rootMargin: "200px" });
  watch.observe(section);
})();
