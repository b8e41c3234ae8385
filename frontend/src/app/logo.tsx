/** An arch within an arch: the way into the market. Decorative; the link around it has the name. */
export function Logo() {
  return (
    <span className="flex items-center gap-2.5">
      <svg aria-hidden viewBox="0 0 32 32" className="size-9">
        <rect width="32" height="32" rx="9" className="fill-night dark:fill-brand-tint" />
        <path d="M8 26V14a8 8 0 0 1 16 0v12z" className="fill-accent" />
        <path d="M12.500 26V15.500a3.500 3.500 0 0 1 7 0V26z" className="fill-night dark:fill-brand-tint" />
      </svg>
      <span className="font-display text-2xl leading-none max-[24rem]:hidden">Souk</span>
    </span>
  );
}
