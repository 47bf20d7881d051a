// Shows a table made by pages/parts/board.py. A plain click on a link opens the page without
// loading the app again; with a modifier key the browser opens the address as usual.
export default function ({ data, parentElement, setTriggerValue }) {
  let board = parentElement.querySelector(".board");
  if (!board) {
    board = document.createElement("div");
    board.className = "board";
    parentElement.appendChild(board);
  }
  board.innerHTML = data.html;
  board.style.setProperty("--soft", data.soft);
  board.onclick = (event) => {
    const link = event.target.closest("a[data-open]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue("opened", link.dataset.open);
  };
}
