// The search field of a list: every row of all its pages that holds each word typed, accents aside.
"use strict";
const MOST = 300; // rows shown of those found
const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
const french = (count) => count.toLocaleString("fr-FR");

const field = document.getElementById("filtre");
const status = field.parentElement.querySelector("[role=status]");
const pager = document.querySelector(".pager");
const heads = [...document.querySelectorAll("#liste th")];
const body = document.querySelector("#liste tbody");
const own = [...body.rows];
let rows = null; // of all pages, once loaded: [address, cell, cell…]
let texts = [];

function built([address, ...cells]) {
  const row = document.createElement("tr");
  cells.forEach((text, index) => {
    const cell = row.insertCell();
    cell.className = heads[index].className;
    if (index) cell.textContent = text;
    else cell.append(Object.assign(document.createElement("a"), { href: address, textContent: text }));
  });
  return row;
}

function show() {
  const wanted = fold(field.value).split(/\s+/).filter(Boolean);
  if (pager) pager.hidden = wanted.length > 0;
  if (!wanted.length) {
    body.replaceChildren(...own);
    status.textContent = "";
    return;
  }
  const found = rows.filter((_, index) => wanted.every((word) => texts[index].includes(word)));
  body.replaceChildren(...found.slice(0, MOST).map(built));
  const rest = found.length > MOST ? ` (les ${french(MOST)} premières lignes sont montrées)` : "";
  status.textContent = `${french(found.length)} sur ${french(rows.length)}${rest}`;
}

// a page that is opened from a folder may load scripts only, so the rows are one
function load() {
  const script = document.createElement("script");
  script.src = field.dataset.index;
  script.addEventListener("load", () => {
    rows = globalThis.reportRows;
    texts = rows.map(([, ...cells]) => fold(cells.join(" ")));
    show();
  });
  document.head.append(script);
}

field.addEventListener("focus", load, { once: true });
field.addEventListener("input", () => rows && show());
if (field.value) field.focus();
