import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { ApiError } from "#kf/core/net.js";
import { Saver } from "#kf/teach/saver.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(globalThis, {
    addEventListener: () => {},
    document: { addEventListener: () => {}, hidden: false },
  });
});

const settled = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

test("it saves once, a moment after the last change", async () => {
  const told = [];
  let sent = 0;
  const saver = new Saver(
    async () => sent++,
    (kept) => told.push(kept),
  );
  saver.touch();
  mock.timers.tick(400);
  saver.touch();
  mock.timers.tick(400);
  assert.equal(sent, 0);
  mock.timers.tick(300);
  await settled();
  assert.equal(sent, 1);
  assert.ok(saver.clean);
  assert.equal(told.at(-1), "saved");
});

test("what is written while a request is on its way is sent after it", async () => {
  const gates = [];
  const saver = new Saver(
    () => new Promise((open) => gates.push(open)),
    () => {},
  );
  saver.touch();
  mock.timers.tick(700);
  saver.touch();
  mock.timers.tick(700);
  assert.equal(gates.length, 1);
  gates[0]();
  await settled();
  assert.equal(gates.length, 2);
  gates[1]();
  await settled();
  assert.ok(saver.clean);
});

test("where the server cannot be had it tries again by itself, and says so", async () => {
  const told = [];
  let tries = 0;
  const saver = new Saver(
    async () => {
      if (++tries === 1) throw new ApiError(0, "unreachable", "The server could not be reached.");
    },
    (kept) => told.push(kept),
  );
  saver.touch();
  mock.timers.tick(700);
  await settled();
  assert.equal(told.at(-1), "away");
  assert.ok(!saver.clean);
  mock.timers.tick(5000);
  await settled();
  assert.equal(tries, 2);
  assert.equal(told.at(-1), "saved");
});

test("what is refused is said, and not sent again before something changes", async () => {
  const told = [];
  let tries = 0;
  const refuse = async () => {
    tries++;
    throw new ApiError(422, "invalid", "The title is empty.");
  };
  const saver = new Saver(refuse, (kept, sentence) => told.push([kept, sentence]));
  saver.touch();
  mock.timers.tick(700);
  await settled();
  assert.deepEqual(told.at(-1), ["refused", "The title is empty."]);
  mock.timers.tick(60_000);
  await settled();
  assert.equal(tries, 1);
});
