/**
 * Keys as people know them from other programs: what differs from our own table. Acts that are not named keep
 * their keys. Nothing that destroys gets a single letter, even where the other program does so.
 */
import { t } from "#kf/core/i18n.js";

/** @typedef {{label: () => string, keys: Record<string, string[]>}} Preset */

/**
 * An editor of films: the arrows up and down go from edit to edit, A and Shift+A take all that follows or comes
 * before, S is the magnet, the full stop lays something down.
 */
const PREMIERE = {
  "play-from-in": ["Mod+Shift+Space"],
  "previous-key": ["ArrowUp"],
  "next-key": ["ArrowDown"],
  "next-marker": ["Shift+M"],
  "previous-marker": ["Mod+Shift+M"],
  "range-clear-in": ["Mod+Shift+I", "Alt+I"],
  "range-clear-out": ["Mod+Shift+O", "Alt+O"],
  "range-clear": ["Mod+Shift+X"],
  "range-selection": ["X"],
  "add-key": ["."],
  "paste-push": ["Mod+Shift+V"],
  "select-after": ["A"],
  "select-before": ["Shift+A"],
  "select-none": ["Escape", "Mod+Shift+A"],
  magnet: ["S"],
  arcs: ["Alt+A"],
  "zoom-fit": ["\\"],
  panels: ["`"],
  "full-screen": ["Mod+`"],
  help: ["?", "Mod+Alt+K"],
};

/**
 * A program for figures in space: I inserts a key, the arrows up and down go from key to key and with Shift to the
 * ends, Home shows all, A chooses all and Alt+A nothing, S scales in time.
 */
const BLENDER = {
  "play-back": ["J", "Mod+Shift+Space"],
  "next-key": ["ArrowUp"],
  "previous-key": ["ArrowDown"],
  "to-start": ["Shift+ArrowLeft"],
  "to-end": ["Shift+ArrowRight"],
  "ten-on": ["Mod+ArrowRight"],
  "ten-back": ["Mod+ArrowLeft"],
  "range-in": ["Mod+Home"],
  "range-out": ["Mod+End"],
  "range-selection": ["P"],
  "range-clear": ["Alt+P"],
  "add-key": ["I"],
  breakdown: ["Shift+E"],
  render: ["F12", "R"],
  "render-all": ["Mod+F12", "Shift+R"],
  duplicate: ["Shift+D"],
  retime: ["S"],
  "select-all": ["A", "Mod+A"],
  "select-none": ["Alt+A", "Escape"],
  magnet: ["Shift+N"],
  "zoom-fit": ["Home"],
  "zoom-selection": ["."],
  panels: ["N"],
  "full-screen": ["Mod+Alt+Space"],
  palette: ["F3", "Mod+K"],
};

/** @type {Record<string, Preset>} */
export const PRESETS = {
  kfweb: { label: () => t("kfweb"), keys: {} },
  premiere: { label: () => t("Like Premiere"), keys: PREMIERE },
  blender: { label: () => t("Like Blender"), keys: BLENDER },
};
