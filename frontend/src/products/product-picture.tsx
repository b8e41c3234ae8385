import { useState } from "react";
import type { Product } from "@/api/types";
import { categoryPicture } from "@/config/category-pictures";
import { classNames } from "@/lib/class-names";

interface ProductPictureProps {
  image: string | null | undefined;
  category: Product["category"];
  /** Empty where the name stands beside the picture. */
  alt: string;
  /** In view at once: loaded before everything else instead of when it comes near. */
  first?: boolean;
  className?: string;
}

/** A square picture; the category's drawing stands in where there is none or where it does not load. */
export function ProductPicture({ image, category, alt, first = false, className }: ProductPictureProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const src = image && image !== broken ? image : categoryPicture(category);
  return (
    <img
      src={src}
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
