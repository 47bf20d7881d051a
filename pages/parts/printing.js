// Buttons marked data-print, in any part of the screen, print it.
export default function () {
  if (document.documentElement.dataset.printable) return;
  document.documentElement.dataset.printable = "yes";
  document.addEventListener("click", (event) => {
    if (event.composedPath().some((part) => part.dataset?.print !== undefined)) window.print();
  });
}
