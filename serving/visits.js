// One entry in the browser's history for each screen visited, so that Back leads to the screen before.
//
// Streamlit makes an entry each time a screen writes its choices into the address, and Back would step
// through them all. Here a new address of the same screen takes the place of its entry. A screen chosen from
// the menu writes its choices before Streamlit has turned to its address: the entry of the screen that was
// left gets back the address it had when the reader clicked. A link to a screen
// is told to Streamlit as a step through the history: it then shows that screen without loading the
// dashboard anew. With a modifier key the browser opens a link as usual.
(() => {
  const makeEntry = history.pushState.bind(history);
  const replaceEntry = history.replaceState.bind(history);
  let addressLeft = location.href;
  for (const move of ["click", "keydown", "popstate"]) {
    addEventListener(move, () => { addressLeft = location.href; }, { capture: true });
  }

  history.pushState = (state, unused, address) => {
    const isSameScreen = new URL(address, location.href).pathname === location.pathname;
    if (!isSameScreen) replaceEntry({}, "", addressLeft);
    (isSameScreen ? replaceEntry : makeEntry)(state, unused, address);
  };

  const isPlain = (event) =>
    event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const leadsToAScreen = (link) =>
    link.origin === location.origin &&
    /^\/[a-z-]*$/.test(link.pathname) &&
    !link.hash && !link.hasAttribute("download") && ["", "_self"].includes(link.target);

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || !isPlain(event)) return;
    const link = event.composedPath().find((part) => part instanceof HTMLAnchorElement);
    if (!link || !leadsToAScreen(link)) return;
    event.preventDefault();
    if (link.href !== location.href) makeEntry({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  });
})();
