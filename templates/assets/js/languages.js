/* The switch of languages leads to the same place: what stands behind # in this page's address goes along with it, since ids are the
   same in every language. Only letters of the glossary are counted, and each alphabet has its own.
   What a page lacks after all (words that only the other language has) leads to what it stands in: #item-5 for #item-5-decision-9.
   A record that is no longer on the first page of its register leads to the page of its year: /actions/2026/# and so on. */
const links = document.querySelectorAll(".mb-languages a");

const follow = () => {
  const place = location.hash.startsWith("#_letter-") ? "" : location.hash;
  for (const link of links) if (link.hash !== place) link.hash = place;
};

if (/^#[\w-]+$/.test(location.hash)) {
  let id = location.hash.slice(1);
  while (id && !document.getElementById(id)) id = id.slice(0, Math.max(id.lastIndexOf("-"), 0));
  const [, year] = /-(\d{4})-\d\d-\d\d/.exec(location.hash) ?? [];
  const way = year && document.querySelector(`.mb-years a[href$="${year}/"]`);
  if (id && id !== location.hash.slice(1)) location.replace(`#${id}`);
  else if (!id && way) location.replace(way.href + location.hash);
}
addEventListener("hashchange", follow);
follow();
