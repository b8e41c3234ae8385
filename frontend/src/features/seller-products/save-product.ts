import { addPicture, createProduct, updateProduct } from "@/api/my-products";
import { ApiProblem, messageOf } from "@/api/problem";
import type { Product } from "@/api/types";
import { changed, type NewPicture, pathsOf, settled } from "./picture-list";
import { changesOf, inputOf, type ProductValues } from "./product-values";
import type { Pictures } from "./use-pictures";

const tries = 3;
const pause_s = 2;

/** Creates the product, without pictures: these need a product to belong to. */
export function create(values: ProductValues, key: string): Promise<Product> {
  return createProduct(inputOf(values), key);
}

/** Writes what differs; pictures that were taken out leave at once, so that there is room for new ones. */
export async function change(values: ProductValues, product: Product, pictures: Pictures): Promise<Product> {
  const kept = product.images.filter((path) => pathsOf(pictures.current()).includes(path));
  const images = kept.length < product.images.length ? { images: kept } : null;
  const changes = changesOf(values, product);
  return changes || images ? updateProduct(product.id, { ...changes, ...images }) : product;
}

/**
 * Sends the files one after the other and brings all pictures into the form's order. A file that is refused stays in
 * the form with the reason; the product as it is at the end is returned in any case.
 */
export async function sendPictures(product: Product, pictures: Pictures): Promise<Product> {
  let latest = product;
  const waiting = pictures.current().filter((item): item is NewPicture => item.kind === "new");
  for (const { key, file } of waiting) {
    pictures.set((items) => changed(items, key, { sent: 0, problem: null }));
    try {
      const before = latest.images;
      latest = await patiently(() =>
        addPicture(product.id, file, (sent) => pictures.set((items) => changed(items, key, { sent }))),
      );
      const added = latest.images.find((path) => !before.includes(path)) ?? latest.images.at(-1) ?? "";
      pictures.set((items) => settled(items, key, added));
    } catch (error) {
      pictures.set((items) => changed(items, key, { sent: null, problem: messageOf(error) }));
    }
  }
  const wanted = pathsOf(pictures.current());
  const isInOrder = wanted.join() === latest.images.join();
  return isInOrder ? latest : updateProduct(product.id, { images: wanted });
}

/** A picture sent again changes nothing, so a busy server is simply asked again. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !(error instanceof ApiProblem) || !error.isPassing) throw error;
      await new Promise((done) => setTimeout(done, (error.retryAfter_s ?? pause_s) * 1000));
    }
  }
}
