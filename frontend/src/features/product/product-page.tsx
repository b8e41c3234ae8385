import { useQuery, useQueryClient } from "@tanstack/react-query";
import { PackageX } from "lucide-react";
import { useEffect } from "react";
import { useParams } from "react-router";
import { ApiProblem } from "@/api/problem";
import { productQuery } from "@/api/products";
import type { Product } from "@/api/types";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { classNames } from "@/lib/class-names";
import { usePageTitle } from "@/lib/page-title";
import { useLiveProduct } from "@/live/use-live-product";
import { attributesOf } from "./attributes";
import { BuyBox } from "./buy-box";
import { Gallery } from "./gallery";
import { Related } from "./related";

/** Imported names can be a whole specification; set smaller they still fit above the fold. */
const longName = 60;

export function ProductPage() {
  const { productId = "" } = useParams();
  const { data, error, refetch } = useQuery(productQuery(productId));
  const missing = error instanceof ApiProblem && (error.status === 404 || error.status === 422);
  usePageTitle(data ? data.name : error ? "Product not found" : null);

  if (data) return <ProductDetails key={data.id} product={data} />;
  if (missing) return <ProductMissing />;
  if (error) return <ErrorState page error={error} onRetry={() => void refetch()} />;
  return <ProductSkeleton />;
}

function ProductDetails({ product: loaded }: { product: Product }) {
  const product = useLiveProduct(loaded);
  const attributes = attributesOf(product);
  const taken = loaded.status === "active" && product.status !== "active";
  const queries = useQueryClient();
  useEffect(() => {
    // Its seller and admins may go on looking at it.
    if (taken) void queries.invalidateQueries({ queryKey: productQuery(loaded.id).queryKey });
  }, [taken, queries, loaded.id]);
  if (taken) return <ProductTaken product={loaded} />;
  return (
    <article className="mx-auto max-w-7xl px-4 py-4 lg:px-8">
      <Breadcrumb
        crumbs={[
          { label: "Market", to: "/" },
          { label: product.category, to: `/products?${new URLSearchParams({ category: product.category })}` },
          { label: product.name },
        ]}
      />
      <div className="mt-3 grid gap-8 md:grid-cols-2 lg:gap-14">
        <div className="md:sticky md:top-24 md:self-start">
          <Gallery product={product} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <div>
            {product.brand && <p className="mb-1.5 font-semibold text-accent-text">{product.brand}</p>}
            <h1
              className={classNames(
                "font-display [overflow-wrap:anywhere]",
                product.name.length > longName ? "text-xl sm:text-2xl" : "text-3xl lg:text-4xl",
              )}
            >
              {product.name}
            </h1>
          </div>
          <BuyBox product={product} />
          {product.description && (
            <section aria-labelledby="about">
              <h2 id="about" className="font-display text-xl">
                About it
              </h2>
              <p className="mt-2 max-w-prose whitespace-pre-line [overflow-wrap:anywhere]">
                {product.description}
              </p>
            </section>
          )}
          {attributes.length > 0 && <AttributeTable attributes={attributes} />}
        </div>
      </div>
      <Related product={loaded} />
    </article>
  );
}

function AttributeTable({ attributes }: { attributes: ReturnType<typeof attributesOf> }) {
  return (
    <section aria-labelledby="details">
      <h2 id="details" className="font-display text-xl">
        Details
      </h2>
      <table className="mt-2 w-full table-fixed text-left">
        <tbody>
          {attributes.map(({ label, value }) => (
            <tr key={label} className="border-line border-b align-top last:border-b-0">
              <th
                scope="row"
                className="w-2/5 py-2.5 pr-4 font-medium text-ink-soft [overflow-wrap:anywhere]"
              >
                {label}
              </th>
              <td className="py-2.5 [overflow-wrap:anywhere]">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** It was there until a moment ago. */
function ProductTaken({ product }: { product: Product }) {
  usePageTitle("No longer on sale");
  return (
    <div className="mx-auto max-w-7xl px-4 pb-4 lg:px-8">
      <EmptyState
        page
        icon={<PackageX />}
        title="This product is no longer on sale"
        action={<ButtonLink to="/products">See what is on the shelves</ButtonLink>}
      >
        <p>“{product.name}” was taken off the market a moment ago.</p>
      </EmptyState>
      <Related product={product} />
    </div>
  );
}

function ProductMissing() {
  return (
    <EmptyState
      page
      icon={<PackageX />}
      title="This product is not here"
      action={<ButtonLink to="/products">See what is on the shelves</ButtonLink>}
    >
      <p>The seller may have taken it down, or the link is not quite right.</p>
    </EmptyState>
  );
}

function ProductSkeleton() {
  return (
    <div role="status" className="mx-auto max-w-7xl px-4 py-4 lg:px-8">
      <span className="sr-only">Loading the product</span>
      <Skeleton className="my-3 h-5 w-64 max-w-full" />
      <div className="grid gap-8 md:grid-cols-2 lg:gap-14">
        <Skeleton className="aspect-square w-full rounded-3xl" />
        <div className="flex flex-col gap-5">
          <Skeleton className="h-10 w-4/5" />
          <Skeleton className="h-64 w-full rounded-2xl" />
          <Skeleton className="h-5 w-full" />
          <Skeleton className="h-5 w-3/4" />
        </div>
      </div>
    </div>
  );
}
