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
