// The map: outlines come once by URL, values by message; classes are locked over all periods.
function classOf(value, limits) {
  const found = limits.findIndex((limit) => value <= limit);
  return found < 0 ? limits.length - 1 : found;
}

function nameAreas(features, marks) { // the largest first; one without room says its name when pointed at
  const placed = [];
  for (const { name, centre: [x, y], area } of features) {
    const half = name.length * 3.1, isTaken = placed.some((box) => Math.abs(box.x - x) < box.half + half && Math.abs(box.y - y) < 14);
    if (isTaken || half * 2 > Math.sqrt(area) * 1.6) continue;
    placed.push({ x, y, half });
    marks.append(make("text", { x, y: y + 4, "text-anchor": "middle", class: "name" }, name));
  }
}

export default function ({ data: view, parentElement, setTriggerValue }) {
  const board = root(parentElement, "map");
  const narrow = board.clientWidth && board.clientWidth < 520;
  const [width, height] = narrow ? [520, 420] : [view.width, view.height];
  let period = view.period, timer = null, stale = false;
  const say = make("p", { class: "sr-only", "aria-live": "polite" });
  const tip = make("div", { class: "tip", hidden: "" });

  fetchLayer(view.layer).then((all) => {
    if (stale) return;
    const features = all.filter((feature) => !view.parent || feature.parent === view.parent);
    const at = project(features, width, height - 6);
    const picture = make("svg", { viewBox: `0 0 ${width} ${height}`, role: "application", "aria-label": view.words.title, tabindex: 0 }, hatch("nodata"));
    const areas = make("g"), marks = make("g"), labels = make("g", { class: "labels" });
    const drawn = features.map((feature) => ({ feature, d: outline(feature, at) })).sort((a, b) => b.feature.area - a.feature.area);
    for (const { feature, d } of drawn) {
      feature.path = make("path", { d, "data-code": feature.code, class: "area" });
      areas.append(feature.path);
      feature.dot = null;
      if (view.kind === "count" || feature.area < 60) { // small cities are enlarged so that they are seen and hit
        feature.dot = make("circle", { cx: feature.centre[0], cy: feature.centre[1], r: 6, "data-code": feature.code, class: "area dot" });
        marks.append(feature.dot);
      }
    }
    for (const code of [...view.compared, view.ours].filter(Boolean)) {
      const chosen = features.find((feature) => feature.code === code);
      if (chosen) marks.append(make("path", { d: chosen.path.getAttribute("d"), class: code === view.ours ? "ring ours" : "ring compared" }));
    }
    if (view.has_names) nameAreas(drawn.map(({ feature }) => feature), marks);
    picture.append(areas, marks, labels);
    const legend = make("div", { class: "legend" }), strip = make("div", { class: "strip" }), time = make("div", { class: "time" });
    board.replaceChildren(picture, legend, strip, time, tip, say);

    const place = new Map(view.codes.map((code, i) => [code, i]));
    const valueOf = (feature) => (view.values[period] || [])[place.get(feature.code)] ?? null;
    const largest = Math.max(...Object.values(view.values).flat().map(Math.abs), 1e-12);

    function paint() {
      for (const feature of features) {
        const value = valueOf(feature);
        const tone = value === null ? "nodata" : view.limits.length === 0 ? "plain" : `c${classOf(value, view.limits) + 1}`;
        feature.path.setAttribute("class", `area ${view.kind === "count" && value !== null ? "plain" : tone}`);
        if (!feature.dot) continue;
        feature.dot.setAttribute("class", `area dot ${view.kind === "count" ? "bubble" : tone}`);
        if (view.kind === "count") feature.dot.setAttribute("r", value === null ? 0 : Math.max(2, 26 * Math.sqrt(Math.abs(value) / largest)));
      }
      paintLegend();
      paintLabels();
      board.dataset.drawn = features.filter((feature) => valueOf(feature) !== null).length;
      board.dataset.missing = features.filter((feature) => valueOf(feature) === null).length;
      board.dataset.regions = features.length;
    }

    function paintLegend() {
      const counts = view.limits.map(() => 0);
      let missing = 0;
      for (const feature of features) {
        const value = valueOf(feature);
        if (value === null) missing += 1; else if (view.limits.length) counts[classOf(value, view.limits)] += 1;
      }
      const items = view.limits.map((_limit, i) => make("div", {}, make("i", { class: `c${i + 1}` }, counts[i]), view.class_labels[i]));
      if (view.kind === "count") items.push(make("div", {}, make("i", { class: "bubbles" }, features.length - missing), view.words.circles));
      items.push(make("div", { class: "nd" }, make("i", {}, make("b", {}, missing)), view.words.missing));
      legend.replaceChildren(...items);
      const known = features.map((feature) => [feature, valueOf(feature)]).filter(([, value]) => value !== null);
      if (known.length < 2 || !view.limits.length) return strip.replaceChildren();
      const values = known.map(([, value]) => value), low = Math.min(...values), span = Math.max(...values) - low || 1;
      const spot = (value) => 8 + ((value - low) / span) * (width - 16);
      const order = known.sort(([a], [b]) => rankOf(a.code) - rankOf(b.code));
      strip.replaceChildren(make("svg", { viewBox: `0 0 ${width} 20`, "aria-hidden": "true" },
        make("line", { x1: 0, x2: width, y1: 10, y2: 10, class: "axis" }),
        ...order.map(([feature, value]) => make("circle", { cx: spot(value), cy: 10, r: rankOf(feature.code) ? 6 : 3.5, class: `mark ${role(feature.code)}` }))));
    }

    const role = (code) => (code === view.ours ? "ours" : view.compared.includes(code) ? "compared" : "other");
    const rankOf = (code) => ["other", "compared", "ours"].indexOf(role(code));

    function paintLabels() {
      const chosen = [view.ours, view.compared[0]].map((code) => features.find((feature) => feature.code === code)).filter(Boolean);
      chosen.sort((a, b) => a.centre[1] - b.centre[1]);
      labels.replaceChildren(...chosen.flatMap((feature, i) => {
        const [x, y] = feature.centre, row = 16 + i * 44, right = x < width * 0.7;
        const edge = right ? Math.min(width - 8, x + 70) : Math.max(8, x - 70);
        return [
          make("path", { d: `M${x},${y}V${row}H${edge}`, class: "halo" }), make("path", { d: `M${x},${y}V${row}H${edge}`, class: "leader" }),
          make("circle", { cx: x, cy: y, r: 3, class: "pin" }),
          make("text", { x: edge + (right ? 6 : -6), y: row + 5, "text-anchor": right ? "start" : "end", class: role(feature.code) }, feature.name),
          make("text", { x: edge + (right ? 6 : -6), y: row + 23, "text-anchor": right ? "start" : "end", class: role(feature.code) }, figure(valueOf(feature), view)),
        ];
      }));
    }

    const describe = (feature) => `${feature.name}: ${view.limits.length || view.kind === "count" ? figure(valueOf(feature), view) : view.words.missing}`;
    const codeAt = (event) => event.target.getAttribute && event.target.getAttribute("data-code");
    const find = (code) => features.find((feature) => feature.code === code);
    const select = (code) => view.is_selectable && setTriggerValue("region", code);
    picture.onclick = (event) => codeAt(event) && select(codeAt(event));
    picture.onpointermove = (event) => {
      const feature = find(codeAt(event));
      tip.hidden = !feature;
      if (!feature) return;
      const box = board.getBoundingClientRect();
      tip.textContent = `${describe(feature)} · ${view.period_labels[period] || ""}`;
      tip.style.left = `${Math.min(event.clientX - box.left + 14, box.width - 190)}px`;
      tip.style.top = `${event.clientY - box.top + 14}px`;
    };
    picture.onpointerleave = () => { tip.hidden = true; };
    const byName = features.slice().sort((a, b) => a.name.localeCompare(b.name));
    let focused = byName.findIndex((feature) => feature.code === view.ours);
    picture.onkeydown = (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step) {
        focused = (focused + step + byName.length) % byName.length;
        areas.querySelectorAll(".focus").forEach((node) => node.classList.remove("focus"));
        byName[focused].path.classList.add("focus");
        say.textContent = describe(byName[focused]);
        event.preventDefault();
        event.stopPropagation();
      } else if (event.key === "Enter" && focused >= 0) select(byName[focused].code);
    };

    if (view.periods.length > 1) {
      const last = view.periods.length - 1, year = make("output", {}, view.period_labels[period]);
      const slider = make("input", { type: "range", min: 0, max: last, step: 1, "aria-label": view.words.time });
      const play = make("button", { type: "button" }, view.words.play);
      const show = (index) => { period = view.periods[index]; slider.value = index; year.textContent = view.period_labels[period]; paint(); };
      slider.value = Math.max(0, view.periods.indexOf(period));
      slider.oninput = () => show(Number(slider.value));
      const stop = () => { clearInterval(timer); timer = null; play.textContent = view.words.play; };
      play.onclick = () => {
        if (timer) return stop();
        play.textContent = view.words.pause;
        show(Number(slider.value) >= last ? 0 : Number(slider.value));
        timer = setInterval(() => (Number(slider.value) >= last ? stop() : show(Number(slider.value) + 1)), 900);
      };
      time.replaceChildren(play, slider, year);
    }
    paint();
  }).catch(() => board.replaceChildren(make("p", { class: "problem" }, view.words.no_layer)));

  return () => { stale = true; clearInterval(timer); };
}
