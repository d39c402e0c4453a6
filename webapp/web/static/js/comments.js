// Words selected in the text of a plan become the quote of a new comment on their passage.

import { offerAtSelection, optionFor } from "./passages.js";

const offer = document.querySelector("[data-talk-offer]");
const box = document.querySelector("[data-talk-new]");
const choice = box?.querySelector("select[name=place]");

const take = ({ place, quote }) => {
  box.open = true;
  choice.value = optionFor(choice, place).value;
  box.querySelector("input[name=quote]").value = quote;
  box.scrollIntoView({ block: "center", behavior: "instant" });
  box.querySelector("textarea").focus({ preventScroll: true });
};

if (offer && box) offerAtSelection(offer, take, (place) => Boolean(optionFor(choice, place)));
