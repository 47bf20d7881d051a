"""How the screens reach a browser: compressed files, an early list of them, a server that is warm."""
