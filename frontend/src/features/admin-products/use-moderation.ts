import { useQueryClient } from "@tanstack/react-query";
import { disableProduct, enableProduct, moderationKey, reviewProduct } from "@/api/admin-products";
import { messageOf } from "@/api/problem";
import type { ModeratedProduct } from "@/api/types";
import { toast } from "@/components/ui/toast";

export interface Moderation {
  /** Looked at and fine: it leaves the queue. */
  review: (product: ModeratedProduct) => Promise<void>;
  enable: (product: ModeratedProduct) => Promise<void>;
  /** Throws what went wrong, for the dialog that asked for the reason. */
  disable: (product: ModeratedProduct, reason: string) => Promise<void>;
}

export function useModeration(): Moderation {
  const queries = useQueryClient();
  const reload = () => queries.invalidateQueries({ queryKey: moderationKey });

  async function act(run: () => Promise<unknown>, done: string): Promise<void> {
    try {
      await run();
      toast.good(done);
    } catch (error) {
      toast.danger(messageOf(error));
    }
    await reload();
  }

  return {
    review: async (product) => {
      const changedAt = product.unreviewed?.changed_at;
      if (changedAt === undefined) return;
      await act(() => reviewProduct(product.id, changedAt), `“${product.name}” is fine.`);
    },
    enable: (product) => act(() => enableProduct(product.id), `“${product.name}” is enabled.`),
    disable: async (product, reason) => {
      await disableProduct(product.id, reason);
      toast.good(`“${product.name}” is off the market. Its seller has been told.`);
      await reload();
    },
  };
}
