"""What stands between a browser and the pages: who may connect, what every answer carries, health, warm-up, numbers.

It lives in the layer of the pages, because only that layer may know both the warehouse that is served (`pages.data`)
and Streamlit, whose answers are guarded here. `app.py` puts the parts together; no page imports any of them.
"""
