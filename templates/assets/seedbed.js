/* What style sheets cannot do: highlight the sentence a link led to, also where the page changes without a reload,
   give Material's search dialog the name that screen readers need, let the keyboard scroll a wide table, and put it back
   on the link by which the reader left a page. */
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

  var left = {}, back = false; // by path: the link that was followed, as its place among the page's links

  function links() { return Array.from(document.querySelectorAll("article a[href]")); }

  function leave(event) {
    back = false;
    var link = event.target instanceof Element && event.target.closest("article a[href]");
    if (link) left[location.pathname] = links().indexOf(link);
  }

  function comeBack() {
    var link = back && links()[left[location.pathname]];
    back = false;
    if (link) link.focus({ preventScroll: true });
  }

  function ready() { name(); arrive(); scrollers(); comeBack(); }

  window.addEventListener("click", leave, true);
  window.addEventListener("popstate", function () { back = true; });
  window.addEventListener("hashchange", arrive);
  window.addEventListener("resize", scrollers);
  if (typeof document$ !== "undefined") document$.subscribe(ready);
  else document.addEventListener("DOMContentLoaded", ready);
})();
