import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import type { UseFormReturn } from "react-hook-form";
import { myCategoriesQuery } from "@/api/my-products";
import { categoriesQuery } from "@/api/products";
import { Panel } from "@/components/dashboard/panel";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { categoryRule, limits, nameRule, priceRule, unitsRule } from "./product-rules";
import type { ProductValues } from "./product-values";

type Form = UseFormReturn<ProductValues>;

/** What it is. */
export function AboutFields({ form }: { form: Form }) {
  const { errors } = form.formState;
  const list = useId();
  return (
    <Panel title="What it is">
      <div className="grid gap-4 sm:grid-cols-2">
        <div className="sm:col-span-2">
          <Field label="Name" required error={errors.name?.message}>
            {(control) => (
              <Input
                {...control}
                {...form.register("name", { validate: nameRule })}
                maxLength={limits.name}
                autoComplete="off"
              />
            )}
          </Field>
        </div>
        <div className="sm:col-span-2">
          <Field
            label="Description"
            hint="What somebody wants to know who cannot take it in hand."
            error={errors.description?.message}
          >
            {(control) => (
              <Textarea
                {...control}
                {...form.register("description")}
                rows={5}
                maxLength={limits.description}
              />
            )}
          </Field>
        </div>
        <Field label="Category" required error={errors.category?.message}>
          {(control) => (
            <Input
              {...control}
              {...form.register("category", { validate: categoryRule })}
              list={list}
              maxLength={limits.category}
              autoComplete="off"
            />
          )}
        </Field>
        <Field label="Brand" error={errors.brand?.message}>
          {(control) => (
            <Input {...control} {...form.register("brand")} maxLength={limits.brand} autoComplete="off" />
          )}
        </Field>
        <Field
          label="SKU"
          hint="Your own number for it; no two products share one."
          error={errors.sku?.message}
        >
          {(control) => (
            <Input {...control} {...form.register("sku")} maxLength={limits.sku} autoComplete="off" />
          )}
        </Field>
      </div>
      <datalist id={list}>
        {useKnownCategories().map((category) => (
          <option key={category} value={category} />
        ))}
      </datalist>
    </Panel>
  );
}

/** The stock is only asked for when the product is new; later it moves by restocking and correcting. */
export function PriceFields({ form, isNew }: { form: Form; isNew: boolean }) {
  const { errors } = form.formState;
  return (
    <div className="grid gap-4">
      <Field label="Price in dollars" required error={errors.price?.message}>
        {(control) => (
          <Input
            {...control}
            {...form.register("price", { validate: priceRule })}
            inputMode="decimal"
            autoComplete="off"
            placeholder="19.99"
            className="max-w-48 tabular-nums"
          />
        )}
      </Field>
      {isNew && (
        <Field label="Units in stock" required error={errors.stock?.message}>
          {(control) => (
            <Input
              {...control}
              {...form.register("stock", { validate: unitsRule })}
              inputMode="numeric"
              autoComplete="off"
              className="max-w-48 tabular-nums"
            />
          )}
        </Field>
      )}
      <Field
        label="Tell me when only this many are left"
        required
        hint="0 means never."
        error={errors.low_stock_threshold?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register("low_stock_threshold", { validate: unitsRule })}
            inputMode="numeric"
            autoComplete="off"
            className="max-w-48 tabular-nums"
          />
        )}
      </Field>
    </div>
  );
}

/** One's own categories first, then those of the market. */
function useKnownCategories(): string[] {
  const mine = useQuery(myCategoriesQuery).data?.items ?? [];
  const market = useQuery(categoriesQuery).data?.items ?? [];
  return [...new Set([...mine, ...market].map(({ category }) => category))];
}
