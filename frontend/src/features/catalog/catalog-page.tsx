export function CatalogPage() {
  return <p>catalog</p>;
}
