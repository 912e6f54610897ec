/**
 * The joints of a pose in words and numbers: who it shows, where each joint is, what is suggested, which limbs pass
 * behind.
 *
 * @import {Character, Point, Pose} from "#kf/core/types.d.ts"
 * @import {Store} from "#kf/core/store.js"
 * @import {Grip} from "#kf/marks/marks.js"
 * @import {Marking} from "#kf/marks/mode.js"
 */
import { html, nothing } from "lit";
import { t, tn } from "#kf/core/i18n.js";
import { maskUrl } from "#kf/core/urls.js";
import { figureBoxOf } from "#kf/marks/box.js";
import { chooseCharacter, setBehind, setJoints } from "#kf/marks/edits.js";
import { jointWords } from "#kf/marks/jointwords.js";
import { markedPose } from "#kf/marks/marked.js";
import { dragged, limbsOf, parentsOf } from "#kf/marks/marks.js";
import { setMask } from "#kf/marks/maskedit.js";
import { lost, sourcesFor, suggest, UNSURE, withLimb } from "#kf/marks/suggest.js";
import { startIn } from "#kf/marks/templates.js";
import { place } from "#kf/panels/coordinate.js";
import "#kf/panels/newcharacter.js";
import { segmented, select, thumb } from "#kf/panels/parts.js";
import "#kf/panels/skeletontree.js";
import { icon } from "#kf/ui/icon.js";

/** What the select's last line stands for. */
const NEW = "new";

/** What a drag takes along. @param {Marking} marking */
export function gripChoice(marking) {
  return html`<div class="field"><span class="label">${t("A drag moves")}</span>${segmented(t("A drag moves"), grips(), marking.grip.value, (grip) => (marking.grip.value = grip))}</div>`;
}

/** @returns {{value: Grip, label: string, hint: string}[]} */
function grips() {
  return [
    { value: "joint", label: t("One joint"), hint: t("A drag moves this joint alone") },
    {
      value: "hanging",
      label: t("All after it"),
      hint: t("A drag takes along all that hangs on the joint"),
    },
    { value: "turning", label: t("Turns it"), hint: t("A drag turns the bone and keeps its length") },
  ];
}

/** @param {Store} store @param {Marking} marking */
export function jointsPanel(store, marking) {
  const marked = markedPose(store, marking);
  if (!marked) return nothing;
  const { pose, character, joints } = marked;
  return html`<div class="pair">${thumb(store, pose)}<span class="grow"><span class="strong ell">${pose.name}</span>
      <span class="t12 dim ell">${statusWords(character, joints)}</span></span></div>
    ${whoIsIt(store, marking, pose, character)}
    ${character && !marking.creating.value ? withCharacter(store, marking, pose, character, joints) : nothing}`;
}

/** @param {Character | null} character @param {readonly Point[] | null} joints */
function statusWords(character, joints) {
  if (!character) return t("No character yet");
  if (!joints) return t("{name}, not marked", { name: character.name });
  return tn("{name}, {count} joint", "{name}, {count} joints", joints.length, { name: character.name });
}

/** @param {Store} store @param {Marking} marking @param {Pose} pose @param {Character | null} character */
function whoIsIt(store, marking, pose, character) {
  const known = [...store.characters.value.values()];
  const creating = marking.creating.value || (!character && known.length === 0);
  const options = [
    ...(character ? [] : [{ value: "", label: t("Choose a character") }]),
    ...known.map(({ id, name }) => ({ value: id, label: name })),
    { value: NEW, label: t("New character…") },
    ...(pose.character ? [{ value: "", label: t("None") }] : []),
  ];
  const chosen = (/** @type {string} */ value) => {
    marking.creating.value = value === NEW;
    if (value === NEW) return;
    marking.proposal.value = null; // it was for another skeleton
    chooseCharacter(store, pose, value || null);
  };
  const made = (/** @type {CustomEvent} */ event) => {
    marking.creating.value = false;
    marking.shaping.value = event.detail.shape;
  };
  return html`${known.length > 0 ? select(t("Character"), options, creating ? NEW : (character?.id ?? ""), chosen) : nothing}
    ${creating ? html`<kf-new-character .store=${store} .pose=${pose} @kf-made=${made}></kf-new-character>` : nothing}`;
}

/** @param {Store} store @param {Marking} marking @param {Pose} pose @param {Character} character @param {Point[] | null} joints */
function withCharacter(store, marking, pose, character, joints) {
  const open = marking.proposal.value?.pose === pose.id;
  const tree = html`<details class="fold" ?open=${marking.shaping.value}><summary>${t("Skeleton of {name}", { name: character.name })}</summary><kf-skeleton .store=${store} .character=${character}></kf-skeleton></details>`;
  const shaping = marking.shaping.value && !joints;
  const carry = suggestions(store, marking, pose, character, joints);
  const begin = joints
    ? oneJoint(store, marking, pose, character, joints)
    : open
      ? nothing
      : notMarked(store, marking, pose, character);
  return html`${shaping ? tree : nothing}${joints ? html`${begin}${carry}` : html`${carry}${begin}`}
    ${joints ? limbs(store, pose, character) : nothing}
    ${maskPart(store, marking, pose)}
    ${shaping ? nothing : tree}
    ${joints ? html`<button type="button" class="btn btn--danger" @click=${() => void setJoints(store, pose, null, { label: t("Take the joints off {pose}", { pose: pose.name }) })}>${icon("trash")}${t("Take the joints off")}</button>` : nothing}`;
}

/** @param {Store} store @param {Marking} marking @param {Pose} pose @param {Character} character */
function notMarked(store, marking, pose, character) {
  const sources = sourcesFor(pose, store.poses.value.values(), store.lane.value);
  const words =
    sources.length > 0
      ? t("Or lay the skeleton over the figure, then drag each joint to its place.")
      : t("Lay the skeleton over the figure, then drag each joint to its place.");
  return html`<p class="hint">${words}</p>${layIt(store, marking, pose, character, sources.length === 0)}`;
}

/** @param {Store} store @param {Marking} marking @param {Pose} pose @param {Character} character @param {boolean} first whether it is the thing to do */
function layIt(store, marking, pose, character, first) {
  const begin = async () => {
    const box = await figureBoxOf(maskUrl(store.project.value.id, pose, store.revision.value));
    marking.proposal.value = null;
    void setJoints(store, pose, startIn(character.skeleton, box), { character: character.id });
  };
  return html`<button type="button" class="btn ${first ? "btn--primary" : "btn--line"} btn--wide" @click=${begin}>${icon("joints")}${t("Lay the skeleton over it")}</button>`;
}

/** @param {Store} store @param {Marking} marking @param {Pose} pose @param {Character} character @param {Point[]} joints */
function oneJoint(store, marking, pose, { skeleton }, joints) {
  const index = Math.min(marking.chosen.value, joints.length - 1);
  const name = skeleton.names[index];
  const options = skeleton.names.map((one, at) => ({ value: String(at), label: jointWords(one) }));
  const move = (/** @type {Point} */ to) => {
    const next = dragged(
      parentsOf(skeleton),
      joints,
      index,
      to,
      marking.grip.value,
      pose.width / pose.height,
    );
    void setJoints(store, pose, next, { joint: name, join: `typed:${pose.id}:${index}` });
  };
  return html`<div class="insp-s">
    ${select(t("Joint"), options, String(index), (value) => (marking.chosen.value = Number(value)))}
    <div class="prop"><span>${t("Place")}</span>${place(jointWords(name), joints[index], pose, move)}</div>
    <p class="hint num">${t("In pixels of the picture, {width} × {height}.", { width: pose.width, height: pose.height })}</p>
    ${gripChoice(marking)}
    <p class="hint">${t("Tab goes from joint to joint, arrow keys move it, with Shift by single pixels.")}</p>
  </div>`;
}

// --- suggestions ----------------------------------------------------------------------------------------

/** @param {Store} store @param {Marking} marking @param {Pose} pose @param {Character} character @param {Point[] | null} joints */
function suggestions(store, marking, pose, character, joints) {
  const proposal = marking.proposal.value;
  if (proposal?.pose === pose.id) return proposed(store, marking, pose, character, joints);
  const sources = sourcesFor(pose, store.poses.value.values(), store.lane.value);
  if (sources.length === 0)
    return joints
      ? html`<p class="hint">${t("These joints can be carried over to the next pose of {name} that you mark.", { name: character.name })}</p>`
      : nothing;
  const from = sources.find(({ id }) => id === marking.source.value)?.id ?? sources[0].id;
  const options = sources.map(({ id, name }) => ({ value: id, label: name }));
  return html`<div class="insp-s"><h2 class="label">${t("Carry joints over")}</h2>
    ${select(t("From"), options, from, (value) => (marking.source.value = value))}
    <button type="button" class="btn ${joints ? "btn--line" : "btn--primary"} btn--wide" ?disabled=${marking.asking.value} @click=${() => void suggest(store, marking, pose, from)}>
      ${icon("spark")}${marking.asking.value ? t("Looking…") : t("Suggest joints")}</button></div>`;
}

/** @param {Store} store @param {Marking} marking @param {Pose} pose @param {Character} character @param {Point[] | null} joints */
function proposed(store, marking, pose, character, joints) {
  const proposal = /** @type {import("#kf/marks/suggest.js").Proposal} */ (marking.proposal.value);
  const from = store.poses.value.get(proposal.from)?.name ?? "";
  const unsure = character.skeleton.names.filter((_, index) => proposal.confidence[index] < UNSURE);
  if (lost(proposal)) return notFound(store, marking, pose, character, joints);
  const accept = () => {
    void setJoints(store, pose, proposal.joints, {
      character: character.id,
      label: t("Accept the suggested joints of {pose}", { pose: pose.name }),
    });
    marking.proposal.value = null;
  };
  return html`<div class="insp-s propose"><h2 class="label">${t("Suggested from {name}", { name: from })}</h2>
    <p class="hint">${
      unsure.length === 0
        ? t("Nothing is changed yet. The dashed skeleton is the proposal.")
        : tn(
            "Nothing is changed yet. {count} joint is a guess: {names}.",
            "Nothing is changed yet. {count} joints are guesses: {names}.",
            unsure.length,
            { names: unsure.map(jointWords).join(", ") },
          )
    }</p>
    <div class="row"><button type="button" class="btn btn--primary grow" @click=${accept}>${icon("check")}${t("Accept all")}</button>
      <button type="button" class="btn btn--line" @click=${() => (marking.proposal.value = null)}>${t("Discard")}</button></div>
    ${eachJoint(character, proposal)}
    ${joints ? html`<ul class="limbs">${parts(character).map((part) => limbProposal(store, pose, character, joints, part, proposal))}</ul>` : nothing}
  </div>`;
}

/** A proposal of guesses alone is no help: there is a better way to begin. @param {Store} store @param {Marking} marking @param {Pose} pose @param {Character} character @param {Point[] | null} joints */
function notFound(store, marking, pose, character, joints) {
  const discard = html`<button type="button" class="btn ${joints ? "btn--primary" : "btn--line"} btn--wide" @click=${() => (marking.proposal.value = null)}>${t("Discard")}</button>`;
  return html`<div class="insp-s propose" role="status"><p>${
    joints
      ? t("Not found on this picture; your joints stay as they are.")
      : t("Not found on this picture; lay the skeleton instead.")
  }</p>${joints ? nothing : layIt(store, marking, pose, character, true)}${discard}</div>`;
}

/** How sure the engine is of each joint. @param {Character} character @param {import("#kf/marks/suggest.js").Proposal} proposal */
function eachJoint({ skeleton }, { confidence }) {
  return html`<details class="fold"><summary>${t("How sure it is of each joint")}</summary>
    <ul class="sure">${skeleton.names.map((name, index) => {
      const percent = Math.round((confidence[index] ?? 0) * 100);
      return html`<li><span class="grow ell">${jointWords(name)}</span><span class="num ${percent < UNSURE * 100 ? "unsure" : "dim"}">${percent < UNSURE * 100 ? t("{percent} %, a guess", { percent }) : t("{percent} %", { percent })}</span></li>`;
    })}</ul></details>`;
}

/** The limbs, and the body as what is left. @param {Character} character */
function parts(character) {
  const limbs = limbsOf(character);
  const rest = character.skeleton.names.filter((name) => !limbs.some(({ joints }) => joints.includes(name)));
  return [...(rest.length > 0 ? [{ name: t("body"), joints: rest }] : []), ...limbs];
}

/**
 * @param {Store} store @param {Pose} pose @param {Character} character @param {Point[]} joints
 * @param {{name: string, joints: string[]}} limb @param {import("#kf/marks/suggest.js").Proposal} proposal
 */
function limbProposal(store, pose, character, joints, limb, proposal) {
  const name = jointWords(limb.name);
  const sure = limb.joints.map((joint) => proposal.confidence[character.skeleton.names.indexOf(joint)] ?? 0);
  const percent = Math.round(Math.min(...sure) * 100);
  const accept = () =>
    void setJoints(store, pose, withLimb(character, joints, proposal, limb.joints), {
      label: t("Accept {limb} of {pose}", { limb: name, pose: pose.name }),
    });
  return html`<li class="limb"><span class="grow ell">${name}</span><span class="num t12 ${percent < UNSURE * 100 ? "unsure" : "dim"}">${t("{percent} % sure", { percent })}</span>
    <button type="button" class="btn btn--line btn--dense" aria-label=${t("Accept {limb}", { limb: name })} @click=${accept}>${t("Accept")}</button></li>`;
}

// --- limbs and mask ---------------------------------------------------------------------------------------

/** @param {Store} store @param {Pose} pose @param {Character} character */
function limbs(store, pose, character) {
  const all = limbsOf(character);
  if (all.length === 0) return nothing;
  const options = [
    { value: false, label: t("In front") },
    { value: true, label: t("Behind") },
  ];
  return html`<div class="insp-s"><h2 class="label">${t("Limbs and the body")}</h2>
    ${all.map(({ name }) => {
      const words = jointWords(name);
      return html`<div class="prop prop--limb"><span class="ell" title=${words}>${words}</span>${segmented(words, options, pose.behind.includes(name), (behind) => setBehind(store, pose, name, behind))}</div>`;
    })}</div>`;
}

/** @param {Store} store @param {Marking} marking @param {Pose} pose */
function maskPart(store, marking, pose) {
  return html`<div class="insp-s"><h2 class="label">${t("Mask")}</h2>
    <div class="row"><span class="grow t12 ${pose.mask ? "strong" : "dim"}">${pose.mask ? t("Drawn by hand") : t("Found by itself")}</span>
      ${pose.mask ? html`<button type="button" class="btn btn--quiet btn--dense" @click=${() => void setMask(store, pose, null)}>${t("Use the found one")}</button>` : nothing}
      <button type="button" class="btn btn--line btn--dense" @click=${() => marking.editMask(pose.id)}>${icon("pen")}${t("Correct")}</button></div></div>`;
}
