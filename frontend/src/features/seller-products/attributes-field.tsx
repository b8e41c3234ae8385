import { Plus, X } from "lucide-react";
import { type UseFormReturn, useFieldArray } from "react-hook-form";
import { Panel } from "@/components/dashboard/panel";
import { Button, IconButton } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { attributeNameRule, attributeValueRule, limits } from "./product-rules";
import type { ProductValues } from "./product-values";

type Form = UseFormReturn<ProductValues>;

/** What one looks up about a product: lines of a name and a value, of which the kind says how it is shown. */
export function AttributesField({ form }: { form: Form }) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "attributes" });

  function removeLine(index: number): void {
    remove(index);
    setTimeout(() => document.getElementById("add-detail")?.focus());
  }

  return (
    <Panel
      title="Details"
      hint="Such as material, weight_g or dishwasher_safe. They stand in a table on the product's page."
    >
      {fields.length > 0 && (
        <ul className="mb-3 flex flex-col gap-4 sm:gap-2">
          {fields.map(({ id }, index) => (
            <Line key={id} form={form} index={index} onRemove={() => removeLine(index)} />
          ))}
        </ul>
      )}
      <Button
        id="add-detail"
        look="outline"
        disabled={fields.length >= limits.attributes}
        onClick={() => append({ name: "", kind: "text", value: "" })}
      >
        <Plus aria-hidden className="size-5" />
        Add a detail
      </Button>
    </Panel>
  );
}

interface LineProps {
  form: Form;
  index: number;
  onRemove: () => void;
}

function Line({ form, index, onRemove }: LineProps) {
  const kind = form.watch(`attributes.${index}.kind`);
  const errors = form.formState.errors.attributes?.[index];
  const message = errors?.name?.message ?? errors?.value?.message;
  const number = index + 1;
  const problemId = `detail-${index}-problem`;
  const described = message ? problemId : undefined;
  const name = form.register(`attributes.${index}.name`, {
    validate: (text, values) => attributeNameRule(text, values.attributes),
  });
  const value = form.register(`attributes.${index}.value`, {
    validate: (_, values) => attributeValueRule(values.attributes[index] ?? { name: "", kind, value: "" }),
  });

  return (
    <li>
      <div className="grid grid-cols-[1fr_auto] gap-2 sm:grid-cols-[2fr_8rem_3fr_auto]">
        <Input
          {...name}
          aria-label={`Name of detail ${number}`}
          aria-invalid={errors?.name ? true : undefined}
          aria-describedby={described}
          placeholder="Name"
          maxLength={limits.attributeName}
        />
        <Select
          aria-label={`Kind of detail ${number}`}
          className="w-32 sm:w-auto"
          {...form.register(`attributes.${index}.kind`, {
            onChange: ({ target }) => {
              const now = form.getValues(`attributes.${index}.value`);
              const isYesNo = now === "yes" || now === "no";
              if (target.value === "yesno" && !isYesNo) form.setValue(`attributes.${index}.value`, "yes");
              if (target.value !== "yesno" && isYesNo) form.setValue(`attributes.${index}.value`, "");
            },
          })}
        >
          <option value="text">Text</option>
          <option value="number">Number</option>
          <option value="yesno">Yes or no</option>
        </Select>
        {kind === "yesno" ? (
          <Select aria-label={`Value of detail ${number}`} {...value}>
            <option value="yes">Yes</option>
            <option value="no">No</option>
          </Select>
        ) : (
          <Input
            {...value}
            aria-label={`Value of detail ${number}`}
            aria-invalid={errors?.value ? true : undefined}
            aria-describedby={described}
            placeholder="Value"
            inputMode={kind === "number" ? "decimal" : "text"}
            maxLength={limits.attributeText}
          />
        )}
        <IconButton label={`Remove detail ${number}`} onClick={onRemove}>
          <X aria-hidden className="size-5" />
        </IconButton>
      </div>
      {message && (
        <p id={problemId} className="mt-1 font-medium text-danger text-sm">
          {message}
        </p>
      )}
    </li>
  );
}
