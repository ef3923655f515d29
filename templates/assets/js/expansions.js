/* The switch over the minutes: whether meanings stand behind acronyms. Kept in this browser only.
   early/choices.js puts the choice on before the first paint; on paper the meanings always stand. */
const box = document.querySelector("[data-spell-out]");
const root = document.documentElement;

if (box) {
  box.addEventListener("change", () => {
    root.dataset.expansions = box.checked ? "shown" : "hidden";
    minutebook.remember("expansions", box.checked ? null : "hidden");
  });
  // Comes after a page was loaded, and when the browser brings back one as it was left.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) root.dataset.expansions = minutebook.recall("expansions") ?? "shown";
    box.checked = root.dataset.expansions === "shown";
  });
  box.checked = root.dataset.expansions === "shown";
}
