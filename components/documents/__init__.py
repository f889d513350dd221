"""Files that leave the screen: PDF by typst, slides by python-pptx, workbooks; made on the server."""
