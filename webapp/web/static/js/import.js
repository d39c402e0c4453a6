// The draft that a paper would make, as it prints or block by block; the report leads to the blocks.

const views = document.querySelector("[data-import-views]");
const panes = document.querySelectorAll("[data-import-pane]");
const buttons = document.querySelectorAll("[data-import-view]");

const choose = (name) => {
  for (const pane of panes) pane.hidden = pane.dataset.importPane !== name;
  for (const button of buttons) {
    button.setAttribute("aria-pressed", String(button.dataset.importView === name));
  }
};

if (views && window.docx) {
  views.hidden = false;
  choose(window.location.hash ? "text" : "paper");
  for (const button of buttons) {
    button.addEventListener("click", () => choose(button.dataset.importView));
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[data-import-place]")) choose("text");
  });
}
