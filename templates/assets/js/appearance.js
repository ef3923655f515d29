/* The switch for colours at the page's foot: shown where scripts run, kept in this browser only.
   What it sets is read again by early/choices.js. */
const form = document.querySelector("[data-appearance]");
const sheets = {
  dark: document.querySelector('link[data-scheme="dark"]'),
  contrast: document.querySelector('link[data-scheme="contrast"]'),
};
const SYSTEM = {
  dark: "screen and (prefers-color-scheme: dark)",
  contrast: "screen and (prefers-contrast: more)",
};

const { recall, remember } = minutebook;

const chooseScheme = (scheme) => {
  sheets.dark.media = { auto: SYSTEM.dark, light: "not all", dark: "screen" }[scheme];
  remember("scheme", scheme === "auto" ? null : scheme);
};

const chooseContrast = (more) => {
  const asSystem = more === matchMedia("(prefers-contrast: more)").matches;
  sheets.contrast.media = asSystem ? SYSTEM.contrast : more ? "screen" : "not all";
  remember("contrast", asSystem ? null : more ? "more" : "less");
};

if (form) {
  form.elements.scheme.value = recall("scheme") ?? "auto";
  const contrast = recall("contrast");
  form.elements.contrast.checked = contrast ? contrast === "more" : matchMedia("(prefers-contrast: more)").matches;
  form.addEventListener("change", ({ target }) => {
    if (target.name === "scheme") chooseScheme(target.value);
    else chooseContrast(target.checked);
  });
  form.hidden = false;
}
