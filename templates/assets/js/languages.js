/* The switch of languages leads to the same place: what stands behind # in this page's address goes along with it, since ids are the
   same in every language. Only letters of the glossary are counted, and each alphabet has its own.
   What a page lacks after all (words that only the other language has) leads to what it stands in: #item-5 for #item-5-decision-9. */
const links = document.querySelectorAll(".mb-languages a");

const follow = () => {
  const place = location.hash.startsWith("#_letter-") ? "" : location.hash;
  for (const link of links) if (link.hash !== place) link.hash = place;
};

if (/^#[\w-]+$/.test(location.hash)) {
  let id = location.hash.slice(1);
  while (id && !document.getElementById(id)) id = id.slice(0, Math.max(id.lastIndexOf("-"), 0));
  if (id && id !== location.hash.slice(1)) location.replace(`#${id}`);
}
addEventListener("hashchange", follow);
follow();
