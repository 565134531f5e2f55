// Charts of the board. They stay on the page while its figures are renewed, so nothing flickers.
"use strict";
(() => {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const isLarge = window.matchMedia("(min-width: 1920px)").matches;
  const charts = {};
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = isLarge ? 20 : 13;
  Chart.defaults.color = colour("--ink");
  Chart.defaults.animation = false;

  // Told apart by the dashes too, not by colour alone.
  const looks = [
    { borderColor: colour("--link"), backgroundColor: colour("--link") },
    { borderColor: colour("--success"), backgroundColor: colour("--success"), borderDash: [6, 4] },
  ];

  const make = (canvas, data) => {
    const isLine = canvas.dataset.kind === "line";
    return new Chart(canvas, {
      type: canvas.dataset.kind,
      data: {
        labels: data.labels,
        datasets: data.series.map((one, index) => ({
          label: one.label, data: one.values, ...looks[index],
          borderWidth: isLine ? (isLarge ? 4 : 2) : 0, pointRadius: 0, pointHitRadius: 8, maxBarThickness: 28,
        })),
      },
      options: {
        indexAxis: isLine ? "x" : "y",
        maintainAspectRatio: false,
        interaction: { mode: "index", intersect: false },
        scales: {
          [isLine ? "y" : "x"]: { beginAtZero: true, ticks: { precision: 0 } },
          [isLine ? "x" : "y"]: { grid: { display: false }, ticks: { autoSkip: isLine, maxRotation: 0 } },
        },
        plugins: { legend: { display: isLine, position: "bottom", labels: { usePointStyle: true, pointStyle: "line" } } },
      },
    });
  };

  const draw = () => {
    const source = document.getElementById("board-data");
    if (!source) return;
    const data = JSON.parse(source.textContent);
    document.querySelectorAll("canvas[data-chart]").forEach((canvas) => {
      const name = canvas.dataset.chart;
      const chart = charts[name];
      if (!chart || chart.canvas !== canvas) {
        charts[name] = make(canvas, data[name]);
        return;
      }
      chart.data.labels = data[name].labels;
      data[name].series.forEach((one, index) => { chart.data.datasets[index].data = one.values; });
      chart.update("none");
    });
  };

  draw();
  document.body.addEventListener("htmx:afterSwap", draw);
})();
