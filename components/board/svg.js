// Shared by all board components: elements without innerHTML, numbers in the visitor's language, state shapes.
const SVG = "http://www.w3.org/2000/svg";

function make(tag, attributes = {}, ...children) {
  const isSvg = ["svg", "g", "path", "circle", "rect", "line", "text", "polyline", "title", "pattern", "defs"].includes(tag);
  const node = isSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  for (const child of children.flat()) {
    if (child === null || child === undefined) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

function root(parentElement, name) {
  let node = parentElement.querySelector(".board");
  if (!node) {
    node = make("div", { class: `board ${name}` });
    parentElement.append(node);
  }
  return node;
}

// Every published digit, never fewer than the indicator's decimals: the same rule as components/formats.py.
function figure(value, view) {
  if (value === null || value === undefined) return view.words.missing;
  const digits = Math.max(view.decimals, (String(value).split(".")[1] || "").length);
  return new Intl.NumberFormat(view.language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .format(value).replace("-", "\u2212") + (view.suffix || "");
}

function rounded(value, view) {
  return new Intl.NumberFormat(view.language, {
    minimumFractionDigits: view.decimals, maximumFractionDigits: view.decimals,
  }).format(value).replace("-", "\u2212");
}

const SHAPES = {
  ahead: "M6 1 11 10H1Z", behind: "M6 11 1 2H11Z", equal: "M1 3h10v2.2H1zM1 7h10v2.2H1z", push: "M6 0 12 6 6 12 0 6Z",
  on_track: "M6 1a5 5 0 1 0 .01 0Z", unknown: "M6 1.6a4.4 4.4 0 1 0 .01 0Z", check: "M6 1.4 10.6 6 6 10.6 1.4 6Z",
};
Object.assign(SHAPES, { achieved: SHAPES.ahead, away: SHAPES.behind });

function shape(state) {
  const hollow = state === "unknown" || state === "check";
  return make("svg", { viewBox: "0 0 12 12", width: 12, height: 12, class: `shape ${state}`, "aria-hidden": "true" },
    make("path", { d: SHAPES[state], fill: hollow ? "none" : "currentColor", stroke: hollow ? "currentColor" : "none", "stroke-width": 2 }));
}

function hatch(id) {
  return make("defs", {}, make("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    make("rect", { width: 6, height: 6, class: "nodata-ground" }), make("rect", { width: 1, height: 6, class: "nodata-line" })));
}

// One measure, one mark, bands of one hue behind; components/board/bullets.py says where, in shares of the width.
function bullet(view) {
  const part = (from, to, y, height, style) => make("rect", { x: from * 100, width: (to - from) * 100, y, height, class: style });
  return make("svg", { viewBox: "0 0 100 50", preserveAspectRatio: "none", class: "bullet", role: "img", "aria-label": view.label },
    view.bands.map(([from, to, tone]) => part(from, to, 6, 38, `band${tone}`)), part(...view.bar, 15, 20, "bar"),
    make("line", { x1: view.mark * 100, x2: view.mark * 100, y1: 0, y2: 50, class: "target" }));
}
