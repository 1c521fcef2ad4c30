/* Tables that readers can sort and filter. Without this file they are read as they stand. */

const NUMBER = /^[<>≥≈\s]*-?[\d,.]+/u;

/** What a cell sorts by: a number where it begins with one, else its text. */
function keyOf(row, column) {
  const text = row.cells[column].textContent.trim();
  return NUMBER.test(text) ? Number.parseFloat(text.replace(/[^\d.-]/gu, "")) : text.toLocaleLowerCase("en");
}

/** Blanks come last whichever way a table is sorted; numbers go before texts. */
function compare(one, other, isDown) {
  const blank = (key) => key === "" || key === "–";
  if (blank(one) || blank(other)) return blank(one) - blank(other);
  const way = isDown ? -1 : 1;
  if (typeof one !== typeof other) return way * (typeof one === "number" ? -1 : 1);
  return way * (typeof one === "number" ? one - other : one.localeCompare(other, "en"));
}

function sort(table, heads, column) {
  const isDown = heads[column].getAttribute("aria-sort") === "ascending";
  for (const head of heads) head.removeAttribute("aria-sort");
  heads[column].setAttribute("aria-sort", isDown ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => [keyOf(row, column), row]);
  rows.sort(([one], [other]) => compare(one, other, isDown));
  body.append(...rows.map(([, row]) => row));
}

function makeSortable(table) {
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    const name = head.textContent.trim();
    if (head.querySelector("a")) button.setAttribute("aria-label", `Sort by ${name}`);
    else button.append(...head.childNodes);
    button.addEventListener("click", () => sort(table, heads, column));
    head.append(button);
  });
}

function makeFilter(box, table) {
  const label = document.createElement("label");
  const field = document.createElement("input");
  const told = document.createElement("span");
  field.type = "search";
  label.append("Filter ", field);
  told.setAttribute("role", "status");
  const rows = Array.from(table.tBodies[0].rows, (row) => [row.textContent.toLocaleLowerCase("en"), row]);
  const show = () => {
    const words = field.value.toLocaleLowerCase("en").split(/\s+/u);
    let shown = 0;
    for (const [text, row] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    told.textContent = `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")}`;
  };
  field.addEventListener("input", show);
  show();
  box.append(label, told);
}

for (const box of document.querySelectorAll(".sortable")) {
  const table = box.querySelector("table");
  const filter = box.querySelector(".filter");
  if (!table) continue;
  if (filter) makeFilter(filter, table);
  makeSortable(table);
}
