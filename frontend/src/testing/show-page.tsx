import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, configure, render } from "@testing-library/react";
import { createMemoryRouter, Outlet, type RouteObject, RouterProvider } from "react-router";
import type { Role, User } from "@/api/types";
import { Toaster } from "@/components/ui/toast";
import { beginSession, endSession } from "@/session/session";

// Pages are loaded lazily, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 8_000 });

/** Shows the page of `address` from a feature's routes; `where()` tells the address that the user came to. */
export function showPage(routes: RouteObject[], address: string) {
  const frame = (
    <>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Toaster />
    </>
  );
  const router = createMemoryRouter(
    [
      {
        element: frame,
        hydrateFallbackElement: <p>Loading</p>,
        children: [...routes, { path: "*", element: <p>another page</p> }],
      },
    ],
    {
      initialEntries: [address],
    },
  );
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const view = render(
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { ...view, queries, where: () => router.state.location.pathname + router.state.location.search };
}

export function signedIn(role: Role): User {
  const user: User = {
    id: "65f0000000000000000000b1",
    name: "Bea Buyer",
    email: "bea@example.com",
    role,
    status: "active",
    created_at: "2026-01-01T00:00:00.000Z",
  };
  act(() => beginSession({ user, access_token: "token", token_type: "Bearer", expires_in: 900 }));
  return user;
}

export function signedOut(): void {
  act(() => endSession());
}
