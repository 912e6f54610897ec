import { t } from "#kf/core/i18n.js";

/** Why a take is not quite right, by code, as the editor has them. */
export function reasonWords() {
  return /** @type {[code: string, words: string][]} */ ([
    ["grows", t("arm grows")],
    ["face", t("face changes")],
    ["colour", t("colour shifts")],
    ["ghost", t("ghost")],
    ["flicker", t("flicker")],
    ["stiff", t("stiff")],
    ["other", t("other")],
  ]);
}
