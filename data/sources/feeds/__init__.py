"""Local feeds: what no case system extract carries, one file a subject; the form of each is in its YAML file."""
