// Outlines: fetched once by URL, projected and drawn as paths. Shared by the map and the wall.
const LAYERS = new Map(); // url -> promise of decoded features, shared by all maps of the page

function decode(topology) {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
  const ring = (indices) => indices.flatMap((index, place) => {
    const points = index < 0 ? arcs[~index].slice().reverse() : arcs[index];
    return place ? points.slice(1) : points;
  });
  return Object.values(topology.objects)[0].geometries.map((geometry) => ({
    code: geometry.properties.region_code ?? geometry.properties.kemendagri_code,
    name: geometry.properties.name,
    parent: geometry.properties.parent_code,
    rings: (geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs || []).flatMap((part) => part.map(ring)),
  }));
}

function fetchLayer(url) {
  if (!LAYERS.has(url)) {
    const loading = fetch(url).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    }).then(decode);
    loading.catch(() => LAYERS.delete(url));
    LAYERS.set(url, loading);
  }
  return LAYERS.get(url);
}

function project(features, width, height) {
  const points = features.flatMap((feature) => feature.rings.flat());
  const [west, east] = [Math.min, Math.max].map((pick) => points.reduce((found, [x]) => pick(found, x), points[0][0]));
  const [south, north] = [Math.min, Math.max].map((pick) => points.reduce((found, [, y]) => pick(found, y), points[0][1]));
  const squeeze = Math.cos(((south + north) / 2) * Math.PI / 180);
  const k = Math.min(width / ((east - west) * squeeze), height / (north - south));
  const left = (width - (east - west) * squeeze * k) / 2, top = (height - (north - south) * k) / 2;
  return ([x, y]) => [left + (x - west) * squeeze * k, top + (north - y) * k];
}

function outline(feature, at) {
  let largest = 0;
  const d = feature.rings.map((ring) => {
    const points = ring.map(at);
    let area = 0, cx = 0, cy = 0;
    points.forEach(([x, y], i) => {
      const [u, v] = points[(i + 1) % points.length], cross = x * v - u * y;
      area += cross; cx += (x + u) * cross; cy += (y + v) * cross;
    });
    if (Math.abs(area) > largest) {
      largest = Math.abs(area);
      feature.centre = [cx / (3 * area), cy / (3 * area)];
    }
    return `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`;
  }).join("");
  feature.area = largest / 2;
  return d;
}

function classOf(value, limits) {
  const found = limits.findIndex((limit) => value <= limit);
  return found < 0 ? limits.length - 1 : found;
}
