// Streamlit's client looks for its server below a deep link first; we know that it is at the root.
window.__streamlit = { BACKEND_BASE_URL: `${window.location.origin}/` };
