import { ImagePlus } from "lucide-react";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { Panel } from "@/components/dashboard/panel";
import { Button } from "@/components/ui/button";
import { classNames } from "@/lib/class-names";
import { picturesAtMost, pictureTypes } from "./picture-list";
import { PictureTile } from "./picture-tile";
import type { Pictures } from "./use-pictures";

interface PicturesFieldProps {
  pictures: Pictures;
  category: string;
  busy: boolean;
}

/** Chosen from the device or dropped here; the first one stands for the product everywhere. */
export function PicturesField({ pictures, category, busy }: PicturesFieldProps) {
  const { items, refused } = pictures;
  const input = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState("");
  const isFull = items.length >= picturesAtMost;

  function move(key: string, by: -1 | 1): void {
    pictures.move(key, by);
    const place = pictures.current().findIndex((item) => item.key === key) + 1;
    setTold(`Now picture ${place} of ${items.length}.`);
  }

  function remove(key: string): void {
    pictures.remove(key);
    setTold("Picture removed.");
    input.current?.focus();
  }

  return (
    <Panel
      title="Pictures"
      hint={`PNG, JPEG or WebP, at most 2 MB each and ${picturesAtMost} in all. The first one stands for the product.`}
    >
      <DropZone onFiles={pictures.add} disabled={busy || isFull}>
        {items.length > 0 && (
          <ol className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-4">
            {items.map((item, index) => (
              <PictureTile
                key={item.key}
                item={item}
                place={index + 1}
                of={items.length}
                category={category}
                busy={busy}
                onMove={(by) => move(item.key, by)}
                onRemove={() => remove(item.key)}
              />
            ))}
          </ol>
        )}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <input
            ref={input}
            type="file"
            multiple
            accept={pictureTypes.join()}
            aria-label="Add pictures"
            disabled={busy || isFull}
            className="peer sr-only"
            onChange={({ currentTarget }) => {
              pictures.add([...(currentTarget.files ?? [])]);
              currentTarget.value = "";
            }}
          />
          <Button
            look="outline"
            tabIndex={-1}
            aria-hidden
            disabled={busy || isFull}
            className="peer-focus-visible:outline-3 peer-focus-visible:outline-brand peer-focus-visible:outline-offset-2"
            onClick={() => input.current?.click()}
          >
            <ImagePlus aria-hidden className="size-5" />
            Add pictures
          </Button>
          <p className="text-ink-soft text-sm">
            {isFull ? "That is as many as there can be." : "Or drop them here."}
          </p>
        </div>
      </DropZone>
      <div role="alert">
        {refused.map((why) => (
          <p key={why} className="mt-2 font-medium text-danger text-sm">
            {why}
          </p>
        ))}
      </div>
      <p aria-live="polite" className="sr-only">
        {told}
      </p>
    </Panel>
  );
}

interface DropZoneProps {
  onFiles: (files: File[]) => void;
  disabled: boolean;
  children: ReactNode;
}

function DropZone({ onFiles, disabled, children }: DropZoneProps) {
  const [over, setOver] = useState(false);

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    if (!disabled) onFiles([...event.dataTransfer.files]);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files; the button does the same.
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classNames(
        "flex flex-col gap-4 rounded-xl border-2 border-dashed p-3 transition-colors",
        over ? "border-brand bg-brand-tint" : "border-line-strong",
      )}
    >
      {children}
    </div>
  );
}
