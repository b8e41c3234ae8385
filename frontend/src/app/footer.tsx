import { Link } from "react-router";

const links = [
  { to: "/products", label: "All products" },
  { to: "/products?sort=newest", label: "New on the shelves" },
  { to: "/products?in_stock=true", label: "In stock now" },
];

export function Footer() {
  return (
    <footer className="mt-16 bg-night text-on-night">
      <div className="mx-auto grid max-w-7xl gap-8 px-4 py-10 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr] lg:px-8">
        <div className="max-w-sm">
          <p className="font-display text-2xl">Souk</p>
          <p className="mt-2 opacity-90">
            A marketplace where the stock is live. What you see on the shelf is what is there, this second.
          </p>
        </div>
        <FooterLinks title="Shop" items={links} />
        <FooterLinks
          title="Your account"
          items={[
            { to: "/account", label: "My account" },
            { to: "/orders", label: "My orders" },
            { to: "/cart", label: "Cart" },
          ]}
        />
        <FooterLinks title="For developers" items={[{ to: "/api/docs", label: "API" }]} />
      </div>
    </footer>
  );
}

function FooterLinks({ title, items }: { title: string; items: { to: string; label: string }[] }) {
  return (
    <nav aria-label={title}>
      <p className="font-semibold">{title}</p>
      <ul className="mt-1">
        {items.map(({ to, label }) => (
          <li key={to}>
            <Link
              to={to}
              className="inline-flex min-h-11 items-center opacity-90 hover:underline hover:opacity-100"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
