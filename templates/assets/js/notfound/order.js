/* One page answers every address that leads nowhere. What it says in the language of the address comes first, with the heading of
   the page; the first link of each part leads home, and so begins as the addresses of its language do. */
const [first, ...others] = document.querySelectorAll(".mb-page-notfound section");
const own = others.find((part) => `${location.pathname}/`.startsWith(part.querySelector("a").pathname));

const name = (part, level) => {
  const heading = document.createElement(level);
  const old = part.querySelector("h1, h2");
  heading.append(...old.childNodes);
  old.replaceWith(heading);
};

if (own) {
  name(first, "h2");
  name(own, "h1");
  first.before(own);
}
