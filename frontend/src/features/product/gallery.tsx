import { useState } from "react";
import type { Product } from "@/api/types";
import { classNames } from "@/lib/class-names";
import { ProductPicture } from "@/products/product-picture";

/** The large picture; with several ones a row of buttons below chooses among them. */
export function Gallery({ product }: { product: Pick<Product, "name" | "category" | "images"> }) {
  const [chosen, setChosen] = useState(0);
  const { images, category, name } = product;
  return (
    <div className="flex flex-col gap-3">
      <div className="overflow-hidden rounded-3xl border border-line bg-sunken">
        <ProductPicture
          image={images[chosen] ?? images[0]}
          category={category}
          alt={name}
          sizes="(width >= 64rem) 60rem, 150vw"
          first
          className="max-sm:aspect-[4/3]"
        />
      </div>
      {images.length > 1 && (
        <ul aria-label="Pictures" className="flex flex-wrap gap-3">
          {images.map((image, index) => (
            <li key={image}>
              <button
                type="button"
                aria-label={`Picture ${index + 1} of ${images.length}`}
                aria-pressed={index === chosen}
                onClick={() => setChosen(index)}
                className={classNames(
                  "block size-20 overflow-hidden rounded-xl border-2 bg-sunken",
                  index === chosen ? "border-brand" : "border-transparent hover:border-line-strong",
                )}
              >
                <ProductPicture image={image} category={category} alt="" sizes="8rem" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
