"""
Her colours. Each fill has its own darker line, so that no line is black.

Shading is a second flat colour that belongs to its part, never a direction of light: that would slide over
a limb as it turns.
"""

FOX, FOX_DARK, FOX_LINE = "#e0602f", "#b8431f", "#93301a"
CREAM, CREAM_DARK, CREAM_LINE = "#fbeed3", "#e6cfa6", "#b08a5e"
TEAL, TEAL_LINE = "#2b7a78", "#1c5455"
BOOT, BOOT_LINE = "#5b3038", "#3c1d27"
SKIN, SKIN_LINE = "#f9d0ad", "#c98a66"
HAIR, INK, BLUSH = "#4d2b3a", "#33202e", "#ee8f7c"
GOLD, GOLD_LIGHT, GOLD_LINE = "#ffd257", "#fff0ad", "#c98a24"
