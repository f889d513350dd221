// A grid of tiles: name, figure, state, change, a line of the past, a bullet where a target is published.
function spark(tile) {
  const every = [...tile.spark, ...tile.reference], known = every.filter(([, value]) => value !== null);
  if (tile.spark.filter(([, value]) => value !== null).length < 2) return null;
  const pick = (place, choose) => choose(...known.map((point) => point[place]));
  const [x0, x1, y0, y1] = [pick(0, Math.min), pick(0, Math.max), pick(1, Math.min), pick(1, Math.max)];
  const at = ([x, y]) => [4 + ((x - x0) / (x1 - x0 || 1)) * 104, 40 - ((y - y0) / (y1 - y0 || 1)) * 34];
  const parts = (points) => points.reduce((runs, point, i) => { // a gap of more than a year, or a null, stays open
    const before = points[i - 1];
    if (point[1] === null) return runs;
    if (!before || before[1] === null || point[0] - before[0] > 1.01 || point[2] !== before[2]) runs.push([]);
    runs.at(-1).push(at(point));
    return runs;
  }, []);
  const path = (run) => `M${run.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}`;
  const end = at(tile.spark.filter(([, value]) => value !== null).at(-1));
  return make("svg", { viewBox: "0 0 112 46", width: 112, height: 46, class: "spark", "aria-hidden": "true" },
    parts(tile.reference).map((run) => make("path", { d: path(run), class: "reference" })),
    parts(tile.spark).map((run) => make("path", { d: path(run), class: "line" })),
    make("circle", { cx: end[0], cy: end[1], r: 4, class: "end" }));
}

export default function ({ data: view, parentElement, setTriggerValue }) {
  const board = root(parentElement, "tiles");
  board.style.setProperty("--columns", view.columns);
  board.replaceChildren(...view.tiles.map((tile) => make("button",
    { type: "button", class: "tile", "data-key": tile.key, onclick: () => setTriggerValue("tile", tile.key) },
    make("span", { class: "name" }, tile.name),
    make("span", { class: "row" },
      tile.value === null ? make("span", { class: "hatched", "aria-label": view.missing })
        : make("span", { class: "value" }, tile.value, make("small", {}, tile.unit)),
      spark(tile)),
    make("span", { class: `state ${tile.state}` }, shape(tile.state), tile.state_text),
    make("span", { class: "change" }, tile.change),
    tile.position ? make("span", { class: "note" }, tile.position) : null,
    tile.bullet ? [bullet(tile.bullet), make("span", { class: "note" }, tile.bullet.label)] : null,
    make("span", { class: "note" }, tile.note))));
}
