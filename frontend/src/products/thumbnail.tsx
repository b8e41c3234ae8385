import { classNames } from "@/lib/class-names";
import { ProductPicture } from "./product-picture";

interface ThumbnailProps {
  of: { image: string | null; category: string };
  /** Its size: `size-16`. */
  className: string;
  /** Of something that is not sold any more. */
  faded?: boolean;
}

/** A product's picture beside its name. */
export function Thumbnail({ of, className, faded = false }: ThumbnailProps) {
  return (
    <span className={classNames("block shrink-0 overflow-hidden rounded-lg bg-sunken", className)}>
      <ProductPicture
        image={of.image}
        category={of.category}
        alt=""
        sizes="8rem"
        className={faded ? "opacity-60 grayscale" : ""}
      />
    </span>
  );
}
