import { writeStored } from "./storage";
import { createStore, useStore } from "./store";

const store = createStore(document.documentElement.classList.contains("dark"));

/** Dark or light; the first choice is made by `public/theme.js`, before the first paint. */
export function useTheme(): { dark: boolean; toggle: () => void } {
  const dark = useStore(store);
  return { dark, toggle: () => choose(!dark) };
}

function choose(dark: boolean): void {
  document.documentElement.classList.toggle("dark", dark);
  writeStored("souk-theme", dark ? "dark" : "light");
  store.set(dark);
}
