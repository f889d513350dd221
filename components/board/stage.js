// The presenter's stage, 1920 x 1080: all chapters come at once, so a step is shown before the server has answered.
const ICONS = {
  back: "M15 4 7 12l8 8", next: "M9 4l8 8-8 8", full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  supported: "M3 13l6 6L21 5", not_supported: "M4 4l16 16M20 4 4 20", torch: "M10 2C13 7 17 9 17 14a7 7 0 0 1-14 0C3 9 8 8 10 2ZM6 24h8M8 24v6M12 24v6",
};
const EVIDENCE = { supported: "good", not_supported: "bad", partly: "push", not_comparable: "none", no_data: "none" };

function icon(name, box = "0 0 24 24") {
  return make("svg", { viewBox: box, class: `icon ${name}`, "aria-hidden": "true" }, make("path", { d: ICONS[name] }));
}

function evidenceMark(verdict) {
  const parts = {
    supported: [make("path", { d: ICONS.supported, class: "open" })],
    not_supported: [make("path", { d: ICONS.not_supported, class: "open" })],
    partly: [make("circle", { cx: 12, cy: 12, r: 9, class: "open thin" }), make("path", { d: "M12 3a9 9 0 0 0 0 18z" })],
    not_comparable: [make("path", { d: "M2 6.500h20v4H2zM2 14h20v4H2zM15 1l4 1.600L9 23l-4-1.600z" })],
    no_data: [make("circle", { cx: 12, cy: 12, r: 8.5, class: "open thin" })],
  }[verdict];
  return make("svg", { viewBox: "0 0 24 24", class: "mark", "aria-hidden": "true" }, parts);
}

const div = (name, ...children) => make("div", { class: name }, ...children);
const span = (name, ...children) => make("span", { class: name }, ...children);
const sideName = (side, view) => span(`side ${side}`, make("i", { "aria-hidden": "true" }), view[side].short);
const amount = (figure, side, view) => (figure ? span(`amount ${side}`, figure.text) : span("gap", view.words.missing));
const chip = (state, text) => span(`chip ${state}`, shape(state), text);

function welcome(chapter, view) {
  return div("welcome", make("p", { class: "lede" }, chapter.lede),
    div("pair", sideName("host", view), span("role", view.words.host), sideName("visitor", view), span("role", view.words.visitor)),
    make("ol", {}, chapter.agenda.map((name, i) => make("li", {}, make("b", {}, i + 2), name))));
}

function map(chapter, view) {
  const picture = make("svg", { viewBox: "0 0 1080 716", role: "img", "aria-label": chapter.title, class: "outlines" });
  drawOutlines(picture, view);
  const rows = chapter.facts.map((row) => div("fact", make("p", {}, row.name, " ", make("em", {}, row.unit)),
    amount(row.host, "host", view), amount(row.visitor, "visitor", view)));
  return div("two", picture, div("facts", div("fact head", sideName("host", view), sideName("visitor", view)), rows));
}

function named(row, note = row.note) {
  return div("name", make("b", {}, row.name), make("small", {}, note));
}

function track(row, view) {
  if (row.host_place === null || row.visitor_place === null) return div("track none", row.remedy);
  const [low, high] = [row.host_place, row.visitor_place].sort((a, b) => a - b);
  const placed = (name, left, right = left) => {
    const mark = make("i", { class: name });
    mark.style.left = `${left}%`;
    if (right > left) mark.style.width = `${right - left}%`;
    return mark;
  };
  return make("div", { class: "track", role: "img", "aria-label": `${view.host.short} ${Math.round(row.host_place)}, ${view.visitor.short} ${Math.round(row.visitor_place)}` },
    make("i", { class: "band" }), make("i", { class: "middle" }),
    placed("link", low, high), placed("dot host", row.host_place), placed("dot visitor", row.visitor_place));
}

function leads(chapter, view) {
  return div("grid leads", div("line head", span("", view.words.indicator), sideName("host", view), sideName("visitor", view),
    div("ends", span("", view.words.behind), span("", view.words.ahead)), span("", view.visitor.short)),
  chapter.leads.map((row) => div("line", named(row), amount(row.host, "host", view), amount(row.visitor, "visitor", view), track(row, view),
    chip(row.verdict, row.verdict_text))));
}

function lessons(chapter, view) {
  const rows = chapter.leads.map((row) => div("line", named(row), amount(row.visitor, "visitor", view), amount(row.host, "host", view),
    div("name", chip(row.verdict, row.gap_text), make("small", {}, row.since))));
  const practices = chapter.practices.map((row) => div("told", make("b", {}, row.name), make("p", {}, row.record), make("small", {}, row.source)));
  return div("grid lessons", rows.length ? div("line head", span("", view.words.indicator), sideName("visitor", view), sideName("host", view), span("", view.words.gap)) : null,
    rows, practices);
}

function moved(side, view) {
  if (side.reason) return div("moved", span("refused", side.reason));
  const state = { better: "ahead", worse: "behind", same: "equal" }[side.direction] || "unknown";
  return div("moved", span("", span("from", side.ends_text), span(`word ${state}`, shape(state), side.change_text)),
    make("small", {}, [side.direction_text, side.trend_text].filter(Boolean).join(", ")));
}

function changes(chapter, view) {
  return div("grid changes", div("line head", span("", view.words.indicator), sideName("host", view), sideName("visitor", view), span("", view.words.median)),
    chapter.changes.map((row) => div("line", named(row), moved(row.host, view), moved(row.visitor, view), span("median", row.median_text))));
}

function practices(chapter, view) {
  return div("grid practices", div("line head", span("", ""), span("", view.words.practice), sideName("host", view), sideName("visitor", view),
    span("", view.words.evidence), span("", view.words.first_step)),
  chapter.practices.map((row, i) => div("line", span("number", i + 1),
    div("name", make("b", {}, row.name), make("small", {}, row.indicator)),
    div("name", amount(row.host, "host", view), make("small", {}, row.host_note)),
    div("name", amount(row.visitor, "visitor", view), make("small", {}, row.visitor_note)),
    div("name", span(`evidence ${EVIDENCE[row.verdict]}`, evidenceMark(row.verdict), row.verdict_text), make("small", {}, row.verdict_note)),
    make("p", { class: "step" }, row.step))));
}

function order(chapter) {
  return div("order", chapter.steps.map((row) => div("step", span("days", row.days_text), make("b", {}, row.title), make("p", {}, row.text),
    make("small", {}, row.practice))));
}

function held(chapter, view) {
  return div("grid held", chapter.data.map((row) => div("line", named(row), amount(row.figure, "visitor", view), make("p", {}, row.state_text))));
}

const BODIES = { welcome, map, leads, lessons, changes, practices, order, data: held };

function drawOutlines(picture, view) {
  const [width, height] = [1080, 716];
  fetchLayer(view.layer).then(async (all) => {
    const pair = ["host", "visitor"].map((side) => [side, all.find((feature) => feature.code === view[side].code)]).filter(([, found]) => found);
    if (!pair.length) return;
    const points = pair.flatMap(([, feature]) => feature.rings.flat());
    const pick = (place, choose) => points.reduce((found, point) => choose(found, point[place]), points[0][place]);
    const [west, east, south, north] = [pick(0, Math.min), pick(0, Math.max), pick(1, Math.min), pick(1, Math.max)];
    const squeeze = Math.cos(((south + north) / 2) * Math.PI / 180);
    const k = Math.min(width / ((east - west) * squeeze), height / (north - south)) * 0.86;
    const middle = [(west + east) / 2, (south + north) / 2];
    const at = ([x, y]) => [width / 2 + (x - middle[0]) * squeeze * k, height / 2 + (middle[1] - y) * k];
    const around = east - west > 6 && view.provinces ? await fetchLayer(view.provinces) : all;
    const own = pair.map(([, feature]) => feature);
    const near = [...around.filter((feature) => !own.includes(feature)), ...own].map((feature) => ({ feature, d: outline(feature, at) }));
    const inside = ([x, y], m = 0) => x > m && x < width - m && y > m && y < height - m;
    const over = near.filter(({ feature }) => feature.rings.some((ring) => ring.some((point) => inside(at(point)))));
    const areas = make("g"), lines = make("g"), marks = make("g"), labels = make("g");
    picture.replaceChildren(make("rect", { width, height, class: "sea" }), areas, lines, marks, labels);
    for (const { feature, d } of over) {
      const side = pair.find(([, other]) => other === feature)?.[0];
      if (!side) areas.append(make("path", { d, class: "other" }));
    }
    const taken = [];
    const free = (box) => taken.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);
    const write = (text, [x, y], size, name, force = false) => {
      const half = text.length * size * 0.29, box = [x - half, y - size * 0.8, x + half, y + size * 0.3];
      if (!force && (!free(box) || box[0] < 8 || box[2] > width - 8 || box[1] < 8 || box[3] > height - 60)) return;
      taken.push(box);
      labels.append(make("text", { x, y, class: name, "text-anchor": "middle", "font-size": size }, text));
    };
    for (const [side, feature] of pair) {
      const path = near.find((entry) => entry.feature === feature);
      lines.append(make("path", { d: path.d, class: `ours ${side}` }));
      const [x, y] = feature.centre, size = side === "host" ? 52 : 46;
      const xs = feature.rings.flat().map((point) => at(point)[0]);
      const fits = Math.max(...xs) - Math.min(...xs) > view[side].short.length * size * 0.56;
      if (!fits && feature.area < 2500) marks.append(make("circle", { cx: x, cy: y, r: 15, class: `pin ${side}` }));
      const up = !fits && y > height / 2 ? -30 : 0;
      write(view[side].short, [Math.max(120, Math.min(width - 120, x)), fits ? y + size * 0.3 : up ? y + up : y + 66], fits ? size : 40, fits ? `in ${side}` : `out ${side}`, true);
    }
    over.filter(({ feature }) => !pair.some(([, other]) => other === feature) && inside(feature.centre) && feature.area > 5000)
      .sort((a, b) => b.feature.area - a.feature.area).slice(0, 9)
      .forEach(({ feature }) => write(view.names[feature.code] || feature.name, feature.centre, 31, "neighbour"));
    const kilometres = 111.32 * (1 / k), steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
    const length = steps.findLast((step) => step / kilometres < 230) || 1, px = length / kilometres;
    labels.append(make("path", { d: `M24,680v20M24,690h${px.toFixed(1)}M${(24 + px).toFixed(1)},680v20`, class: "scale" }),
      make("text", { x: 38 + px, y: 701, "font-size": 31, class: "neighbour dark" }, `${new Intl.NumberFormat(view.locale).format(length)} km`));
    if (view.districts) fetchLayer(view.districts).then((parts) => {
      for (const [side, feature] of pair) for (const part of parts.filter((entry) => entry.parent === feature.code))
        lines.append(make("path", { d: outline(part, at), class: `district ${side}` }));
      for (const [, feature] of pair) lines.append(make("path", { d: near.find((entry) => entry.feature === feature).d, class: "edge" }));
    }).catch(() => {});
    if (view.lakes) fetchLayer(view.lakes).then((parts) => {
      for (const part of parts) lines.append(make("path", { d: outline(part, at), class: "lake" }));
    }).catch(() => {});
  }).catch(() => picture.replaceChildren(make("text", { x: 40, y: 80, "font-size": 34 }, view.words.no_layer)));
}

export default function ({ data: view, parentElement, setTriggerValue }) {
  const board = root(parentElement, "stage");
  const last = view.chapters.length - 1;
  if (board.story !== view.story_id) board.waiting = null; // another pair: what was pressed before means nothing
  board.story = view.story_id;
  if (board.waiting && board.waiting.place === view.index) board.waiting = null; // the server has followed
  const isWaiting = board.waiting && board.waiting.place !== view.index && Date.now() - board.waiting.since < 4000;
  let place = isWaiting ? board.waiting.place : view.index;

  function draw() {
    const chapter = view.chapters[place];
    const body = chapter.has_rows ? BODIES[chapter.kind](chapter, view) : make("p", { class: "absent" }, chapter.missing);
    const key = (name, label, target, isOff) => make("button", { type: "button", class: `nav ${name}`, disabled: isOff, onclick: () => go(target) },
      name === "back" ? icon("back") : null, label, name === "next" ? icon("next") : null);
    const sheet = div("sheet",
      make("header", {}, span("who", icon("torch", "0 0 20 32"), view.words.tour), span("chapter", `${chapter.number}. ${chapter.name}`),
        span("pair", view.words.pair),
        make("button", { type: "button", class: "full", "aria-label": view.words.full, title: view.words.full, onclick: toggle }, icon("full"))),
      make("h2", { class: chapter.title.length > 56 ? "long" : "" }, chapter.title),
      chapter.caption ? make("p", { class: "caption" }, chapter.caption) : null,
      div("body", body),
      make("footer", {}, key("back", view.words.back, place - 1, place === 0),
        div("mid", div("dots", view.chapters.map((other, i) => make("button", {
          type: "button", class: i === place ? "on" : "", "aria-label": `${other.number}. ${other.name}`, "aria-current": i === place ? "step" : null, onclick: () => go(i),
        }))), make("p", {}, chapter.foot)),
        key("next", view.words.next, place + 1, place === last)));
    board.replaceChildren(div("frame", sheet));
  }

  function go(target) {
    if (target < 0 || target > last || target === place) return;
    place = target;
    board.waiting = { place, since: Date.now() };
    draw();
    setTriggerValue("chapter", place);
  }

  function toggle() {
    if (document.fullscreenElement) document.exitFullscreen();
    else board.requestFullscreen?.().catch(() => {});
  }

  function onKey(event) {
    const target = event.composedPath()[0];
    if (event.altKey || event.ctrlKey || event.metaKey || target?.closest?.("input, textarea, select, [role=combobox], [role=listbox]")) return;
    const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    go(place + by);
  }

  draw();
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}
