import assert from "node:assert/strict";
import { test } from "node:test";
import { suggest } from "#kf/marks/suggest.js";

const pose = { id: "pose", name: "Reach" };

function page() {
  const said = [];
  const store = {
    project: { value: { id: "project" } },
    poses: { value: new Map() },
    settled: async () => {},
    toast: (...told) => said.push(told),
  };
  const marking = {
    asking: { value: false },
    proposal: { value: null },
    mode: { value: { kind: "joints", pose: "pose" } },
  };
  return { store, marking, said };
}

globalThis.document ??= { querySelector: () => null, cookie: "" };

for (const [status, code, sentence] of [
  [409, "no_figure", "No figure was found in “Reach” that could have these joints. Place them by hand."],
  [429, "busy", "The studio is busy looking at other pictures. Nothing was changed; try again in a moment."],
])
  test(`a suggestion that is refused as ${code} says why, in the server's words`, async (context) => {
    context.mock.method(globalThis, "fetch", async () => Response.json({ code, sentence }, { status }));
    const { store, marking, said } = page();
    await suggest(store, marking, pose, "other");
    assert.deepEqual(said, [[sentence, null, "error"]]);
    assert.equal(marking.asking.value, false, "and can be asked for again");
    assert.equal(marking.proposal.value, null);
  });
