// Runs before the first paint, so that nobody who chose the dark sees a white flash.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("souk-theme");
  } catch {}
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.classList.toggle("dark", dark);
})();
