// Ranking strip (bars in order, ours and the comparators in their colours) and distribution strip (one dot per region).
function ranking(view, board, select) {
  const known = view.rows.filter((row) => row.value !== null), top = Math.max(...known.map((row) => row.value), 0);
  const bottom = Math.min(...known.map((row) => row.value), 0), wide = (value) => `${(Math.abs(value) / ((top - bottom) || 1)) * 100}%`;
  const left = (value) => `${((Math.min(value, 0) - bottom) / ((top - bottom) || 1)) * 100}%`;
  board.replaceChildren(make("ol", { class: "ranking" }, view.rows.map((row) => {
    const bar = make("span", { class: "bar" });
    if (row.value !== null) { bar.style.width = wide(row.value); bar.style.marginLeft = left(row.value); }
    return make("li", { class: row.role }, make("button", { type: "button", "data-code": row.code, onclick: () => select(row.code) },
      make("span", { class: "place" }, row.rank ?? ""), make("span", { class: "name" }, row.name),
      make("span", { class: row.value === null ? "track missing" : "track" }, bar),
      make("span", { class: "figure" }, figure(row.value, view))));
  })));
}

function distribution(view, board, select) {
  const width = Math.max(360, Math.min(board.clientWidth || 640, 900)), known = view.rows.filter((row) => row.value !== null);
  if (!known.length) return board.replaceChildren(make("p", { class: "problem" }, view.words.missing));
  const values = known.map((row) => row.value), low = Math.min(...values), span = Math.max(...values) - low || 1;
  const at = (value) => 12 + ((value - low) / span) * (width - 24), columns = new Map();
  const dots = known.map((row) => { // dots that would cover each other are stacked
    const bin = Math.round(at(row.value) / 9), level = columns.get(bin) || 0;
    columns.set(bin, level + 1);
    return { row, x: at(row.value), y: 62 - (level % 2 ? -1 : 1) * Math.ceil(level / 2) * 9 };
  }).sort((a, b) => ["other", "compared", "ours"].indexOf(a.row.role) - ["other", "compared", "ours"].indexOf(b.row.role));
  const anchor = (x) => (x > width - 120 ? "end" : x < 120 ? "start" : "middle");
  const named = dots.filter((dot) => dot.row.role !== "other");
  board.replaceChildren(make("svg", { viewBox: `0 0 ${width} 124`, role: "img", "aria-label": view.words.title },
    view.band ? make("rect", { x: at(Math.max(view.band[0], low)), width: Math.max(1, at(Math.min(view.band[1], low + span)) - at(Math.max(view.band[0], low))), y: 30, height: 64, class: "mad" }) : null,
    make("line", { x1: 0, x2: width, y1: 62, y2: 62, class: "axis" }),
    view.benchmark === null ? null : make("line", { x1: at(view.benchmark), x2: at(view.benchmark), y1: 30, y2: 94, class: "benchmark" }),
    dots.map(({ row, x, y }) => make("circle", { cx: x, cy: y, r: row.role === "other" ? 4 : 6.5, class: `mark ${row.role}`, "data-code": row.code, onclick: () => select(row.code) },
      make("title", {}, `${row.name}: ${figure(row.value, view)}`))),
    named.slice(-2).map(({ row, x }, i) => make("text", { x, y: i ? 18 : 36, "text-anchor": anchor(x), class: row.role }, `${row.name} ${figure(row.value, view)}`)),
    view.benchmark === null ? null : make("text", { x: at(view.benchmark), y: 112, "text-anchor": anchor(at(view.benchmark)), class: "benchmark-label" }, `${view.words.benchmark} ${rounded(view.benchmark, view)}`)));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const board = root(parentElement, data.form), { code: codes, ...others } = data.columns;
  const role = (code) => (data.ours.includes(code) ? "ours" : data.compared.includes(code) ? "compared" : "other");
  const rows = codes.map((code, i) => ({ code, name: others.name[i], value: others.value[i], rank: others.rank[i], role: role(code) }));
  (data.form === "ranking" ? ranking : distribution)({ ...data, rows }, board, (code) => setTriggerValue("region", code));
}
