import { expect, it } from "vitest";
import { deltaOf } from "./product-stock.ts";

it("counts what is received up, what is lost down, and corrects to what was counted", () => {
  expect(deltaOf("received", "10", 3)).toBe(10);
  expect(deltaOf("lost", "2", 3)).toBe(-2);
  expect(deltaOf("corrected", "5", 3)).toBe(2);
  expect(deltaOf("corrected", "0", 3)).toBe(-3);
  expect(deltaOf("corrected", "3", 3)).toBe(0);
});

it("is nothing while no number is typed", () => {
  expect(deltaOf("received", "", 3)).toBeNull();
  expect(deltaOf("corrected", "dez", 3)).toBeNull();
});
