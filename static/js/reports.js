// Charts of the monthly report. Without this file the tables say the same.
"use strict";
(() => {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  // Told apart by lightness too, not by hue alone.
  const colours = ["--link", "--line-strong", "--line"].map(colour);
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.color = colour("--ink");
  Chart.defaults.animation = false;

  document.querySelectorAll("canvas[data-chart]").forEach((canvas) => {
    const data = JSON.parse(document.getElementById(canvas.dataset.chart).textContent);
    new Chart(canvas, {
      type: "bar",
      data: {
        labels: data.labels,
        datasets: data.series.map((one, index) => ({
          label: one.label, data: one.values, backgroundColor: colours[index % colours.length],
          borderColor: colour("--ink"), borderWidth: index === 2 ? 1 : 0, maxBarThickness: 28,
        })),
      },
      options: {
        maintainAspectRatio: false,
        scales: { y: { beginAtZero: true, ticks: { precision: 0 } }, x: { grid: { display: false } } },
        plugins: { title: { display: true, text: data.title }, legend: { position: "bottom" } },
      },
    });
  });
})();
