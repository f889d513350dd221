// Runs before Streamlit's client. Its server is at the root: without being told, it looks below a deep link first.
window.__streamlit = { BACKEND_BASE_URL: `${window.location.origin}/` };

// After a cut the client connects again by itself. If that is another server process, its session is gone and the page
// would stand still with old figures: it is loaded again instead, and the address brings the view back.
{
  let known = null;
  const look = async () => {
    try {
      const answer = await fetch("/live", { cache: "no-store" });
      const found = answer.ok ? answer.headers.get("x-suluh-process") : null;
      if (found && known && found !== known) window.location.reload();
      known = found || known;
    } catch { /* the next connection looks again */ }
  };
  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("open", look);
    }
  };
}
