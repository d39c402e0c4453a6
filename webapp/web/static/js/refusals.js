// Why a form that was sent without leaving the page was not taken.

/** Say it at the end of the form, in one line that the next refusal takes over. */
export const warn = (form, words) => {
  const line = form.querySelector("[data-refusal]") ?? document.createElement("p");
  line.dataset.refusal = "";
  line.className = "field-error";
  line.setAttribute("role", "alert");
  line.textContent = words;
  form.append(line);
};
