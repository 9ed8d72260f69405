
"use strict";
// Opens numbers and projects from the address (#so:… and #de-an:…), searches, and changes the look.
// Whatever comes from the data is put in place as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("du-lieu").textContent);
  const dialog = document.getElementById("nguon");
  const title = document.getElementById("nguon-ten");
  const body = document.getElementById("nguon-noi-dung");
  const NUMBER = "#so:";
  const PROJECT = "#de-an:";
  const FIRST = 200;

  const make = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined && text !== null) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const put = (parent, ...children) => { parent.append(...children); return parent; };

  const known = (pairs) => {
    const list = make("dl", null, "known");
    for (const [name, text, className] of pairs) put(list, make("dt", name), make("dd", text, className));
    return list;
  };

  const table = (caption, titles, rows, foot) => {
    const made = make("table");
    const head = make("tr");
    titles.forEach(([text, className]) => {
      const cell = make("th", text, className);
      cell.scope = "col";
      put(head, cell);
    });
    const lines = make("tbody");
    const fill = (from) => rows.slice(from, from + FIRST).forEach((row) => put(lines, row()));
    fill(0);
    put(made, make("caption", caption), put(make("thead"), head), lines);
    if (foot) put(made, put(make("tfoot"), foot));
    const region = make("div", null, "scroll sources");
    region.tabIndex = 0;
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", caption);
    put(region, made);
    if (rows.length > FIRST) {
      let shown = FIRST;
      const more = make("button", `Hiện thêm (${rows.length - shown} dòng)`);
      more.type = "button";
      more.addEventListener("click", () => {
        fill(shown);
        shown += FIRST;
        more.hidden = shown >= rows.length;
        more.textContent = `Hiện thêm (${rows.length - shown} dòng)`;
      });
      put(region, more);
    }
    return region;
  };

  const projectLink = (place) => {
    const link = make("a", data.projects[place].code);
    link.href = PROJECT + encodeURIComponent(data.projects[place].code);
    link.title = data.projects[place].title;
    return link;
  };

  const sourceRow = (place, given) => () => {
    const [file, sheet, cell, raw, project] = data.rows[place];
    const row = make("tr");
    const which = make("td");
    if (project !== null) put(which, projectLink(project));
    const where = put(make("td", data.files[file]), make("span", [sheet, cell].filter(Boolean).join(", "), "place"));
    return put(row, where, make("td", raw ?? "", "raw"), which,
      make("td", given ?? "mẫu số", "amount"));
  };

  const openNumber = (pointer) => {
    const number = data.numbers[pointer];
    if (!number) return false;
    title.textContent = number.label;
    const pairs = [];
    if (number.about) pairs.push(["Nội dung tính", number.about]);
    pairs.push(...number.scope);
    if (number.coverage) {
      const { words, received, due, late, held, grade } = number.coverage;
      const told = [`nhận ${received}/${due} báo cáo`];
      if (late) told.push(`${late} báo cáo gửi chậm`);
      if (held) told.push(`${held} dòng bị giữ lại`);
      pairs.push(["Mức độ đầy đủ", `${words} (${told.join(", ")})`, `coverage-${grade}`]);
    }
    pairs.push(["Tên số liệu", pointer, "raw"]);
    const value = put(make("p", number.value, "value"), " ", make("small", number.unit));
    body.replaceChildren(value, known(pairs));
    const { rows, given } = data.lists[number.sources];
    if (rows.length) {
      const sources = `${rows.length} ${number.others ? "dòng" : "ô"} nguồn`;
      const how = number.adds
        ? `${sources}, cộng lại thành số trên`
        : `${sources}; mỗi đối tượng chỉ đếm một lần dù có ở nhiều dòng`;
      const titles = [["Tệp, trang tính, ô"], ["Nội dung ô"], ["Đề án"], ["Đóng góp", "amount"]];
      const lines = rows.map((place, at) => sourceRow(place, given ? given[at] : "1"));
      let foot = null;
      if (number.sum !== undefined) {
        const label = make("th", "Cộng");
        label.scope = "row";
        label.colSpan = 3;
        foot = put(make("tr", null, "total"), label, make("td", number.sum, "amount"));
      }
      put(body, table(how, titles, lines, foot));
    } else {
      put(body, make("p", number.others ? "" : "Không có dòng nào trong các báo cáo: số này bằng không."));
    }
    if (number.others) put(body, known([["Đọc từ", number.others.join("; ")]]));
    return true;
  };

  const inNumbers = (place) => Object.entries(data.numbers)
    .filter(([, number]) => data.lists[number.sources].rows.some((row) => data.rows[row][4] === place))
    .map(([pointer, number]) => [pointer, number]);

  const openProject = (code) => {
    const place = data.projects.findIndex((project) => project.code === code);
    if (place < 0) return false;
    const project = data.projects[place];
    title.textContent = `${project.code}: ${project.title}`;
    body.replaceChildren(known(project.facts));
    const rows = project.rows.map(([path, sheet, row]) => () =>
      put(make("tr"), make("td", path), make("td", sheet), make("td", row, "amount")));
    put(body, table("Các dòng nói về đề án này", [["Tệp"], ["Trang tính"], ["Dòng", "amount"]], rows));
    const numbers = inNumbers(place);
    put(body, make("h3", `Có trong ${numbers.length} số của báo cáo`));
    const list = make("ul");
    numbers.forEach(([pointer, number]) => {
      const link = make("a", number.label);
      link.href = NUMBER + encodeURIComponent(pointer);
      const scope = number.scope.slice(-2).map((pair) => pair[1]).join(", ");
      put(list, put(make("li"), link, `: ${number.value} ${number.unit} (${scope})`));
    });
    put(body, list);
    return true;
  };

  let opener = null;
  const follow = () => {
    const hash = location.hash;
    let opened = false;
    try {
      if (hash.startsWith(NUMBER)) opened = openNumber(decodeURIComponent(hash.slice(NUMBER.length)));
      else if (hash.startsWith(PROJECT)) opened = openProject(decodeURIComponent(hash.slice(PROJECT.length)));
    } catch (error) {
      if (!(error instanceof URIError)) throw error; // an address someone shortened opens nothing
    }
    if (opened) {
      if (!dialog.open) {
        opener = document.activeElement;
        dialog.showModal();
      }
      dialog.scrollTop = 0;
      title.focus();
    } else if (dialog.open) {
      dialog.close();
    }
  };
  window.addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) follow(); // the same address again
  });
  dialog.addEventListener("close", () => {
    if (location.hash.startsWith(NUMBER) || location.hash.startsWith(PROJECT)) {
      history.replaceState(null, "", location.pathname + location.search);
    }
    opener?.focus({ preventScroll: true });
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.getElementById("dong").addEventListener("click", () => dialog.close());

  // Letters as one types them without a Vietnamese keyboard.
  const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    .replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
  const field = document.getElementById("tim");
  if (field) {
    const found = document.getElementById("tim-thay");
    const results = document.getElementById("ket-qua");
    const count = document.getElementById("so-ket-qua");
    const MOST = 50;
    const haystack = data.projects.map((project) =>
      bare([project.code, project.title, ...project.facts.map((pair) => pair[1])].join(" ")));
    const search = () => {
      const words = bare(field.value).split(/\s+/).filter(Boolean);
      found.hidden = !words.length;
      const hits = words.length
        ? data.projects.filter((_, place) => words.every((word) => haystack[place].includes(word)))
        : [];
      count.textContent = hits.length > MOST
        ? `Tìm thấy ${hits.length} đề án, hiện ${MOST} đề án đầu`
        : `Tìm thấy ${hits.length} đề án`;
      results.replaceChildren(...hits.slice(0, MOST).map((project) => {
        const link = make("a", `${project.code}: ${project.title}`);
        link.href = PROJECT + encodeURIComponent(project.code);
        const told = Object.fromEntries(project.facts);
        const where = ["Năm", "Địa điểm", "Nguồn kinh phí", "Tình trạng", "Kinh phí thực hiện"];
        put(link, make("span", where.map((name) => told[name]).filter(Boolean).join(" · "), "where"));
        return put(make("li"), link);
      }));
    };
    field.addEventListener("input", search);
    field.form.addEventListener("submit", (event) => event.preventDefault());
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { field.value = ""; search(); }
    });
  }

  const root = document.documentElement;
  const toggle = document.getElementById("doi-mau");
  const dark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const tell = () => toggle.setAttribute("aria-pressed", String(dark()));
  toggle.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; tell(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
  tell();
  document.getElementById("in").addEventListener("click", () => window.print());

  const contents = document.querySelector(".contents details");
  const wide = matchMedia("(min-width: 70rem)");
  const unfold = () => { contents.open = wide.matches; };
  wide.addEventListener("change", unfold);
  unfold();
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && !wide.matches) contents.open = false;
  });
  const entries = [...contents.querySelectorAll("a")];
  const watched = new IntersectionObserver((seen) => {
    seen.filter((one) => one.isIntersecting).forEach((one) => entries.forEach((entry) => {
      if (entry.hash === `#${one.target.id}`) entry.setAttribute("aria-current", "true");
      else entry.removeAttribute("aria-current");
    }));
  }, { rootMargin: "-10% 0px -75% 0px" });
  entries.forEach((entry) => {
    const heading = document.getElementById(decodeURIComponent(entry.hash.slice(1)));
    if (heading) watched.observe(heading);
  });

  follow();
})();
