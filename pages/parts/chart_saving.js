// A button that saves the chart above it as a drawing that can be scaled.
const SVG = "http://www.w3.org/2000/svg";

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.onclick = () => {
    const above = [...document.querySelectorAll(".js-plotly-plot")].filter(
      (chart) => chart.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    if (above.length) save(above.at(-1), data.name);
  };
}

// Plotly draws a chart as several drawings on top of each other: they are put into one.
function save(chart, name) {
  const { width, height } = chart.getBoundingClientRect();
  const whole = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` })) {
    whole.setAttribute(key, value);
  }
  const paper = document.createElementNS(SVG, "rect");
  paper.setAttribute("width", width);
  paper.setAttribute("height", height);
  paper.setAttribute("fill", getComputedStyle(document.querySelector(".stApp")).backgroundColor);
  whole.append(paper, ...[...chart.querySelectorAll("svg.main-svg")].map((layer) => layer.cloneNode(true)));
  const file = new Blob([new XMLSerializer().serializeToString(whole)], { type: "image/svg+xml" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `${name}.svg` });
  link.click();
  URL.revokeObjectURL(link.href);
}
