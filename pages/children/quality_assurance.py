"""Quality assurance: audits, moderation, practice findings, complaints, equality."""

from pages.parts.themes.theme_page import show_theme

show_theme("quality")
