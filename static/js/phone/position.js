// Where the phone is, kept warm from the opening of the form so that the shot finds it ready.
const REFUSED = {
  1: "没有定位权限：请在浏览器设置中允许，或直接选择网格。",
  2: "现在收不到定位信号，请直接选择网格。",
  3: "定位超时，请直接选择网格。",
};
let latest = null;

export function watch(onChange) {
  if (!navigator.geolocation) { onChange(null, REFUSED[2]); return; }
  navigator.geolocation.watchPosition(
    ({ coords, timestamp }) => {
      const fresh = { longitude: coords.longitude, latitude: coords.latitude, accuracy: Math.round(coords.accuracy), at: timestamp };
      latest = fresh;
      onChange(fresh, "");
    },
    (error) => onChange(null, REFUSED[error.code] || REFUSED[2]),
    { enableHighAccuracy: true, maximumAge: 10_000, timeout: 30_000 },
  );
}

export const here = () => latest;

// The deepest of the known grids that holds the point: ray casting, holes left out.
export function gridAt(longitude, latitude, grids) {
  const holding = grids.filter((grid) => grid.geometry && inside(longitude, latitude, grid.geometry));
  return holding.sort((a, b) => b.code.length - a.code.length)[0] || null;
}

export function inside(x, y, geometry) {
  const polygons = geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates];
  return polygons.some(([shell, ...holes]) => inRing(x, y, shell) && !holes.some((hole) => inRing(x, y, hole)));
}

function inRing(x, y, ring) {
  let odd = false;
  for (let n = 0, before = ring.length - 1; n < ring.length; before = n++) {
    const [ax, ay] = ring[n], [bx, by] = ring[before];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}
