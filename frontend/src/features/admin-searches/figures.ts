const means = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const rates = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

/** How often something happens a search, such as a click: "0.25". Somebody may open several products of one search. */
export function perSearch(count: number, searches: number): string {
  return searches === 0 ? "–" : rates.format(count / searches);
}

/** On average at which place: "3.2"; a dash when it is not known. */
export function placeLabel(mean: number | null): string {
  return mean === null ? "–" : means.format(mean);
}
