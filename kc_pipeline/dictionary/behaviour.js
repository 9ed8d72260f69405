"use strict";
// Shows the tables and columns that hold every word sought, with or without Vietnamese tones.
(() => {
  const plain = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const entries = Array.from(document.querySelectorAll(".entry"), (section) => {
    const rows = Array.from(section.querySelectorAll("tbody tr"), (row) => ({
      row,
      text: plain(row.textContent),
    }));
    const head = Array.from(section.children)
      .filter((child) => !child.matches(".scroll"))
      .map((child) => child.textContent)
      .join(" ");
    return { section, rows, head: plain(`${section.id} ${head}`) };
  });
  const links = new Map(
    Array.from(document.querySelectorAll("nav li"), (item) => [item.dataset.of, item]),
  );
  const input = document.getElementById("tim");
  const output = document.getElementById("so");

  const search = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let tables = 0;
    let columns = 0;
    for (const { section, rows, head } of entries) {
      const rest = words.filter((word) => !head.includes(word));
      let shown = 0;
      for (const { row, text } of rows) {
        const fits = rest.every((word) => text.includes(word));
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      const fits = shown > 0 || rest.length === 0;
      section.hidden = !fits;
      links.get(section.id).hidden = !fits;
      tables += fits ? 1 : 0;
      columns += shown;
    }
    for (const schema of document.querySelectorAll(".schema")) {
      schema.hidden = !schema.querySelector(".entry:not([hidden])");
    }
    output.value = words.length ? `${tables} bảng · tables, ${columns} cột · columns` : "";
  };
  input.addEventListener("input", search);
  // A link leads to what the search hides: the search gives way.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && input.value) {
      input.value = "";
      search();
    }
  });
  document.getElementById("giao-dien").addEventListener("click", () => {
    const root = document.documentElement;
    const dark =
      root.dataset.theme === "dark" ||
      (!root.dataset.theme && window.matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = dark ? "light" : "dark";
  });
})();
