/* Buttons that copy the address of a part of the page: <button hidden data-copy="#item-5" data-copied="Link copied">.
   Hidden until this file runs. The answer stands in the button for two seconds, and is read out. */
const buttons = navigator.clipboard ? document.querySelectorAll("button[data-copy]") : [];

for (const button of buttons) {
  const words = button.textContent;
  const voice = document.createElement("span");
  voice.className = "mb-aside";
  voice.setAttribute("role", "status");
  button.after(voice);
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
    voice.textContent = button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = words;
      voice.textContent = "";
    }, 2000);
  });
}
