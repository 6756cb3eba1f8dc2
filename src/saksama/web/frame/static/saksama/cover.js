/* Black areas drawn on the picture: mouse, finger or keys. The numbers beside it stay what is sent; without this file they do alone. */
(() => {
  "use strict";
  const SIDES = ["left", "top", "right", "bottom"], SVG = "http://www.w3.org/2000/svg", LEAST = 0.5;
  const within = (value) => Math.min(100, Math.max(0, Math.round(value * 10) / 10));
  const number = (text) => parseFloat(text.replace(",", "."));

  function begin(cover) {
    const table = document.querySelector(`[data-rects="${cover.dataset.cover}"]`), body = table.tBodies[0];
    const svg = cover.querySelector("svg"), image = cover.querySelector("img"), most = Number(table.dataset.most);
    let drawing = null;

    const rows = () => [...body.rows].map((row) => [...row.querySelectorAll("input")]);
    const read = (inputs) => inputs.map((input) => number(input.value));
    const usable = ([left, top, right, bottom]) => [left, top, right, bottom].every(Number.isFinite) && left < right && top < bottom;
    const isEmpty = (inputs) => inputs.every((input) => !input.value.trim());
    const write = (inputs, sides) => inputs.forEach((input, n) => { input.value = sides ? String(within(sides[n])) : ""; });

    function spare() {
      const empty = rows().find(isEmpty);
      if (empty || body.rows.length >= most) return empty;
      const row = body.rows[0].cloneNode(true), nth = body.rows.length;
      row.querySelector("th").textContent = nth + 1;
      row.querySelectorAll("input").forEach((input, n) => {
        input.value = "";
        input.name = `${cover.dataset.cover}_${nth}_${SIDES[n]}`;
        input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+/, nth + 1));
      });
      body.append(row);
      return [...row.querySelectorAll("input")];
    }

    function draw(focused) {
      svg.querySelectorAll(".black").forEach((old) => old.remove());
      rows().forEach((inputs, n) => {
        const sides = read(inputs);
        if (!usable(sides)) return;
        const box = document.createElementNS(SVG, "rect"), [left, top, right, bottom] = sides.map((side) => side * 10);
        Object.entries({ x: left, y: top, width: right - left, height: bottom - top, class: "black", tabindex: 0, role: "img" })
          .forEach(([name, value]) => box.setAttribute(name, value));
        box.setAttribute("aria-label", `${cover.dataset.area} ${n + 1}`);
        box.addEventListener("keydown", (event) => key(event, inputs, n));
        svg.append(box);
        if (n === focused) box.focus();
      });
    }

    function key(event, inputs, n) {
      const step = event.ctrlKey ? 5 : 1, moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
      if (event.key === "Delete" || event.key === "Backspace") {
        event.preventDefault();
        write(inputs, null);
        return draw();
      }
      const move = moves[event.key];
      if (!move) return;
      event.preventDefault();
      const [left, top, right, bottom] = read(inputs), [x, y] = move;
      const next = event.shiftKey ? [left, top, right + x, bottom + y] : [left + x, top + y, right + x, bottom + y];
      if (next.every((side) => side >= 0 && side <= 100) && next[2] - next[0] >= LEAST && next[3] - next[1] >= LEAST) write(inputs, next);
      draw(n);
    }

    const at = (event) => {
      const frame = image.getBoundingClientRect();
      return [within(((event.clientX - frame.left) / frame.width) * 100), within(((event.clientY - frame.top) / frame.height) * 100)];
    };
    svg.addEventListener("pointerdown", (event) => {
      if (event.target.classList.contains("black")) return;
      const inputs = spare();
      if (!inputs) return;
      event.preventDefault();
      svg.setPointerCapture(event.pointerId);
      drawing = { inputs, from: at(event) };
    });
    svg.addEventListener("pointermove", (event) => {
      if (!drawing) return;
      const [x, y] = drawing.from, [a, b] = at(event);
      write(drawing.inputs, [Math.min(x, a), Math.min(y, b), Math.max(x, a), Math.max(y, b)]);
      draw();
    });
    const end = () => {
      if (drawing) {
        const [left, top, right, bottom] = read(drawing.inputs);
        if (!(right - left >= LEAST && bottom - top >= LEAST)) write(drawing.inputs, null);
      }
      drawing = null;
      draw();
    };
    svg.addEventListener("pointerup", end);
    svg.addEventListener("pointercancel", end);
    body.addEventListener("input", () => draw());

    const help = document.createElement("p"), add = document.createElement("button");
    help.className = "small soft";
    help.textContent = cover.dataset.help;
    add.type = "button";
    add.className = "button";
    add.textContent = cover.dataset.add;
    add.addEventListener("click", () => {
      const inputs = spare();
      if (!inputs) return;
      write(inputs, [40, 40, 60, 60]);
      draw(rows().findIndex((row) => row[0] === inputs[0]));
    });
    svg.removeAttribute("aria-hidden");
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", cover.dataset.help);
    svg.classList.add("live");
    cover.after(add, help);
    draw();
  }
  document.querySelectorAll("[data-cover]").forEach(begin);
})();
