import { useState } from "react";
import type { Product } from "@/api/types";
import { categoryPicture } from "@/config/category-pictures";
import { classNames } from "@/lib/class-names";
import { sourcesOf } from "./picture-sources";

interface ProductPictureProps {
  image: string | null | undefined;
  category: Product["category"];
  /** Empty where the name stands beside the picture. */
  alt: string;
  /**
   * As the attribute of that name: an uploaded picture comes in the width that fits. Say half as much again as it is
   * wide on the page, since the square shows only a part of a wide picture.
   */
  sizes: string;
  /** In view at once: loaded before everything else instead of when it comes near. */
  first?: boolean;
  className?: string;
}

/** A square picture; the category's drawing stands in where there is none or where it does not load. */
export function ProductPicture({
  image,
  category,
  alt,
  sizes,
  first = false,
  className,
}: ProductPictureProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const shown = image && image !== broken ? image : categoryPicture(category);
  return (
    <img
      {...sourcesOf(shown)}
      sizes={sizes}
      alt={alt}
      width={600}
      height={600}
      loading={first ? "eager" : "lazy"}
      fetchPriority={first ? "high" : "auto"}
      decoding="async"
      onError={() => setBroken(image ?? null)}
      className={classNames("aspect-square h-auto w-full object-cover dark:brightness-90", className)}
    />
  );
}
