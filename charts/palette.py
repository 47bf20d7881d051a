"""Every colour of the program, for light and dark. Nothing is told by colour alone.

Text colours reach 4.5:1 and graphic colours 3:1 on their background (tests/charts/test_palette.py).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Colours as #rrggbb; `series` is the value, `target` its line, `quiet` grid and axes.

    Of a month judged by its limits: `usual` is chance alone, `improvement`, `concern` and `signal` (neither
    good nor bad) are more than chance. `fan_80` and `fan_95` fill the outlook's likely ranges. `behind_text`
    keeps lines from running through words.
    """

    background: str
    text: str
    soft_text: str
    quiet: str
    series: str
    other_series: str
    target: str
    floor: str
    amber_band: str
    green: str
    amber: str
    red: str
    unrated: str
    usual: str
    improvement: str
    concern: str
    signal: str
    fan_80: str
    fan_95: str
    behind_text: str

    def of_rating(self, colour: str) -> str:
        """Return the colour of a rating: green, amber, red, or that of no rating."""
        return {"green": self.green, "amber": self.amber, "red": self.red}.get(colour, self.unrated)

    def of_point(self, point_class: str) -> str:
        """Return the colour of a month by its class, like 'concern_low'; an unknown one is usual."""
        nature = point_class.partition("_")[0]
        return {"improvement": self.improvement, "concern": self.concern, "neutral": self.signal}.get(
            nature, self.usual
        )


LIGHT = Palette(
    background="#ffffff",
    text="#1b2430",
    soft_text="#4a5666",
    quiet="#d5dae1",
    series="#1d4ed8",
    other_series="#5f6b7a",
    target="#6b21a8",
    floor="#8a5a00",
    amber_band="rgba(180, 120, 0, 0.12)",
    green="#0b6b3a",
    amber="#8a5a00",
    red="#b42318",
    unrated="#566273",
    usual="#5f6b7a",
    improvement="#1d4ed8",
    concern="#b4420a",
    signal="#7c3aed",
    fan_80="rgba(29, 78, 216, 0.20)",
    fan_95="rgba(29, 78, 216, 0.10)",
    behind_text="rgba(255, 255, 255, 0.78)",
)
DARK = Palette(
    background="#0f1722",
    text="#eef2f7",
    soft_text="#b6c1cf",
    quiet="#35414f",
    series="#7db1ff",
    other_series="#a3b0bf",
    target="#d4a5ff",
    floor="#f0b84a",
    amber_band="rgba(240, 184, 74, 0.16)",
    green="#4fd28b",
    amber="#f0b84a",
    red="#ff8f85",
    unrated="#a3b0bf",
    usual="#a3b0bf",
    improvement="#7db1ff",
    concern="#ff9a5c",
    signal="#c9a6ff",
    fan_80="rgba(125, 177, 255, 0.30)",
    fan_95="rgba(125, 177, 255, 0.15)",
    behind_text="rgba(15, 23, 34, 0.78)",
)


def palette(theme: str | None) -> Palette:
    """Return the palette of a theme, 'dark' or anything else for light."""
    return DARK if theme == "dark" else LIGHT
