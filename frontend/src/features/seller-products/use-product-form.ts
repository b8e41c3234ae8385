import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { useNavigate } from "react-router";
import { myProductQuery, myProductsKey } from "@/api/my-products";
import { productQuery } from "@/api/products";
import type { Product } from "@/api/types";
import { showProblem } from "@/components/form/server-problems";
import { toast } from "@/components/ui/toast";
import { randomKey } from "@/lib/random-key";
import { inputOf, type ProductValues, valuesOf } from "./product-values";
import { change, create, sendPictures } from "./save-product";
import { usePictures } from "./use-pictures";

/** The form of a product: a new one is created first, and then gets its pictures. */
export function useProductForm(loaded: Product | null, onCreated: (product: Product) => void) {
  const [product, setProduct] = useState(loaded);
  const form = useForm<ProductValues>({ defaultValues: valuesOf(loaded) });
  const pictures = usePictures(loaded?.images ?? []);
  const remember = useRemember();
  const keyFor = useCreationKey();
  const navigate = useNavigate();

  const { isDirty } = form.formState;
  const unsaved = useRef(false);
  const isUnsaved = useCallback(() => unsaved.current, []);
  useEffect(() => {
    unsaved.current = isDirty || pictures.differFrom(product?.images ?? []);
  });
  const forget = () => {
    unsaved.current = false;
  };

  function keep(saved: Product, values: ProductValues): void {
    setProduct(saved);
    remember(saved);
    form.reset({ ...values, ...valuesOf(saved) });
  }

  async function save(values: ProductValues): Promise<void> {
    let written: Product;
    try {
      written = product ? await change(values, product, pictures) : await create(values, keyFor(values));
    } catch (error) {
      showProblem(form, error);
      return;
    }
    keep(written, values);
    try {
      const saved = await sendPictures(written, pictures);
      keep(saved, values);
      finish(saved);
    } catch (error) {
      showProblem(form, error);
      stayWith(written);
    }
  }

  /** A new product is there, though not all of its pictures are: the page becomes that of the product. */
  function stayWith(saved: Product): void {
    if (product) return;
    forget();
    onCreated(saved);
  }

  function finish(saved: Product): void {
    const left = pictures.current().filter(({ kind }) => kind === "new").length;
    if (left > 0) {
      const which = left === 1 ? "One picture" : `${left} pictures`;
      form.setError("root", {
        type: "server",
        message: `It is saved. ${which} could not be added; the reason is written there.`,
      });
      stayWith(saved);
      return;
    }
    forget();
    if (product) toast.good(`${saved.name} is saved.`);
    else {
      toast.good(`${saved.name} is on sale.`, {
        label: "Show",
        run: () => void navigate(`/products/${saved.id}`),
      });
      void navigate("/seller/products");
    }
  }

  return { form, pictures, product, save: form.handleSubmit(save), isUnsaved, forget };
}

/** Every place that shows the product is told. */
function useRemember(): (product: Product) => void {
  const queries = useQueryClient();
  return (product) => {
    queries.setQueryData(myProductQuery(product.id).queryKey, product);
    void queries.invalidateQueries({ queryKey: [...myProductsKey, "list"] });
    void queries.invalidateQueries({ queryKey: [...myProductsKey, "categories"] });
    void queries.invalidateQueries({ queryKey: productQuery(product.id).queryKey });
    void queries.invalidateQueries({ queryKey: ["products"] });
  };
}

/** The same key as long as the same product is sent, so that one whose answer got lost is not created twice. */
function useCreationKey(): (values: ProductValues) => string {
  const sent = useRef({ body: "", key: "" });
  return (values) => {
    const body = JSON.stringify(inputOf(values));
    if (sent.current.body !== body) sent.current = { body, key: randomKey() };
    return sent.current.key;
  };
}
