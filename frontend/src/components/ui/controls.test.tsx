import { act, fireEvent, render, screen, within } from "@testing-library/react";
import { useState } from "react";
import { MemoryRouter } from "react-router";
import { expect, test, vi } from "vitest";
import { Button } from "./button";
import { Checkbox, Switch } from "./checkbox";
import { Dialog } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";
import { Pagination, pageNumbers } from "./pagination";
import { QuantityStepper } from "./quantity-stepper";
import { Toaster, toast } from "./toast";

test("a field's control is named by its label and described by hint and error", () => {
  render(
    <Field label="Email" hint="We never show it." error="Somebody has this email." required>
      {(control) => <Input type="email" {...control} />}
    </Field>,
  );
  const input = screen.getByRole("textbox", { name: "Email" });
  expect(input).toBeInvalid();
  expect(input).toHaveAccessibleDescription("We never show it. Somebody has this email.");
});

test("a busy button keeps its name and does nothing", () => {
  const pressed = vi.fn();
  render(
    <Button busy onClick={pressed}>
      Save
    </Button>,
  );
  const button = screen.getByRole("button", { name: "Save" });
  fireEvent.click(button);
  expect(pressed).not.toHaveBeenCalled();
  expect(button).toHaveAttribute("aria-busy", "true");
});

function Stepper({ max }: { max: number }) {
  const [value, setValue] = useState(1);
  return <QuantityStepper label="Quantity of kettle" value={value} max={max} onChange={setValue} />;
}

test("a quantity stays between one and the stock, by buttons and by typing", () => {
  render(<Stepper max={3} />);
  const box = screen.getByRole("textbox", { name: "Quantity of kettle" });
  expect(screen.getByRole("button", { name: "One fewer" })).toBeDisabled();
  fireEvent.click(screen.getByRole("button", { name: "One more" }));
  expect(box).toHaveValue("2");
  fireEvent.change(box, { target: { value: "99" } });
  fireEvent.blur(box);
  expect(box).toHaveValue("3");
  expect(screen.getByRole("button", { name: "One more" })).toBeDisabled();
  fireEvent.change(box, { target: { value: "" } });
  fireEvent.blur(box);
  expect(box).toHaveValue("3");
});

test("pages are links, the present one is marked", () => {
  render(
    <MemoryRouter>
      <Pagination page={5} pages={20} hrefOf={(page) => `/products?page=${page}`} />
    </MemoryRouter>,
  );
  const pages = within(screen.getByRole("navigation", { name: "Pages" }));
  expect(pages.getByRole("link", { name: "Page 5" })).toHaveAttribute("aria-current", "page");
  expect(pages.getByRole("link", { name: "Next page" })).toHaveAttribute("href", "/products?page=6");
});

test.each([
  [1, 1, [1]],
  [1, 3, [1, 2, 3]],
  [5, 20, [1, null, 4, 5, 6, null, 20]],
  [3, 5, [1, 2, 3, 4, 5]],
])("page %i of %i shows %j", (page, pages, shown) => {
  expect(pageNumbers(page, pages)).toEqual(shown);
});

test("checkbox and switch are found by role, name and state", () => {
  render(
    <>
      <Checkbox label="Kitchen" aside={6} checked onChange={() => undefined} />
      <Switch label="In stock only" checked={false} onChange={() => undefined} />
    </>,
  );
  expect(screen.getByRole("checkbox", { name: /Kitchen/ })).toBeChecked();
  expect(screen.getByRole("switch", { name: "In stock only" })).not.toBeChecked();
});

test("a dialog has its title for a name and closes by its cross", () => {
  const closed = vi.fn();
  render(
    <Dialog open onClose={closed} title="Cancel the order?">
      <p>The stock goes back.</p>
    </Dialog>,
  );
  const dialog = screen.getByRole("dialog", { name: "Cancel the order?" });
  fireEvent.click(within(dialog).getByRole("button", { name: "Close" }));
  expect(closed).toHaveBeenCalledOnce();
});

test("a toast is put into the live region, once for the same words, and can be dismissed", () => {
  render(<Toaster />);
  act(() => {
    toast.good("Added to your cart.");
    toast.good("Added to your cart.");
  });
  const region = screen.getByRole("region", { name: "Notices" });
  expect(region).toHaveAttribute("aria-live", "polite");
  expect(within(region).getAllByText("Added to your cart.")).toHaveLength(1);
  fireEvent.click(within(region).getByRole("button", { name: "Dismiss" }));
  expect(region).toBeEmptyDOMElement();
});
