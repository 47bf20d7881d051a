"""Children in care and care experienced: placements, permanence, health, education, leaving care."""

from pages.parts.themes.theme_page import show_theme

show_theme("care")
