"""Pages about one subject: what they ask is declared in the YAML files of this folder, answered from the store."""
