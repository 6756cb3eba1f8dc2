/* The desk by keyboard. Everything it does is a link, a field or a button of the page; without it the page works as well. */
(() => {
  "use strict";
  const one = (query) => document.querySelector(query);
  const all = (query) => Array.from(document.querySelectorAll(query));
  const writing = (node) => node && node.closest("input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable]");
  const keys = one("dialog.keys");

  const step = (by) => {
    const rows = all(".queue a.whole");
    if (!rows.length) return false;
    const at = rows.findIndex((row) => row === document.activeElement || row.closest("li").contains(document.activeElement));
    const start = at >= 0 ? at : rows.findIndex((row) => row.hasAttribute("aria-current"));
    const to = start < 0 ? (by > 0 ? 0 : rows.length - 1) : start + by;
    if (to < 0 || to >= rows.length) {
      const page = by > 0 && one('.queue-foot a[rel="next"]');
      if (page) page.focus();
      return true;
    }
    rows[to].focus();
    rows[to].closest("li").scrollIntoView({ block: "nearest" });
    return true;
  };

  const pick = () => {
    const row = document.activeElement && document.activeElement.closest(".queue > li");
    const box = row && row.querySelector(".pick input");
    if (box) box.click();
    return Boolean(box);
  };

  const section = (number) => {
    const answers = all(".step .rows.answers > .answer");
    if (answers.length) return toggle(answers[number - 1]);
    const target = one(`[data-key="${number}"]`);
    if (!target) return false;
    target.scrollIntoView({ block: "start" });
    const heading = target.querySelector("h2") || target;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    return true;
  };

  const toggle = (answer) => {
    const options = answer ? Array.from(answer.querySelectorAll("input[type=radio]")) : [];
    if (!options.length) return false;
    const next = options[(options.findIndex((option) => option.checked) + 1) % options.length];
    next.checked = true;
    next.focus();
    next.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  };

  const follow = (query) => {
    const link = one(query);
    if (link) link.click();
    return Boolean(link);
  };

  const search = () => {
    const field = one("input[type=search]");
    if (field) { field.focus(); field.select(); return true; }
    return follow("a[data-search]");
  };

  const help = () => {
    if (!keys) return false;
    if (keys.open) keys.close(); else keys.showModal();
    return true;
  };

  const acts = {
    j: () => step(1), k: () => step(-1), x: pick, "/": search, "?": help,
    ArrowLeft: () => follow('.viewer a[rel="prev"]'), ArrowRight: () => follow('.viewer a[rel="next"]'),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || writing(event.target)) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (/^Arrow/.test(name) && event.target.matches && event.target.matches("input[type=radio]")) return;
    const done = /^[1-6]$/.test(name) ? section(Number(name)) : acts[name] && acts[name]();
    if (done) event.preventDefault();
  });

  const foot = one(".bulk-foot");
  if (foot) {
    const button = foot.querySelector("button");
    const words = button.textContent;
    const count = () => {
      const picked = all(".pick input:checked").length;
      foot.classList.toggle("idle", !picked);
      button.textContent = picked ? `${words} (${picked})` : words;
    };
    document.addEventListener("change", count);
    window.addEventListener("pageshow", count);
    count();
  }

  document.addEventListener("click", (event) => {
    for (const menu of all("details.rooms-more[open],details.view-menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of all("details.rooms-more[open],details.view-menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
