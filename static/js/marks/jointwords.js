/** Joints and limbs as people read them. */
import { t } from "#kf/core/i18n.js";

/** The names of the skeletons to begin with, which have words in every language. @type {ReadonlyMap<string, () => string>} */
const KNOWN = new Map([
  ["root", () => t("Root")],
  ["hip", () => t("Hip")],
  ["torso", () => t("Torso")],
  ["neck", () => t("Neck")],
  ["chest", () => t("Chest")],
  ["head", () => t("Head")],
  ["base", () => t("Base")],
  ["middle", () => t("Middle")],
  ["tip", () => t("Tip")],
  ["right_shoulder", () => t("Right shoulder")],
  ["right_elbow", () => t("Right elbow")],
  ["right_hand", () => t("Right hand")],
  ["left_shoulder", () => t("Left shoulder")],
  ["left_elbow", () => t("Left elbow")],
  ["left_hand", () => t("Left hand")],
  ["right_hip", () => t("Right hip")],
  ["right_knee", () => t("Right knee")],
  ["right_foot", () => t("Right foot")],
  ["left_hip", () => t("Left hip")],
  ["left_knee", () => t("Left knee")],
  ["left_foot", () => t("Left foot")],
  ["left_ear", () => t("Left ear")],
  ["left_ear_tip", () => t("Left ear tip")],
  ["right_ear", () => t("Right ear")],
  ["right_ear_tip", () => t("Right ear tip")],
  ["front_right_knee", () => t("Front right knee")],
  ["front_right_paw", () => t("Front right paw")],
  ["front_left_knee", () => t("Front left knee")],
  ["front_left_paw", () => t("Front left paw")],
  ["back_right_knee", () => t("Back right knee")],
  ["back_right_paw", () => t("Back right paw")],
  ["back_left_knee", () => t("Back left knee")],
  ["back_left_paw", () => t("Back left paw")],
  ["tail_base", () => t("Tail base")],
  ["tail_middle", () => t("Tail middle")],
  ["tail_tip", () => t("Tail tip")],
  ["right_arm", () => t("Right arm")],
  ["left_arm", () => t("Left arm")],
  ["right_leg", () => t("Right leg")],
  ["left_leg", () => t("Left leg")],
  ["front_right_leg", () => t("Front right leg")],
  ["front_left_leg", () => t("Front left leg")],
  ["back_right_leg", () => t("Back right leg")],
  ["back_left_leg", () => t("Back left leg")],
  ["tail", () => t("Tail")],
]);

/** A joint's or limb's name as people read it: "left_hand_2" is "Left hand 2". @param {string} name */
export function jointWords(name) {
  const [stem, number] = parted(name, "_");
  const known = KNOWN.get(stem);
  if (known) return [known(), number].filter(Boolean).join(" ");
  const words = name.replaceAll("_", " ").trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** The name of what somebody calls so: words that a known joint has in their language are that joint. @param {string} words */
export function jointNamed(words) {
  const [stem, number] = parted(words.trim(), " ");
  const wish = stem.toLocaleLowerCase();
  const known = [...KNOWN].find(([name, said]) => name === wish || said().toLocaleLowerCase() === wish);
  return known ? [known[0], number].filter(Boolean).join("_") : words.trim();
}

/** A name and the number at its end. @param {string} name @param {string} by what stands between them */
function parted(name, by) {
  const at = name.lastIndexOf(by);
  const number = name.slice(at + 1);
  return at > 0 && /^\d+$/.test(number) ? [name.slice(0, at), number] : [name, ""];
}
