import assert from "node:assert/strict";
import { test } from "node:test";
import { asChange, asNew, newWish, wishOf } from "#kf/share/wishes.js";
import { dateOf, facts, linkName, useWords, zone } from "#kf/share/words.js";

/** @param {object} [more] */
function link(more = {}) {
  return {
    ...{ id: "1", name: "Crew", level: "view", frozen: false, hint: "abcd", password: false, download: true },
    ...{ expires_at: null, expired: false, made_at: "", made_by: "Ana", used_at: null, uses: 0 },
    ...{ shows: "2", comments: 0 },
    ...more,
  };
}

/** The end of a day, where this test runs. @param {number} year @param {number} month @param {number} day */
function endOf(year, month, day) {
  return new Date(year, month - 1, day + 1).toISOString();
}

test("a new link only shows, until somebody says more", () => {
  assert.deepEqual(asNew(newWish()), {
    level: "view",
    frozen: false,
    name: "",
    until: null,
    password: "",
    download: true,
  });
});

test("a last day goes with the reader's time zone", () => {
  const { until } = asNew({ ...newWish(), day: "2031-01-15" });
  assert.deepEqual(until, { date: "2031-01-15", zone: zone() });
});

test("the last day is the one at whose end the link is over", () => {
  assert.equal(dateOf(endOf(2031, 1, 15)), "2031-01-15");
  assert.equal(dateOf(endOf(2031, 12, 31)), "2031-12-31");
});

test("only what is different is said", () => {
  const before = link({ expires_at: endOf(2031, 1, 15), password: true });
  const wish = wishOf(before);
  assert.equal(asChange(before, wish), null);
  assert.deepEqual(asChange(before, { ...wish, name: "Cast" }), { name: "Cast" });
  assert.deepEqual(asChange(before, { ...wish, day: "" }), { until: null });
  assert.deepEqual(asChange(before, { ...wish, level: "comment", download: false }), {
    level: "comment",
    download: false,
  });
});

test("a password stays, is another, or is taken away", () => {
  const before = link({ password: true });
  assert.deepEqual(asChange(before, { ...wishOf(before), password: "paper fox" }), { password: "paper fox" });
  assert.deepEqual(asChange(before, { ...wishOf(before), open: true }), { password: "" });
  assert.equal(asChange(link(), { ...wishOf(link()), open: true }), null);
});

test("a link is called by its name, else by what it lets do", () => {
  assert.equal(linkName(link()), "Crew");
  assert.equal(linkName(link({ name: "", level: "comment" })), "Can comment");
});

test("a link's facts", () => {
  assert.deepEqual(facts(link()), ["Can watch", "live"]);
  const all = link({
    name: "",
    frozen: true,
    expires_at: endOf(2031, 1, 15),
    password: true,
    download: false,
  });
  const said = facts(all);
  assert.equal(said.length, 4);
  assert.match(said[1], /^until .*2031/);
  assert.match(facts({ ...all, expired: true })[1], /^ended /);
  assert.deepEqual(facts(link({ frozen: true, comments: 1 })), ["Can watch", "frozen", "1 comment"]);
  assert.deepEqual(facts(link({ frozen: true, comments: 2 })).at(-1), "2 comments");
});

test("whether it was opened", () => {
  const now = Date.parse("2031-01-15T12:00:00Z");
  assert.equal(useWords(link(), now), "Not opened yet");
  assert.equal(
    useWords(link({ uses: 1, used_at: "2031-01-15T11:59:30Z" }), now),
    "Opened 1 time, last: just now",
  );
  assert.equal(
    useWords(link({ uses: 4, used_at: "2031-01-15T11:30:00Z" }), now),
    "Opened 4 times, last: 30 min ago",
  );
});
