/* The colours a reader chose, put on before the first paint: so a plain script in the head, not a module.
   The style sheets for dark and for more contrast follow the system by their `media`; a choice replaces it. */
(() => {
  const chosen = (name) => {
    try {
      return localStorage.getItem(`minutebook.${name}`);
    } catch {
      return null;
    }
  };
  const sheet = (name) => document.querySelector(`link[data-scheme="${name}"]`);
  const [scheme, contrast] = [chosen("scheme"), chosen("contrast")];
  if (scheme) sheet("dark").media = scheme === "dark" ? "screen" : "not all";
  if (contrast) sheet("contrast").media = contrast === "more" ? "screen" : "not all";
})();
