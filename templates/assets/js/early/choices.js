/* What this reader chose before, put on before the first paint: so a plain script in the head, not a module.
   The style sheets for dark and for more contrast follow the system by their `media`; a choice replaces it.
   The modules keep choices by `minutebook` too: their names bear digests, so that none can import another. */
const minutebook = {
  recall(name) {
    try {
      return localStorage.getItem(`minutebook.${name}`);
    } catch {
      return null;
    }
  },
  remember(name, value) {
    try {
      if (value) localStorage.setItem(`minutebook.${name}`, value);
      else localStorage.removeItem(`minutebook.${name}`);
    } catch {
      // Storage is forbidden: the choice holds for this page.
    }
  },
};

{
  const sheet = (name) => document.querySelector(`link[data-scheme="${name}"]`);
  const [scheme, contrast] = ["scheme", "contrast"].map(minutebook.recall);
  if (scheme) sheet("dark").media = scheme === "dark" ? "screen" : "not all";
  if (contrast) sheet("contrast").media = contrast === "more" ? "screen" : "not all";
  document.documentElement.dataset.expansions = minutebook.recall("expansions") ?? "shown";
}
