import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Toaster, toast } from "./toast";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  act(() => vi.advanceTimersByTime(60_000));
  vi.useRealTimers();
});

const pass = (time_ms: number) => act(() => vi.advanceTimersByTime(time_ms));

test("a notice that came below a dialog is there for its time after it", () => {
  const { rerender } = render(
    <>
      <Toaster />
      <dialog open />
    </>,
  );
  act(() => toast.danger("Not saved."));
  pass(30_000);
  expect(screen.getByText("Not saved.")).toBeInTheDocument();
  rerender(<Toaster />);
  pass(4_500);
  expect(screen.getByText("Not saved.")).toBeInTheDocument();
  pass(1_000);
  expect(screen.queryByText("Not saved.")).not.toBeInTheDocument();
});
