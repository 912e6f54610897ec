/**
 * Answering a learner: what is written is saved, then published with a verdict. The last answer can be taken back.
 *
 * @import {Verdict} from "#kf/review/types.d.ts"
 * @import {Desk} from "#kf/review/desk.js"
 */
import { t } from "#kf/core/i18n.js";
import { api } from "#kf/core/net.js";
import { pointsOf } from "#kf/review/side.js";
import { stateWord } from "#kf/teach/states.js";
import { ask } from "#kf/ui/dialog.js";

export class Answers {
  /** Whether an answer is on its way. */
  busy = false;
  /** What was answered last. @type {string | null} */
  #last = null;

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
  }

  /** Answer, and go on to the next that waits. @param {Verdict} verdict */
  async publish(verdict) {
    const { handed, queue, drafts, top } = this.desk;
    if (!handed || handed.published || this.busy || !(await sure(handed, verdict))) return;
    await this.#while(async () => {
      const { id, learner } = handed.told;
      if (!(await drafts.flush(id))) return;
      handed.told.review = await api(`/api/submissions/${id}/review/publish`, { json: { verdict } });
      handed.told.state = verdict;
      queue.note(id, { state: verdict, reviewed: "published" });
      this.#last = id;
      const { got, of, lacking } = pointsOf(handed);
      const said = `${top.called(learner.alias).name}: ${stateWord(verdict)}`;
      top.answered(
        lacking < handed.draft.scores.length ? `${said}, ${got} / ${of}` : said,
        () => void this.back(),
      );
      const next = queue.nextWaiting;
      await this.desk.go(next < 0 ? queue.list.length : next);
    });
  }

  /** Take the answer back that is shown, else the one that was given last. */
  async back() {
    const { desk } = this;
    const id = desk.handed?.published ? desk.handed.told.id : this.#last;
    if (!id) return;
    await this.#while(async () => {
      const at = desk.queue.list.findIndex((item) => item.id === id);
      if (desk.handed?.told.id !== id && at >= 0) await desk.go(at);
      const { handed } = desk;
      if (handed?.told.id !== id) return;
      handed.told.review = await api(`/api/submissions/${id}/review/reopen`, { json: {} });
      handed.told.state = handed.told.late ? "late" : "handed_in";
      desk.queue.note(id, { state: handed.told.state, reviewed: "draft" });
      this.#last = null;
      desk.top.answered("", () => {});
      desk.top.draw();
      desk.kept("saved", "");
      desk.say(t("Taken back: it is a draft again."));
    });
  }

  /** @param {() => Promise<void>} deed */
  async #while(deed) {
    if (this.busy) return;
    this.busy = true;
    this.desk.draw();
    try {
      await deed();
    } catch (error) {
      this.desk.tell(error);
    } finally {
      this.busy = false;
      this.desk.drawn();
    }
  }
}

/** Whether it may go out: what says nothing to the learner is asked about first. @param {import("#kf/review/handed.js").Handed} handed @param {Verdict} verdict */
async function sure({ draft, told }, verdict) {
  const said = draft.words.trim() || draft.marks.length || draft.scores.some((one) => one !== null);
  if (said || (verdict === "accepted" && !told.exercise.rubric.length)) return true;
  return ask({
    title: t("Answer without a word?"),
    sentence: t(
      "You have written nothing, marked no frame and judged no row. The learner reads only “{state}”.",
      { state: stateWord(verdict) },
    ),
    verb: t("Answer all the same"),
  });
}
