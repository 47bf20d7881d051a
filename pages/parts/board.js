// Shows the HTML of pages/parts/board.py. What a click on one of its links does is in serving/visits.js.
export default function ({ data, parentElement }) {
  let board = parentElement.querySelector(".board");
  if (!board) {
    board = document.createElement("div");
    board.className = "board";
    parentElement.appendChild(board);
  }
  board.innerHTML = data.html;
  board.style.setProperty("--soft", data.soft);
}
