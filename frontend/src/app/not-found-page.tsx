import { Compass } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { usePageTitle } from "@/lib/page-title";

export function NotFoundPage() {
  usePageTitle("Page not found");
  return (
    <EmptyState
      page
      icon={<Compass />}
      title="No stall at this corner"
      action={<ButtonLink to="/">Back to the market</ButtonLink>}
    >
      <p>The address leads nowhere. It may be mistyped, or the page has moved.</p>
    </EmptyState>
  );
}
