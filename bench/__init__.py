"""How fast Suluh is: measured beside a naive Streamlit page and a plain Dash page that show the same figures."""
