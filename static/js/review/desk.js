/**
 * The desk on which one thing lies at a time: going from one to the next, what is seen, and what keys do.
 *
 * @import {Exercise} from "#kf/lesson/types.d.ts"
 * @import {Handed} from "#kf/review/handed.js"
 * @import {Queue} from "#kf/review/queue.js"
 * @import {Kept} from "#kf/teach/saver.js"
 */
import { html, nothing, render } from "lit";
import { t } from "#kf/core/i18n.js";
import { actsOf } from "#kf/review/acts.js";
import { Answers } from "#kf/review/answers.js";
import { Drafts } from "#kf/review/drafts.js";
import { earlier } from "#kf/review/earlier.js";
import { Shelf } from "#kf/review/handed.js";
import { showKeys } from "#kf/review/keys.js";
import { marksList } from "#kf/review/marks.js";
import { Pen } from "#kf/review/pen.js";
import { rubric } from "#kf/review/rubric.js";
import { attemptItems, feedback, foot, head, three } from "#kf/review/side.js";
import { Stage } from "#kf/review/stage.js";
import { Top } from "#kf/review/top.js";
import { icon } from "#kf/ui/icon.js";
import { openMenu } from "#kf/ui/menu.js";
import { part } from "#kf/watch/parts.js";

export class Desk {
  /** @type {Handed | null} */
  handed = null;
  #shelf = new Shelf();
  /** Only the last press counts, however long the others take. */
  #wish = 0;
  /** The one that comes next, if it is read. */
  #ready = "";

  /**
   * @param {Exercise & {group: {time_zone: string}}} exercise
   * @param {Queue} queue
   * @param {(error: unknown) => void} tell
   */
  constructor(exercise, queue, tell) {
    this.zone = exercise.group.time_zone;
    this.queue = queue;
    this.tell = tell;
    this.drafts = new Drafts((id, kept, sentence) => this.#heard(id, kept, sentence));
    this.answers = new Answers(this);
    this.pen = new Pen({
      handed: () => this.handed,
      drafts: this.drafts,
      drawn: () => this.drawn(),
      say: (words) => this.say(words),
    });
    this.top = new Top(queue, {
      go: (at) => void this.go(at),
      filter: () => void this.go(queue.at),
      drawn: () => this.draw(),
    });
    this.stage = new Stage(part("stage"), {
      mark: (place) => this.pen.mark(place),
      open: (mark) => this.pen.open(mark),
      place: (mark, place) => this.pen.place(mark, place),
      sheet: () => void showKeys(),
    });
    part("side").addEventListener("keydown", (event) => event.key === "Escape" && part("stage").focus());
  }

  // --- going from one to the next ------------------------------------------------------------------------

  /** @param {number} at a place in the queue */
  async go(at) {
    this.queue.at = at;
    const item = this.queue.current;
    this.top.draw();
    part("desk").hidden = !item;
    part("none").hidden = Boolean(item);
    if (item) return this.open(item);
    this.handed?.player.pause();
    this.handed = null;
    part("none").focus({ preventScroll: true });
  }

  /** Lay something on the desk. @param {{id: string, project: string}} which */
  async open(which) {
    const wish = ++this.#wish;
    part("desk").setAttribute("aria-busy", "true");
    if (this.handed) void this.drafts.flush(this.handed.told.id);
    try {
      const handed = await this.#shelf.get(which);
      if (wish === this.#wish) this.#show(handed);
    } catch (error) {
      if (wish === this.#wish) this.tell(error);
    }
  }

  /** @param {Handed} handed */
  #show(handed) {
    const { id, review } = handed.told;
    this.handed = handed;
    const open = this.drafts.open(id);
    handed.draft = open?.draft ?? handed.draft;
    handed.canvas.dataset.submission = id;
    this.pen.row = Math.max(0, handed.draft.scores.indexOf(null));
    part("problem").hidden = true;
    part("desk").removeAttribute("aria-busy");
    part("side").scrollTop = 0;
    history.replaceState(null, "", `?submission=${id}`);
    this.kept(open?.kept ?? (review ? "saved" : null), open?.sentence ?? "");
    this.stage.show(handed);
    this.draw();
    this.say(this.#announced(handed));
    void this.#prepare();
  }

  /** Have the next one read. */
  async #prepare() {
    const next = this.queue.list[this.queue.nextWaiting];
    if (!next || this.#ready === next.id) return;
    try {
      await this.#shelf.get(next);
      this.#ready = next.id;
      this.draw();
    } catch {
      // It is asked for again when one goes there, and what went wrong is said then.
    }
  }

  /** Something may have come meanwhile. */
  noticed() {
    this.top.draw();
    if (!this.handed && this.queue.current) void this.go(this.queue.at);
    else if (this.handed) void this.#prepare();
    this.draw();
  }

  /** To the newest attempt of who is looked at. */
  async #newest() {
    const alias = this.handed?.told.learner.alias;
    const item = this.queue.all.find((one) => one.alias === alias);
    const at = this.queue.list.findIndex(({ id }) => id === item?.id);
    if (at >= 0) await this.go(at);
    else if (item) await this.open(item);
  }

  // --- what is seen ----------------------------------------------------------------------------------------

  /** Draw all of it anew. */
  drawn() {
    this.stage.draw();
    this.draw();
  }

  /** Draw the side anew. */
  draw() {
    const { handed, pen, answers } = this;
    if (!handed) return;
    const { id, learner } = handed.told;
    const who = {
      ...this.top.called(learner.alias),
      zone: this.zone,
      overtaken: this.queue.overtaken(learner.alias, id),
    };
    render(
      html`${head(handed, who, { attempts: (at) => this.attempts(at), newest: () => void this.#newest() })}
      ${three(handed, { identity: (identity) => pen.identity(identity) })}
      ${rubric(handed, pen.row, { level: (row, level) => pen.level(row, level, true), row: (row) => pen.choose(row) })}
      ${earlier(handed)}
      ${marksList(handed, { written: (n, text) => pen.write(n, text), pinned: (n) => this.stage.pin(n), removed: (n) => pen.unmark(n), left: () => part("stage").focus() })}
      ${feedback(handed, { words: (words) => pen.edit({ words }), sentences: (at) => pen.sentences(at) })}`,
      part("side-body"),
    );
    const hearers = {
      publish: (/** @type {import("#kf/review/types.d.ts").Verdict} */ verdict) =>
        void answers.publish(verdict),
      back: () => void answers.back(),
    };
    render(foot(handed, { next: this.#next(), busy: answers.busy }, hearers), part("foot"));
  }

  #next() {
    const next = this.queue.list[this.queue.nextWaiting];
    if (!next) return t("This is the last one.");
    const { name } = this.top.called(next.alias);
    return this.#ready === next.id
      ? t("Next: {name}, already loaded", { name })
      : t("Next: {name}", { name });
  }

  /** @param {Handed} handed */
  #announced({ told }) {
    const { name } = this.top.called(told.learner.alias);
    const { at, list } = this.queue;
    const place = t("{name}, {at} of {count}", { name, at: at + 1, count: list.length });
    return told.late ? `${place}, ${t("late")}` : place;
  }

  /** @param {string} words */
  say(words) {
    part("said").textContent = words;
  }

  /** What becomes of a draft; of one that lies no longer here only what went wrong. @param {string} id @param {Kept} kept @param {string} sentence */
  #heard(id, kept, sentence) {
    if (id === this.handed?.told.id) this.kept(kept, sentence);
    else if (sentence) {
      const alias = this.queue.all.find((one) => one.id === id)?.alias;
      this.#problem(alias ? `${this.top.called(alias).name}: ${sentence}` : sentence);
    }
  }

  /** @param {string} sentence */
  #problem(sentence) {
    const note = part("problem").querySelector("span");
    if (note && sentence) note.textContent = sentence;
    part("problem").hidden = !sentence;
  }

  /** Say whether the draft is kept. @param {Kept | null} kept @param {string} sentence */
  kept(kept, sentence) {
    const all = {
      saved: ["check", t("Draft saved, only you see it")],
      saving: ["clock", t("Saving…")],
      away: ["offline", t("Not saved yet: it is tried again")],
      refused: ["alert", t("Not saved")],
    };
    const [sign, words] = kept && !this.handed?.published ? all[kept] : [];
    part("kept").className = `saved saved--${kept} rv-kept`;
    render(sign ? html`${icon(sign)}${words}` : nothing, part("kept"));
    if (sentence || kept === "saved") this.#problem(sentence);
  }

  /** Offer the attempts of who is looked at. @param {Element | null} at */
  attempts(at) {
    const { handed } = this;
    if (handed && at)
      openMenu(
        attemptItems(handed, (one) => void this.open(one)),
        at,
        t("Attempts"),
      );
  }

  // --- keys ------------------------------------------------------------------------------------------------

  /** @param {string} name @returns {boolean} whether it means something now */
  act(name) {
    const level = name.match(/^level-(\d)$/);
    const deed = level ? () => this.pen.level(this.pen.row, Number(level[1])) : actsOf(this)[name];
    deed?.();
    return Boolean(deed);
  }
}
