// The search field of a list: rows that do not hold every word typed are hidden, accents aside.
"use strict";
const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
for (const field of document.querySelectorAll("input[data-target]")) {
  const rows = [...document.querySelectorAll(`#${field.dataset.target} tbody tr`)];
  const status = field.parentElement.querySelector("[role=status]");
  let texts = null;
  const show = () => {
    texts ??= rows.map((row) => fold(row.textContent));
    const wanted = fold(field.value).split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, index) => {
      row.hidden = !wanted.every((word) => texts[index].includes(word));
      if (!row.hidden) count += 1;
    });
    status.textContent = wanted.length ? `${count} sur ${rows.length}` : "";
  };
  field.addEventListener("input", show);
  if (field.value) show();
}
