import type { Credentials } from "@/api/types";
import { Button } from "@/components/ui/button";

const password = "demo123";
const accounts = [
  { email: "buyer@demo.com", what: "buys" },
  { email: "seller@demo.com", what: "sells" },
  { email: "admin@demo.com", what: "looks after the market" },
];
const ownMachine = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Only on one's own machine: a shop that is open to others does not run in demo mode. */
export function DemoAccounts({ onChoose }: { onChoose: (credentials: Credentials) => void }) {
  if (!ownMachine.has(window.location.hostname)) return null;
  return (
    <section aria-label="Demo accounts" className="rounded-xl bg-sunken p-4">
      <p className="font-semibold">Try it with a demo account</p>
      <p className="text-ink-soft text-sm">
        The password is <code className="font-semibold text-ink">{password}</code> for all of them.
      </p>
      <ul className="mt-2 flex flex-col">
        {accounts.map(({ email, what }) => (
          <li
            key={email}
            className="flex items-center justify-between gap-3 border-line border-t py-2 first:border-t-0"
          >
            <span className="min-w-0">
              <span className="block truncate font-medium">{email}</span>
              <span className="text-ink-soft text-sm">{what}</span>
            </span>
            <Button
              look="outline"
              size="sm"
              aria-label={`Fill in ${email}`}
              onClick={() => onChoose({ email, password })}
            >
              Fill in
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
