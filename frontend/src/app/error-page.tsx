import { TriangleAlert } from "lucide-react";
import { useRouteError } from "react-router";
import { messageOf } from "@/api/problem";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { usePageTitle } from "@/lib/page-title";

/** A page that broke, or one whose files are gone because a newer version was put in place. */
export function ErrorPage() {
  const error = useRouteError();
  const outdated = error instanceof TypeError && /import|module/i.test(error.message);
  usePageTitle("Something went wrong");
  return (
    <EmptyState
      page
      icon={<TriangleAlert />}
      title={outdated ? "This page has a newer version" : "This page did not work"}
      action={
        <div className="flex flex-wrap justify-center gap-3">
          <Button onClick={() => window.location.reload()}>Reload the page</Button>
          <ButtonLink look="outline" to="/" reloadDocument>
            Go to the market
          </ButtonLink>
        </div>
      }
    >
      <p>{outdated ? "Reload it to get the new one. Your cart is kept." : messageOf(error)}</p>
    </EmptyState>
  );
}
