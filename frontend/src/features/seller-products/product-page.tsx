import { useQuery } from "@tanstack/react-query";
import { PackageX } from "lucide-react";
import { useState } from "react";
import { useLocation, useNavigate, useParams } from "react-router";
import { myProductQuery } from "@/api/my-products";
import { ApiProblem } from "@/api/problem";
import { ButtonLink } from "@/components/ui/button";
import { PageSkeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { ProductEditor } from "./product-editor";

/** `/seller/products/new` and `/seller/products/:productId`. */
export function ProductPage() {
  const { productId = "" } = useParams();
  const { key } = useLocation();
  const navigate = useNavigate();
  const isNew = productId === "new";
  // A product that was just created here keeps its form: files that were not taken are still in it.
  const [created, setCreated] = useState({ id: "", form: "" });
  const isCreatedHere = created.id === productId;
  const query = useQuery({ ...myProductQuery(productId), enabled: !isNew, refetchOnMount: "always" });

  if (!isNew && !isCreatedHere) {
    if (query.error && !query.isFetching) return <NoProduct error={query.error} onRetry={query.refetch} />;
    // What another page loaded may be old by now; the form is filled only once.
    if (!query.data || !query.isFetchedAfterMount) return <PageSkeleton />;
  }
  const form = isNew ? key : isCreatedHere ? created.form : productId;
  return (
    <ProductEditor
      key={form}
      product={isNew ? null : (query.data ?? null)}
      onCreated={({ id }) => {
        setCreated({ id, form });
        void navigate(`/seller/products/${id}`, { replace: true });
      }}
    />
  );
}

function NoProduct({ error, onRetry }: { error: Error; onRetry: () => unknown }) {
  if (!(error instanceof ApiProblem) || error.status !== 404)
    return <ErrorState page error={error} onRetry={() => void onRetry()} />;
  return (
    <EmptyState
      page
      title="No such product"
      icon={<PackageX />}
      action={<ButtonLink to="/seller/products">To my products</ButtonLink>}
    >
      It was deleted, or it is not one of yours.
    </EmptyState>
  );
}
