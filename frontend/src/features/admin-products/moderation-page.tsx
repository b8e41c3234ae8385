import { useQuery } from "@tanstack/react-query";
import { PackageCheck, SearchX } from "lucide-react";
import { useRef, useState } from "react";
import { moderationQuery } from "@/api/admin-products";
import type { ModeratedPage, ModeratedProduct } from "@/api/types";
import { FilterTabs } from "@/components/dashboard/filter-tabs";
import { PageHeader } from "@/components/dashboard/page-header";
import { ReasonDialog } from "@/components/dashboard/reason-dialog";
import { type TableState, useTableState } from "@/components/dashboard/table-state";
import { TableToolbar } from "@/components/dashboard/table-toolbar";
import { Button } from "@/components/ui/button";
import { Pagination } from "@/components/ui/pagination";
import { PageSkeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { classNames } from "@/lib/class-names";
import { ModerationCard } from "./moderation-card";
import { useModeration } from "./use-moderation";
import { useNextFocus } from "./use-next-focus";

const spec = {
  filters: { queue: ["disabled", "all"], seller_id: "text", category: "text" },
  limit: 20,
} as const;

const queues = [
  { value: "", label: "To look at" },
  { value: "disabled", label: "Disabled" },
  { value: "all", label: "All products" },
];

export function ModerationPage() {
  const state = useTableState(spec);
  const { queue, ...rest } = state.query;
  const query = useQuery(moderationQuery({ queue: queue ?? "unreviewed", ...rest }));
  const seller = rest.seller_id && query.data?.items[0]?.seller_name;
  return (
    <>
      <PageHeader title="Products">
        What is new or has changed waits for a look.
        <span className="pointer-coarse:hidden">
          {" "}
          With a card in focus: arrow keys go on, F says fine, D disables, E enables.
        </span>
      </PageHeader>
      <FilterTabs label="Queues" name="queue" tabs={queues} current={queue ?? ""} />
      <TableToolbar
        state={{ ...state, isFiltered: isNarrowed(state) }}
        search="Search products"
        placeholder="Words, or an id"
      >
        {rest.seller_id && <p className="self-center text-ink-soft">Only of {seller || "one seller"}</p>}
      </TableToolbar>
      {query.isPending ? (
        <PageSkeleton />
      ) : !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Queue page={query.data} stale={query.isPlaceholderData} state={state} queue={queue ?? ""} />
      )}
    </>
  );
}

type State = TableState<{ page: number }>;

/** The queue itself is no filter that "Clear" takes out. */
function isNarrowed(state: State): boolean {
  return ["search", "seller_id", "category"].some((name) => state.valueOf(name) !== "");
}

function Queue({
  page,
  stale,
  state,
  queue,
}: {
  page: ModeratedPage;
  stale: boolean;
  state: State;
  queue: string;
}) {
  const moderation = useModeration();
  const list = useRef<HTMLUListElement>(null);
  const keepFocus = useNextFocus(list, page);
  const [disabling, setDisabling] = useState<ModeratedProduct | null>(null);

  if (page.items.length === 0)
    return isNarrowed(state) || page.page > 1 ? (
      <NothingFits onClear={state.clear} />
    ) : (
      <AllDone queue={queue} />
    );
  return (
    <>
      <p role="status" className="mb-2 text-ink-soft text-sm">
        {page.total === 1 ? "One product" : `${page.total.toLocaleString("en-US")} products`}
      </p>
      <ul
        ref={list}
        aria-label="Products to look at"
        aria-busy={stale}
        className={classNames("flex flex-col gap-3 transition-opacity", stale && "opacity-55")}
      >
        {page.items.map((product, index) => (
          <li key={product.id}>
            <ModerationCard
              product={product}
              onReview={() => {
                keepFocus(index);
                void moderation.review(product);
              }}
              onEnable={() => {
                keepFocus(index);
                void moderation.enable(product);
              }}
              onDisable={() => setDisabling(product)}
            />
          </li>
        ))}
      </ul>
      <Pagination page={page.page} pages={page.pages} hrefOf={state.hrefOf} />
      <ReasonDialog
        open={disabling !== null}
        onClose={() => setDisabling(null)}
        title={`Disable “${disabling?.name ?? ""}”?`}
        hint="The seller reads this, and buyers who have it in their cart."
        action="Disable"
        run={async (reason) => {
          if (disabling === null) return;
          keepFocus(page.items.indexOf(disabling));
          await moderation.disable(disabling, reason);
        }}
      >
        <p>
          It leaves the market at once: lists, search, its page and open carts. Its stock stays as it is, and
          an admin can enable it again.
        </p>
      </ReasonDialog>
    </>
  );
}

function AllDone({ queue }: { queue: string }) {
  const texts: Record<string, { title: string; text: string }> = {
    "": { title: "Nothing waits", text: "Every product has been looked at since it last changed." },
    disabled: { title: "Nothing is disabled", text: "No product is off the market by an admin's word." },
    all: { title: "No products yet", text: "As soon as a seller lists something, it is here." },
  };
  const { title, text } = texts[queue] ?? { title: "", text: "" };
  return (
    <EmptyState icon={<PackageCheck />} title={title}>
      <p>{text}</p>
    </EmptyState>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchX />}
      title="Nothing fits"
      action={
        <Button look="outline" onClick={onClear}>
          Show everything
        </Button>
      }
    >
      <p>There is no such product in this queue.</p>
    </EmptyState>
  );
}
