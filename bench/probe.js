// Runs in every measured page: reads what is drawn, and notes the moment when all that is expected stands there.
(() => {
  let roots = [document]; // the document and the shadow roots in it, found once per reading
  const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  const framed = (selector) => [...document.querySelectorAll("iframe")].flatMap((frame) =>
    (frame.contentDocument ? [...frame.contentDocument.querySelectorAll(selector)] : []));
  const text = (node) => (node ? node.textContent.trim() : "");
  const number = (node) => (text(node).match(/^[-\u2212]?[\d.]+(,\d+)?/) || [null])[0];
  const fills = (paths) => paths.map((path) => path.getAttribute("fill") || path.getAttribute("class")).join("|");
  const still = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    return Boolean(app && app.dataset.testScriptState === "notRunning" && app.dataset.testConnectionState === "CONNECTED"
      && !document.querySelector('[data-stale="true"]'));
  };
  const counted = (words) => (words.match(/\d+ dari \d+/) || [""])[0];
  const words = () => { // a number that changes with any word on the page
    let sum = 0;
    for (const node of document.querySelectorAll("[data-testid=stMain] :is(h1, h2, h3, p, td, th)")) {
      for (const letter of text(node)) sum = (sum * 31 + letter.codePointAt(0)) | 0;
    }
    return sum;
  };
  const drawn = (plot) => [...plot.querySelectorAll(".js-line, .point")].length;

  const readers = {
    suluh() {
      const map = all(".board.map")[0], areas = map ? [...map.querySelectorAll("svg path.area")] : [];
      return {
        region: text(document.querySelector(".st-key-eyebrow")).split(" · ")[0],
        tiles: all(".board .tile").map((tile) => number(tile.querySelector(".value"))),
        regions: areas.length, fills: fills(areas), period: map ? text(map.querySelector("output")) : "",
        strip: all(".board.distribution circle.mark").length,
        ranking: all(".board.ranking .ranking li").length, ours: text(all(".board.ranking li.ours .name")[0]),
        changes: document.querySelectorAll(".st-key-panel_changes .stMarkdown p > strong").length,
        missing: counted(text(document.querySelector(".st-key-panel_missing"))), still: still(),
      };
    },
    dash() {
      const areas = [...document.querySelectorAll("#map path.leaflet-interactive")];
      return {
        region: text(document.querySelector("#title")).replace(" sekilas", ""),
        tiles: [...document.querySelectorAll(".tile .value")].map((node) => number(node)),
        sparks: [...document.querySelectorAll(".tile .js-plotly-plot")].filter(drawn).length,
        regions: areas.length, fills: fills(areas), period: text(document.querySelector("#period-shown")),
        strip: document.querySelectorAll("#strip .point").length,
        ranking: document.querySelectorAll("#ranking .bars .point").length,
        ours: [...document.querySelectorAll("#ranking .ytick")].map(text).join("|"),
        legend: document.querySelectorAll("#legend li").length,
        changes: document.querySelectorAll("#changes li").length, missing: counted(text(document.querySelector("#missing"))),
      };
    },
    naive() {
      const areas = framed("path.leaflet-interactive");
      return {
        region: text(document.querySelector("h1")).replace(" sekilas", ""),
        tiles: [...document.querySelectorAll('[data-testid="stMetricValue"]')].map((node) => number(node)),
        sparks: [...document.querySelectorAll('[class*="st-key-spark-"] .js-plotly-plot')].filter(drawn).length,
        regions: areas.length, fills: fills(areas),
        strip: document.querySelectorAll(".st-key-strip .point").length,
        ranking: document.querySelectorAll(".st-key-ranking .bars .point").length,
        ours: [...document.querySelectorAll(".st-key-ranking .ytick")].map(text).join("|"),
        changes: [...document.querySelectorAll('[data-testid="stMarkdown"]')].filter((node) => /^[▲▼] mem/.test(text(node))).length,
        missing: counted([...document.querySelectorAll('[data-testid="stCaptionContainer"]')].map(text).find((words) => words.includes("indikator utama")) || ""),
        still: still(),
      };
    },
    wall() {
      const scene = all(".wall .scene.on")[0], some = (selector) => (scene ? [...scene.querySelectorAll(selector)] : []);
      const areas = some("svg.map path[data-code]");
      return {
        tiles: some(".tile").map((tile) => number(tile.querySelector(".value"))), sparks: some(".tile svg.spark").length,
        regions: areas.length, fills: fills(areas), still: still(),
      };
    },
    dashwall() {
      const { tiles, sparks, regions, fills: colours } = readers.dash();
      return { tiles, sparks, regions, fills: colours };
    },
    naivewall() {
      const { tiles, sparks, regions, fills: colours, still: rests } = readers.naive();
      return { tiles, sparks, regions, fills: colours, still: rests };
    },
    desk() { // any page of ours: what is drawn, and what it says first
      const areas = all(".board.map svg path.area");
      return {
        title: text(document.querySelector("h1")), lede: text(document.querySelector(".st-key-lede")),
        regions: areas.length, fills: fills(areas), marks: all(".board circle.mark").length, ranking: all(".ranking li").length,
        charts: [...document.querySelectorAll(".js-plotly-plot")].filter(drawn).length,
        tables: document.querySelectorAll('[data-testid="stTable"] td').length, words: words(), still: still(),
      };
    },
  };

  const read = (reader) => {
    roots = [document, ...[...document.querySelectorAll("*")].map((node) => node.shadowRoot).filter(Boolean)];
    return readers[reader]();
  };

  const state = { expected: null, seen: null, first: null, since: null, tasks: [] };
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => state.tasks.push([entry.startTime, entry.duration])))
    .observe({ type: "longtask", buffered: true });
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => { state.since = performance.now(); }, true);

  const bench = window.__bench = {
    read,
    // From now on, wait for these facts; `moment` is when they stood there. Looking costs a millisecond or two, so a
    // whole page is looked at every `pause` milliseconds, a change at every picture.
    expect(reader, facts, pause = 0) {
      const expected = JSON.stringify(facts);
      state.seen = null;
      const again = pause ? (look) => setTimeout(look, pause) : requestAnimationFrame;
      const look = () => {
        const found = document.body && read(reader);
        if (found?.tiles?.some(Boolean)) state.first ??= performance.now();
        if (found && JSON.stringify(found) === expected) state.seen = performance.now();
        else again(look);
      };
      look();
    },
    moment: () => state.seen,
    first: () => state.first, // when the first figure of a tile stood there
    since: () => state.since,
    blocked: (from) => state.tasks.filter(([start]) => start >= from).reduce((sum, [, long]) => sum + long, 0),
  };
  if (window.__benchExpected) bench.expect(...window.__benchExpected);
})();
