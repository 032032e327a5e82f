/* What style sheets cannot do: highlight the sentence a link led to, also where the page changes without a reload,
   give Material's search dialog the name that screen readers need, and let the keyboard scroll a wide table. */
(function () {
  "use strict";

  function arrive() {
    document.querySelectorAll(".s.arrived").forEach(function (s) { s.classList.remove("arrived"); });
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) return;
    for (var fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target.classList.contains("s")) target.classList.add("arrived");
  }

  function name() {
    var search = document.querySelector("[data-md-component=search]");
    if (search && !search.hasAttribute("aria-label")) search.setAttribute("aria-label", "Search");
  }

  function scrollers() {
    document.querySelectorAll(".md-typeset :is(.table, .md-typeset__scrollwrap)").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }

  function ready() { name(); arrive(); scrollers(); }

  window.addEventListener("hashchange", arrive);
  window.addEventListener("resize", scrollers);
  if (typeof document$ !== "undefined") document$.subscribe(ready);
  else document.addEventListener("DOMContentLoaded", ready);
})();
