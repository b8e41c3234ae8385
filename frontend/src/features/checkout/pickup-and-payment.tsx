import { Banknote, CalendarClock } from "lucide-react";
import type { ReactNode } from "react";

export function PickupAndPayment() {
  return (
    <div className="grid gap-6 md:grid-cols-2">
      <Part icon={<CalendarClock aria-hidden />} title="Pick up at the market">
        Usually ready two days after you order. Your confirmation names the exact day, hour and place.
      </Part>
      <Part icon={<Banknote aria-hidden />} title="Pay on pickup">
        You pay when you hold the goods in your hands, and not before. Nothing is charged now.
      </Part>
    </div>
  );
}

function Part({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <section className="flex gap-4 rounded-2xl border border-line bg-surface p-5 sm:p-6 [&_svg]:mt-0.5 [&_svg]:size-6 [&_svg]:shrink-0 [&_svg]:text-brand">
      {icon}
      <div>
        <h2 className="font-semibold">{title}</h2>
        <p className="mt-1 text-ink-soft">{children}</p>
      </div>
    </section>
  );
}
