// From a finding to its mark and back: brought to the middle of the view, with the focus on it.
// Without this the same links jump there.

const follow = () => {
  const name = decodeURIComponent(window.location.hash.slice(1));
  if (!/^(loi|dau)-\d+$/.test(name)) return;
  const target = document.getElementById(name);
  if (!target) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: "center", inline: "nearest", behavior: calm ? "auto" : "smooth" });
  const place = target.matches("a") ? target : target.querySelector("a.check-number");
  place?.focus({ preventScroll: true });
};

window.addEventListener("hashchange", follow);

// On a phone, the tab of the part that is being read. htmx replaces the part, so it is looked up.
const markTab = () => {
  const pages = document.getElementById("cac-trang");
  if (!pages) return;
  const isPages = pages.getBoundingClientRect().top < window.innerHeight / 2;
  for (const tab of document.querySelectorAll(".check-tabs a")) {
    const isCurrent = (tab.hash === "#cac-trang") === isPages;
    if (isCurrent) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
};

window.addEventListener("scroll", markTab, { passive: true });
document.addEventListener("htmx:afterSettle", markTab);
markTab();
