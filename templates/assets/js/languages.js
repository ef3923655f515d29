/* The switch of languages leads to the same place: what stands behind # in this page's address goes along with it, since ids are the
   same in every language. Only letters of the glossary are counted, and each alphabet has its own.
   What a page lacks after all (words that only the other language has) leads to what it stands in: #item-5 for #item-5-decision-9.
   A record that is no longer on the first page of its register leads to the page of its year: /actions/2026/# and so on. Where that is split, the
   line of its meeting leads on, to the page that lists the meeting's records. */
const links = document.querySelectorAll(".mb-languages a");

const follow = () => {
  const place = location.hash.startsWith("#_letter-") ? "" : location.hash;
  for (const link of links) if (link.hash !== place) link.hash = place;
};

if (/^#[\w-]+$/.test(location.hash)) {
  const whole = location.hash.slice(1);
  let id = whole;
  while (id && !document.getElementById(id)) id = id.slice(0, Math.max(id.lastIndexOf("-"), 0));
  if (id !== whole) {
    const year = /-(\d{4})-\d\d-\d\d/.exec(whole)?.[1];
    const way = year && document.querySelector(id ? `.mb-rows > li[id="${id}"] > a` : `.mb-years a[href$="${year}/"]`);
    if (way) location.replace(way.href.replace(/#.*/, "") + location.hash);
    else if (id) location.replace(`#${id}`);
  }
}
addEventListener("hashchange", follow);
follow();
