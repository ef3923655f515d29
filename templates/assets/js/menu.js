/* The menu on narrow screens. Without this file its link leads to the list by `:target`; here the link becomes a
   button that opens and closes it, and Escape closes it. */
const opener = document.querySelector("[data-menu]");
const menu = document.getElementById("_menu");

const set = (open) => {
  menu.toggleAttribute("data-open", open);
  opener.setAttribute("aria-expanded", String(open));
};

const close = () => {
  set(false);
  opener.focus();
};

if (opener && menu) {
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-controls", menu.id);
  menu.toggleAttribute("data-scripted", true);
  set(location.hash === "#_menu");
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    set(!menu.hasAttribute("data-open"));
    if (menu.hasAttribute("data-open")) menu.querySelector("a").focus();
  });
  opener.addEventListener("keydown", (event) => {
    // A link answers to Enter only; what is called a button answers to the space bar too.
    if (event.key !== " ") return;
    event.preventDefault();
    opener.click();
  });
  menu.querySelector(".mb-nav-close").addEventListener("click", (event) => {
    event.preventDefault();
    close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.hasAttribute("data-open")) close();
  });
}
