import { describe, expect, it } from "vitest";
import { changesTo, errorIn, isSame, linesOf, placeError, textsOf, workflowOf } from "./workflow-texts.ts";

const WORKFLOW = { data: { order: 7 }, steps: ["Pick", "Pack"] };

describe("steps", () => {
  it("are lines as the API stores their names, without empty ones", () => {
    expect(linesOf(" Pick \n\n  Pack   it\t")).toEqual([
      { name: "Pick", start: 0, end: 6 },
      { name: "Pack it", start: 8, end: 20 },
    ]);
  });

  it.each([
    ["", "none", null],
    ["\n \n", "none", null],
    [`Pick\n${"x".repeat(101)}`, "long", { start: 5, end: 106 }],
    ["Pick\nPack\n Pick ", "duplicate", { start: 10, end: 16 }],
    [Array.from({ length: 101 }, (_, index) => index + 100).join("\n"), "many", { start: 400, end: 403 }],
  ])("%j: %s", (text, code, place) => {
    expect(errorIn("steps", text)).toMatchObject({ code, place });
  });

  it("are pointed at where the API objects to one, also after empty lines", () => {
    const errors = [{ pointer: "/steps/1", code: "characters", detail: "This takes no control characters." }];
    expect(placeError("steps", "Pick\n\nPa\u0007ck", errors)).toMatchObject({ place: { start: 6, end: 11 } });
    expect(placeError("data", "{}", errors)).toBeNull();
  });
});

describe("a workflow's texts", () => {
  it("come back as they are", () => {
    const texts = textsOf(WORKFLOW);
    expect(texts).toEqual({ data: '{\n  "order": 7\n}', steps: "Pick\nPack" });
    expect(workflowOf(texts)).toEqual({ data: { order: 7 }, steps: ["Pick", "Pack"] });
    expect(changesTo(WORKFLOW, texts)).toEqual({});
  });

  it("are the same however they are laid out, but not in another order", () => {
    expect(isSame("data", '{"order":7}', '{\n  "order": 7\n}')).toBe(true);
    expect(isSame("steps", "Pick\n\nPack", " Pick\nPack\n")).toBe(true);
    expect(isSame("steps", "Pick\nPack", "Pack\nPick")).toBe(false);
  });

  it("change only what is another", () => {
    expect(changesTo(WORKFLOW, { data: '{"order": 8}', steps: "Pick\nPack\n" })).toEqual({
      data: { order: 8 },
    });
    expect(changesTo(WORKFLOW, { steps: "Pack" })).toEqual({ steps: ["Pack"] });
  });
});
