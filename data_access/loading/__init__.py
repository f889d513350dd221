"""From gathered files to the project's own files (compile), and from those to a published generation (build)."""
