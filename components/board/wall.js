// The wall: every scene arrives once; which one stands there follows from the clock alone. A heartbeat asks the server
// whether what is shown is still fresh, and brings a page back that lost its session.
const BEAT = 10000, HOLD = 60000, WAIT = 8000, STALE = 900000, STAGE = [1920, 1080];

function picture(view, style) {
  if (!view) return null;
  const named = view.label ? { role: "img", "aria-label": view.label } : { "aria-hidden": "true" };
  return make("svg", { viewBox: `0 0 ${view.width} ${view.height}`, width: view.width, height: view.height, class: style, ...named },
    view.shapes.map(({ tag, at, text }) => make(tag, at, tag === "text" || !text ? text || null : make("title", {}, text))));
}

const state = (view) => make("span", { class: `state ${view.state}` }, view.state === "plain" ? null : shape(view.state), view.state_text);

function tile(view, isNarrow) {
  const aims = view.bullet ? make("div", { class: "aims" }, bullet(view.bullet), view.aim ? make("span", {}, view.aim) : null) : null;
  return make("article", { class: "tile" },
    make("div", { class: "name" }, make("span", {}, view.name), view.period ? make("span", { class: "per" }, view.period) : null),
    make("div", { class: "row" },
      view.value === null ? make("span", { class: "void" }) : make("div", { class: "value" }, view.value, view.unit ? make("small", {}, view.unit) : null),
      aims && !isNarrow ? make("div", { class: "side" }, picture(view.spark, "spark"), aims) : picture(view.spark, "spark")),
    make("div", { class: "stand" }, state(view), view.place ? make("span", { class: "place" }, view.place) : null),
    make("div", { class: "note" }, make("span", {}, view.before ? `${view.before} ` : null, view.change ? make("b", {}, view.change) : null, ` ${view.change_words}`),
      view.age ? make("span", { class: "age" }, view.age) : null),
    isNarrow ? aims : null);
}

function chart(view) {
  if (!view.hero) return make("div", { class: "chartbox" },
    make("div", { class: "hrow" }, make("span", { class: "hname" }, view.name), state(view), make("span", { class: "note" }, view.note)),
    picture(view.picture, "chart"));
  return make("div", { class: "herobox" },
    make("div", {}, make("div", { class: "hname" }, view.name), make("div", { class: "hero" }, view.hero), state(view),
      make("div", { class: "notes" }, view.hero_notes.map((text) => make("div", {}, text)))),
    picture(view.picture, "chart"));
}

// Outlines of one map; returns how to paint a period. The label stands in the corner that hides least.
function outlines(view, holder, label, words) {
  fetchLayer(view.layer).then((all) => {
    const features = all.filter((feature) => !view.parent || feature.parent === view.parent).map((feature) => ({ ...feature }));
    const { width, height } = view, at = project(features, width, height - 6);
    const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "map", role: "img", "aria-label": view.title });
    const place = new Map(view.codes.map((code, i) => [code, i])), find = (code) => features.find((feature) => feature.code === code);
    const drawn = features.map((feature) => ({ feature, d: outline(feature, at) })).sort((a, b) => b.feature.area - a.feature.area);
    for (const { feature, d } of drawn) svg.append(feature.path = make("path", { d, "data-code": feature.code }, make("title", {}, feature.name)));
    const corners = [[width, 1], [0, -1]].flatMap(([x, side]) => [[x, 0, side], [x, height - label.tall, side]]);
    const points = features.flatMap((feature) => feature.rings.flat().map(at)), used = [];
    for (const { code, role, lines, wide } of label.of) {
      const feature = find(code);
      if (!feature) continue;
      svg.append(make("path", { d: feature.path.getAttribute("d"), class: `hl ${role}` }));
      const [x, y] = feature.centre;
      const hidden = ([cx, cy, side]) => points.filter(([u, v]) => (side > 0 ? u > cx - wide : u < wide) && v > cy && v < cy + label.tall).length
        + used.filter((other) => other[1] === cy && other[2] === side).length * 1e6 + Math.abs(cy + label.tall / 2 - y) / 1e4;
      const corner = corners.reduce((best, next) => (hidden(next) < hidden(best) ? next : best));
      used.push(corner);
      const [cx, cy, side] = corner, row = cy + lines[0][1] * 0.52, edge = cx - side * (wide + 14);
      const across = side > 0 ? Math.max(x, edge) : Math.min(x, edge), lead = `M${x} ${y}V${row}H${across}`;
      svg.append(make("path", { d: lead, class: "halo" }), make("path", { d: lead, class: "lead" }), make("circle", { cx: x, cy: y, r: label.pin, class: "pin" }));
      let base = cy;
      for (const [text, size, style] of lines) svg.append(make("text", { x: cx, y: base += size * (base === cy ? 0.86 : 1.22), "text-anchor": side > 0 ? "end" : "start", "font-size": size, class: `${style} ${role}` }, text));
    }
    const paint = (period) => {
      const values = view.values[period] || [], counts = view.limits.map(() => 0);
      let missing = 0;
      for (const feature of features) {
        const value = values[place.get(feature.code)] ?? null, tone = value === null ? null : classOf(value, view.limits);
        if (tone === null) missing += 1; else counts[tone] += 1;
        feature.path.setAttribute("class", view.limits.length ? (tone === null ? "nd" : `s${tone + 1}`) : `plain ${label.of.find((one) => one.code === feature.code)?.role || ""}`);
      }
      svg.classList.toggle("sparse", missing > features.length * 0.4);
      label.legend?.replaceChildren(...counts.map((n, i) => make("div", {}, make("i", { class: `s${i + 1}` }, n), make("span", {}, view.class_labels[i]))),
        ...(missing ? [make("div", { class: "ndc" }, make("i", {}, make("b", {}, missing)), make("span", {}, words.no_data))] : []));
    };
    paint(view.period);
    holder.replaceChildren(svg);
    holder.paint = paint;
  }).catch(() => holder.replaceChildren(make("p", { class: "note" }, words.no_layer)));
  return holder;
}

function panel(view, m, words) {
  const legend = make("div", { class: "legend" }), holder = make("div", { class: "mapbox" }), when = make("span", {}, ` · ${view.when}`);
  holder.style.height = `${view.map.height}px`;
  outlines(view.map, holder, { tall: m * 1.75, pin: m * 0.16, legend, of: [{ code: view.map.ours, role: "ours", wide: view.label_width, lines: [[view.label, m * 0.74, "maplab"], [view.label_value, m * 0.67, "mapsub"]] }] }, words);
  holder.step = (by) => {
    const periods = view.map.periods, next = periods[periods.indexOf(holder.period ?? view.map.period) + by];
    if (!next) return;
    holder.period = next;
    holder.paint?.(next);
    when.textContent = ` · ${next === view.map.period ? view.when : view.map.period_labels[next]}`;
  };
  return make("section", { class: "panel" }, make("h2", {}, view.title, when), holder, legend, picture(view.strip, "strip"));
}

function pair(view, m, words) {
  const cell = (text, who, row) => make("span", { class: `${who === "ours" ? "vu" : "vc"} ${row.leader === who ? "win" : "lose"}` }, text || make("span", { class: "nodata" }, words.missing));
  const holder = make("div", { class: "mapbox" });
  if (view.map) outlines(view.map, holder, { tall: m * 0.95, pin: m * 0.15, of: [
    { code: view.map.ours, role: "ours", wide: view.widths[0], lines: [[view.ours, m * 0.74, "maplab"]] },
    { code: view.map.compared[0], role: "compared", wide: view.widths[1], lines: [[view.theirs, m * 0.74, "maplab"]] }] }, words);
  return [make("section", { class: "pair" },
    make("div", { class: "pr h" }, make("span", {}, view.head), make("span", { class: "u" }, view.ours),
      make("span", { class: "m" }, make("span", {}, view.best), make("span", {}, view.last)), make("span", { class: "c" }, view.theirs)),
    view.rows.map((row) => make("div", { class: "pr" }, make("span", { class: "n" }, row.name, make("small", {}, ` ${row.unit}`)),
      cell(row.ours, "ours", row), picture(row.picture, "dumb"), cell(row.theirs, "theirs", row)))),
  make("section", { class: "panel" }, make("h2", {}, view.score_title, make("span", {}, ` · ${view.score_note}`)),
    make("div", { class: "score" }, view.score.map(([role, n, text]) => make("div", { class: role }, make("b", {}, n), text))), holder)];
}

const items = (view) => view.map((one) => make("article", { class: "item" },
  make("span", { class: `mark ${one.state}` }, shape(one.state)),
  make("div", {}, make("h2", {}, one.sentence), make("p", {}, make("b", { class: one.state }, `${one.state_text}.`), ` ${one.evidence}`)),
  one.code ? picture(one.code, "qr") : make("span")));

function draw(view, wall) {
  const m = wall.m, words = wall.words;
  const parts = view.pair ? pair(view.pair, m, words) : view.items.length ? items(view.items) : [
    make("section", { class: view.chart ? "split" : "left" }, view.chart ? chart(view.chart) : null,
      view.tiles.length ? make("div", { class: `tiles n${view.tiles.length}${view.chart ? " three" : ""}` }, view.tiles.map((one) => tile(one, Boolean(view.chart)))) : null),
    view.panel ? panel(view.panel, m, words) : null];
  return make("section", { class: `scene form-${view.form} ${view.layout}${view.panel ? " with-map" : ""}`, "data-scene": view.id, "aria-hidden": "true" },
    make("h2", { class: "title" }, view.title), make("main", { class: "body" }, parts.filter(Boolean)), make("p", { class: "sources" }, view.foot));
}

// The scene at a moment, and how far it is; components/wall/clock.py says the same.
function sceneAt(seconds, dwells) {
  let passed = seconds % dwells.reduce((sum, dwell) => sum + dwell, 0);
  const place = dwells.findIndex((dwell) => passed < dwell || ((passed -= dwell), false));
  return place < 0 ? [dwells.length - 1, dwells.at(-1)] : [place, passed];
}

function begin(board, memory) {
  const { view } = memory, { words, zone, locale } = view, tag = { id: "id-ID", en: "en-GB" }[locale] || locale;
  const say = (options) => new Intl.DateTimeFormat(tag, { timeZone: zone, ...options });
  const day = say({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const moment = say({ day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" }), short = say({ hour: "2-digit", minute: "2-digit" });
  const text = (style) => make("span", { class: style });
  const name = text("scene-name"), date = text("date"), clock = text("clock"), count = text("count"), foot = text("sources"), ages = text("ages");
  const progress = make("circle", { class: "p", cx: 20, cy: 20, r: 16, transform: "rotate(-90 20 20)" }), link = make("i", { class: "conn", role: "img", "aria-label": words.connected });
  const warn = picture({ width: 32, height: 32, shapes: [{ tag: "circle", at: { cx: 16, cy: 16, r: 13.5 } }, { tag: "path", at: { d: "M16 8.5v9M16 22v2.6" } }] }, "warn");
  const strip = make("footer", { class: "foot" }, warn, foot, ages, make("span", { class: "brand" }, picture({ width: 20, height: 32, shapes: [{ tag: "path", at: { d: "M10 2C13 7 17 9 17 14a7 7 0 0 1-14 0C3 9 8 8 10 2Z" } }, { tag: "path", at: { d: "M6 24h8M8 24v6M12 24v6" } }] }), "Suluh"));
  const scenes = view.scenes.map(() => null), stack = make("div", { class: "stack" }), dwells = view.scenes.map((scene) => scene.dwell);
  const icon = (d) => make("svg", { viewBox: "0 0 24 24", width: 44, height: 44, "aria-hidden": "true" }, make("path", { d }));
  const button = (label, d, press) => make("button", { type: "button", "aria-label": label, onclick: (event) => { event.stopPropagation(); press(); } }, icon(d));
  const hold = button(words.resume, "M7 4v16l13-8Z", () => { memory.until = 0; tick(); });
  const bar = make("div", { class: "controls", hidden: "" }, button(words.previous, "M16 4l-9 8 9 8Z", () => turn(-1)), hold, button(words.next, "M8 4l9 8-9 8Z", () => turn(1)),
    button(`${words.period} −`, "M4 10.5h16v3H4Z", () => stepMap(-1)), button(`${words.period} +`, "M4 10.5h6.5V4h3v6.5H20v3h-6.5V20h-3v-6.5H4Z", () => stepMap(1)), make("a", { href: "/", target: "_self", "aria-label": words.leave }, icon("M5 3 12 10 19 3l2 2-7 7 7 7-2 2-7-7-7 7-2-2 7-7-7-7Z")));
  const frame = make("div", { class: "frame" }, make("header", { class: "top" }, make("span", { class: "place" }, view.place), text("sep"), name,
    make("span", { class: "right" }, date, clock, make("svg", { class: "ring", viewBox: "0 0 40 40", "aria-hidden": "true" }, make("circle", { class: "t", cx: 20, cy: 20, r: 16 }), progress), count, link)), stack, strip);
  board.className = `board wall ${view.theme}`;
  board.style.setProperty("--m", `${view.m}px`);
  board.replaceChildren(make("svg", { class: "defs", width: 0, height: 0 }, hatch("nodata")), frame, bar);
  if (!dwells.length) stack.append(make("h2", { class: "title empty" }, words.empty));
  let shown = -1;
  const now = () => Date.now() + memory.offset;
  const touch = () => { memory.held = shown; memory.until = Date.now() + HOLD; bar.hidden = false; hold.focus({ preventScroll: true }); };
  const turn = (by) => { touch(); memory.held = (shown + by + dwells.length) % dwells.length; tick(); };
  const stepMap = (by) => { touch(); scenes[shown].querySelector(".mapbox")?.step?.(by); };
  board.onpointerdown = touch;
  memory.key = (event) => {
    const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (by) turn(by); else if (event.key === " " && !event.composedPath().includes(hold)) { if (memory.until > Date.now()) { memory.until = 0; tick(); } else touch(); } else return;
    event.preventDefault();
  };
  const fit = () => {
    const k = Math.min(innerWidth / STAGE[0], innerHeight / STAGE[1]);
    frame.style.transform = `translate(${(innerWidth - k * STAGE[0]) / 2}px, ${(innerHeight - k * STAGE[1]) / 2}px) scale(${k})`;
  };
  function show(place) {
    const before = stack.querySelector(".on");
    const scene = scenes[place] ??= stack.appendChild(draw(view.scenes[place], view));
    before?.classList.remove("on");
    before?.setAttribute("aria-hidden", "true");
    scene.classList.add("on");
    scene.removeAttribute("aria-hidden");
    name.textContent = view.scenes[place].name;
    count.textContent = `${place + 1}/${dwells.length}`;
    shown = place;
    board.dataset.scene = view.scenes[place].id;
  }
  function tick() {
    const moment_ = now(), held = memory.until > Date.now();
    if (dwells.length) {
      const [place, passed] = sceneAt(moment_ / 1000, dwells), next = held ? memory.held : place;
      if (!held) bar.hidden = true;
      if (next !== shown) show(next);
      progress.setAttribute("stroke-dasharray", `${held ? 0 : (100.53 * Math.ceil(passed)) / dwells[place]} 100.53`);
    }
    date.textContent = view.has_date ? day.format(moment_) : "";
    clock.textContent = `${short.format(moment_)} ${view.zone_name}`;
    const problem = memory.problem;
    strip.classList.toggle("amber", Boolean(problem));
    link.classList.toggle("off", Boolean(problem));
    foot.textContent = problem ? `${words.good} ${moment.format(memory.good)} ${view.zone_name} · ${words[problem]}` : view.scenes[shown]?.foot || "";
    ages.textContent = problem ? "" : `${words.loaded} ${view.loaded}${view.scenes[shown]?.layout === "full" ? ` · ${words.drawn} ${short.format(memory.drawn)}` : ""}`;
  }
  memory.tick = tick; memory.fit = fit;
  fit(); tick();
}

async function beat(memory) {
  const asked = Date.now();
  try {
    const answer = await fetch("/ready", { cache: "no-store", signal: AbortSignal.timeout(BEAT) }), found = await answer.json();
    const there = Date.parse(answer.headers.get("date")) + 500, here = (asked + Date.now()) / 2;
    if (Number.isFinite(there)) memory.offset = Math.abs(there - here) > 2000 ? there - here : 0; // a clock that is wrong follows the server's
    if (found.status === "ready") {
      memory.good = there || here;
      if (memory.problem === "cut") memory.lost ??= asked; // the session may be gone: a page that is not drawn again is loaded again
      memory.problem = null;
      if (found.generation !== memory.view.generation) memory.send("generation", found.generation);
    } else memory.problem = "down";
  } catch { memory.problem = "cut"; memory.lost = null; }
  if (!memory.problem && ((memory.lost && asked - memory.lost > WAIT) || asked - memory.called > STALE)) window.location.reload();
  memory.tick();
}

export default function ({ data: view, parentElement, setTriggerValue }) {
  const board = root(parentElement, "wall"), memory = (board.memory ??= { offset: 0, held: 0, until: 0, problem: null, good: Date.now() });
  Object.assign(memory, { called: Date.now(), drawn: view.drawn, lost: null, send: setTriggerValue });
  if (memory.stamp === view.stamp) return;
  const isFirst = memory.stamp === undefined;
  Object.assign(memory, { view, stamp: view.stamp });
  begin(board, memory);
  if (!isFirst) return;
  const cover = () => document.body.classList.add("under-wall"); // again at every tick: another wall may have gone meanwhile
  const clock = setInterval(() => (board.isConnected ? (cover(), memory.tick()) : stop()), 200), pulse = setInterval(() => beat(memory), BEAT);
  const resize = () => memory.fit(), key = (event) => memory.key(event);
  const stop = () => {
    document.body.classList.remove("under-wall");
    clearInterval(clock); clearInterval(pulse); removeEventListener("resize", resize); removeEventListener("keydown", key);
  };
  addEventListener("resize", resize);
  addEventListener("keydown", key);
  cover();
  beat(memory);
}
