/* The telephone's side of the field kit. Plain old script, because the WebViews of cheap telephones are old.
   An entry is sealed the moment it is saved; from then on this telephone cannot read it either. It is sent when there is
   network, and taken off the telephone only when the office says that it has it. */
(function () {
  "use strict";
  var page = document.getElementById("lapangan");
  if (!page) { return; }
  var form = document.getElementById("apel");
  var line = document.getElementById("keadaan");
  var list = document.getElementById("menunggu");
  var subtle = window.crypto && window.crypto.subtle;
  var kit = bytes(page.getAttribute("data-kit").replace(/-/g, ""));
  var point = base64(page.getAttribute("data-key"));
  var heard = Number(page.getAttribute("data-now"));
  var INFO = utf8("saksama/field/v1");
  var BATCH = 50, AGAIN = 60000;
  var busy = false;

  function words(name) { return page.getAttribute("data-say-" + name); }
  function say(name, count) { line.textContent = words(name).replace("#", count === undefined ? "" : count); line.setAttribute("data-state", name); }
  function bytes(hex) { var out = new Uint8Array(hex.length / 2); for (var i = 0; i < out.length; i++) { out[i] = parseInt(hex.substr(i * 2, 2), 16); } return out; }
  function hex(raw) { var out = ""; for (var i = 0; i < raw.length; i++) { out += ("0" + raw[i].toString(16)).slice(-2); } return out; }
  function base64(text) { var raw = atob(text.replace(/-/g, "+").replace(/_/g, "/")); var out = new Uint8Array(raw.length); for (var i = 0; i < raw.length; i++) { out[i] = raw.charCodeAt(i); } return out; }
  function url64(raw) { var text = ""; for (var i = 0; i < raw.length; i++) { text += String.fromCharCode(raw[i]); } return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, ""); }
  function utf8(text) { var raw = unescape(encodeURIComponent(text)); var out = new Uint8Array(raw.length); for (var i = 0; i < raw.length; i++) { out[i] = raw.charCodeAt(i); } return out; }
  function joined(parts) {
    var length = 0, at = 0, i;
    for (i = 0; i < parts.length; i++) { length += parts[i].length; }
    var out = new Uint8Array(length);
    for (i = 0; i < parts.length; i++) { out.set(parts[i], at); at += parts[i].length; }
    return out;
  }
  function clock(ms) { var high = Math.floor(ms / 4294967296), low = ms % 4294967296, out = new Uint8Array(8), view = new DataView(out.buffer); view.setUint32(0, high); view.setUint32(4, low); return out; }
  function short(number) { return new Uint8Array([number >> 8, number & 255]); }

  /* Sealing: one ephemeral P-256 key for each entry, AES-256-GCM, kit and token bound (docs/adr/0118). */
  function sealed(content, token) {
    var curve = { name: "ECDH", namedCurve: "P-256" }, mine, ephemeral;
    return Promise.all([
      subtle.importKey("jwk", { kty: "EC", crv: "P-256", x: url64(point.subarray(1, 33)), y: url64(point.subarray(33, 65)), ext: true }, curve, false, []),
      subtle.generateKey(curve, true, ["deriveBits"])
    ]).then(function (found) {
      mine = found[1];
      return Promise.all([subtle.deriveBits({ name: "ECDH", public: found[0], namedCurve: "P-256" }, mine.privateKey, 256), subtle.exportKey("jwk", mine.publicKey)]);
    }).then(function (found) {
      var y = base64(found[1].y);
      ephemeral = joined([new Uint8Array([2 + (y[31] & 1)]), base64(found[1].x)]);
      return subtle.digest("SHA-256", joined([new Uint8Array([0, 0, 0, 1]), new Uint8Array(found[0]), INFO, ephemeral, point]));
    }).then(function (secret) {
      return subtle.importKey("raw", secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    }).then(function (key) {
      return subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12), additionalData: joined([kit, token]), tagLength: 128 }, key, content);
    }).then(function (ciphertext) { return { point: ephemeral, body: new Uint8Array(ciphertext) }; });
  }

  /* What waits lies in IndexedDB, one store for each kit. */
  function shelf() {
    return new Promise(function (done, failed) {
      var asked = indexedDB.open("saksama-" + hex(kit), 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore("entries", { keyPath: "token" }); };
      asked.onsuccess = function () { done(asked.result); };
      asked.onerror = function () { failed(asked.error); };
    });
  }
  function within(mode, work) {
    return shelf().then(function (database) {
      return new Promise(function (done, failed) {
        var turn = database.transaction("entries", mode), result;
        turn.oncomplete = function () { database.close(); done(result && result.result !== undefined ? result.result : result); };
        turn.onerror = turn.onabort = function () { database.close(); failed(turn.error); };
        result = work(turn.objectStore("entries"));
      });
    });
  }
  function waiting() {
    var found = [];
    return within("readonly", function (store) {
      store.openCursor().onsuccess = function (event) { var at = event.target.result; if (at) { found.push(at.value); at["continue"](); } };
      return found;
    }).then(function () { return found.sort(function (a, b) { return a.at - b.at; }); });
  }
  function keep(entry) { return within("readwrite", function (store) { return store.put(entry); }); }
  function drop(tokens) { return within("readwrite", function (store) { tokens.forEach(function (token) { store["delete"](token); }); }); }

  function draw() {
    return waiting().then(function (entries) {
      list.textContent = "";
      entries.forEach(function (one) {
        var row = document.createElement("li");
        row.textContent = new Date(one.at).toLocaleString(document.documentElement.lang) + (one.wrong ? " · " + words(one.wrong) : "");
        list.appendChild(row);
      });
      list.parentNode.hidden = entries.length === 0;
      return entries;
    });
  }

  function ask(method, address, token, body) {
    return new Promise(function (done, failed) {
      var call = new XMLHttpRequest();
      call.open(method, address);
      call.timeout = 60000;
      if (token) { call.setRequestHeader("X-CSRFToken", token); call.setRequestHeader("Content-Type", "application/octet-stream"); }
      call.onload = function () {
        var answer = null;
        try { answer = JSON.parse(call.responseText); } catch (error) { answer = null; }
        if (call.status === 200 && answer) { done(answer); } else { failed({ status: call.status, answer: answer }); }
      };
      call.onerror = call.ontimeout = call.onabort = function () { failed({ status: 0 }); };
      call.send(body || null);
    });
  }

  function send() {
    if (busy) { return Promise.resolve(); }
    busy = true;
    return waiting().then(function (entries) {
      entries = entries.filter(function (one) { return !one.wrong; });
      if (!entries.length) { return draw(); }
      say("sending", entries.length);
      return ask("GET", page.getAttribute("data-state")).then(function (state) {
        heard = state.now;
        /* two at a time: one travels while the office writes the other down */
        return Promise.all([0, 1].map(function (half) {
          return portions(entries.filter(function (one, nth) { return nth % 2 === half; }), state.token);
        }));
      }).then(draw).then(function (left) {
        var wrong = left.filter(function (one) { return one.wrong; });
        if (wrong.length) { say("kept", wrong.length); } else { say(left.length ? "later" : "sent", left.length); }
      });
    })["catch"](function (trouble) {
      return draw().then(function (left) {
        if (!left.length) { return; }
        if (trouble && trouble.status === 0) { say("offline", left.length); }
        else if (trouble && (trouble.status === 200 || trouble.status === 302 || trouble.status === 403)) { say("signin", left.length); }
        else if (trouble && trouble.answer && trouble.answer.sentence) { line.textContent = trouble.answer.sentence; line.setAttribute("data-state", "refused"); }
        else { say("offline", left.length); }
      });
    }).then(function () { busy = false; });
  }

  function portions(entries, token) {
    if (!entries.length) { return Promise.resolve(); }
    var some = entries.slice(0, BATCH);
    var letter = joined([utf8("SKF1"), clock(Date.now()), short(some.length)].concat(some.map(function (one) { return new Uint8Array(one.sealed); })));
    return ask("POST", page.getAttribute("data-send"), token, letter).then(function (answer) {
      var gone = [], wrong = [], left = [], pictured = [];
      answer.entries.forEach(function (one, nth) {
        if (one[1] === "damaged" || one[1] === "changed") { wrong.push(one); return; }
        gone.push(one[0]);
        if (!(some[nth].pictures || []).length) { return; }
        if (one[1] === "waiting") { left.push(one[0]); } else { pictured.push(some[nth]); }
      });
      return followed(pictured, token, left).then(function () {
        return drop(gone.filter(function (one) { return left.indexOf(one) < 0; }));
      }).then(function () {
        return Promise.all(wrong.map(function (one) {
          var entry = some.filter(function (other) { return other.token === one[0]; })[0];
          entry.wrong = one[1];
          return keep(entry);
        }));
      });
    }).then(function () { return portions(entries.slice(BATCH), token); });
  }

  /* The pictures of entries that arrived, one by one; an entry whose pictures must wait stays on its shelf (left). */
  function followed(entries, token, left) {
    return entries.reduce(function (before, entry) {
      return (entry.pictures || []).reduce(function (earlier, picture) {
        return earlier.then(function () {
          return ask("POST", page.getAttribute("data-picture") + uuid(entry.token) + "/" + picture.nth + "/", token, new Uint8Array(picture.sealed));
        }).then(function (answer) { if (answer.state === "later") { left.push(entry.token); } });
      }, before);
    }, Promise.resolve());
  }
  function uuid(text) { return [text.substr(0, 8), text.substr(8, 4), text.substr(12, 4), text.substr(16, 4), text.substr(20)].join("-"); }

  function told() {
    var now = Date.now(), day = form.elements.held_on.value, today = new Date(now), back = 0;
    if (/^\d{4}-\d\d-\d\d$/.test(day)) {
      var parts = day.split("-");
      back = Math.round((Date.UTC(today.getFullYear(), today.getMonth(), today.getDate()) - Date.UTC(+parts[0], parts[1] - 1, +parts[2])) / 86400000);
    }
    var entry = { k: form.elements.measure.value, p: form.elements.place.value, t: now, s: heard, h: Number(form.elements.headcount.value) };
    if (back) { entry.d = back; }
    if (form.elements.able.value !== "") { entry.a = Number(form.elements.able.value); }
    if (form.elements.led_by.value) { entry.l = form.elements.led_by.value; }
    if (form.elements.questions.value) { entry.q = form.elements.questions.value; }
    return entry;
  }

  function put(entry, pictures) {
    var token = crypto.getRandomValues(new Uint8Array(16));
    token[6] = token[6] & 15 | 64; token[8] = token[8] & 63 | 128;
    return sealed(utf8(JSON.stringify(entry)), token).then(function (one) {
      var body = joined([token, one.point, short(one.body.length), one.body]);
      return Promise.all((pictures || []).map(function (picture) {
        return named(token, picture.nth).then(function (own) { return sealed(picture.content, own); }).then(function (shut) {
          return { nth: picture.nth, sealed: joined([shut.point, shut.body]).buffer };
        });
      })).then(function (shut) { return keep({ token: hex(token), at: entry.t, sealed: body.buffer, pictures: shut }); });
    });
  }

  /* The token of a picture: UUID v5 of the entry's token and its number. */
  function named(token, nth) {
    return subtle.digest("SHA-1", joined([token, utf8(String(nth))])).then(function (hash) {
      var out = new Uint8Array(hash).slice(0, 16);
      out[6] = out[6] & 15 | 80; out[8] = out[8] & 63 | 128;
      return out;
    });
  }

  /* A photograph is made small here: a school hall does not need twelve megapixels, and a village has little signal. */
  function photo() {
    var file = document.getElementById("foto").files[0];
    if (!file) { return Promise.resolve(null); }
    return new Promise(function (done) {
      var image = new Image(), address = URL.createObjectURL(file);
      image.onload = function () {
        var scale = Math.min(1, 1280 / Math.max(image.width, image.height)), canvas = document.createElement("canvas");
        canvas.width = Math.round(image.width * scale); canvas.height = Math.round(image.height * scale);
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        URL.revokeObjectURL(address);
        done(base64(canvas.toDataURL("image/jpeg", 0.8).split(",")[1]));
      };
      image.onerror = function () { URL.revokeObjectURL(address); done(null); };
      image.src = address;
    });
  }

  var pad = document.getElementById("tanda"), pen = pad.getContext("2d"), signed = false, drawing = false;
  function wipe() { pen.fillStyle = "#fff"; pen.fillRect(0, 0, pad.width, pad.height); signed = false; }
  function at(event) {
    var box = pad.getBoundingClientRect(), touch = event.touches ? event.touches[0] : event;
    return [(touch.clientX - box.left) * pad.width / box.width, (touch.clientY - box.top) * pad.height / box.height];
  }
  function down(event) { var where = at(event); event.preventDefault(); drawing = true; pen.beginPath(); pen.lineWidth = 4; pen.lineCap = "round"; pen.moveTo(where[0], where[1]); }
  function move(event) { if (!drawing) { return; } var where = at(event); event.preventDefault(); pen.lineTo(where[0], where[1]); pen.stroke(); signed = true; }
  function up() { drawing = false; }
  function signature() { return signed ? base64(pad.toDataURL("image/png").split(",")[1]) : null; }

  function save(event) {
    event.preventDefault();
    var count = form.elements.headcount;
    if (!/^\d+$/.test(count.value) || +count.value < 1) { say("headcount"); count.focus(); return; }
    if (form.elements.able.value !== "" && !(+form.elements.able.value <= +count.value)) { say("able"); form.elements.able.focus(); return; }
    photo().then(function (taken) {
      var written = signature();
      return put(told(), [[1, taken], [2, written]].filter(function (one) { return one[1]; }).map(function (one) { return { nth: one[0], content: one[1] }; }));
    }).then(function () {
      form.reset();
      wipe();
      setDay();
      say("saved");
      return draw();
    }).then(send)["catch"](function () { say("unable"); });
  }

  function setDay() {
    var now = new Date(), two = function (n) { return ("0" + n).slice(-2); };
    var day = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
    form.elements.held_on.value = day;
    var slot = document.getElementById("hari-ini"), rest = document.getElementById("hari-lain");
    var wanted = document.querySelector('[data-day="' + day + '"]'), shown = slot.firstElementChild;
    if (wanted && wanted !== shown) { shown.open = false; rest.insertBefore(shown, rest.firstChild); slot.appendChild(wanted); wanted.open = true; }
  }

  if (!subtle || !window.indexedDB || !window.Promise) { say("unable"); return; }
  form.addEventListener("submit", save);
  document.getElementById("gambar").hidden = false;
  document.getElementById("hapus-tanda").addEventListener("click", wipe);
  [["mousedown", down], ["mousemove", move], ["mouseup", up], ["touchstart", down], ["touchmove", move], ["touchend", up]].forEach(function (one) { pad.addEventListener(one[0], one[1]); });
  wipe();
  window.addEventListener("online", send);
  document.getElementById("kirim").addEventListener("click", send);
  setInterval(send, AGAIN);
  setDay();
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register(page.getAttribute("data-worker"), { scope: page.getAttribute("data-scope") })["catch"](function () { say("unkept"); });
  }
  window.saksamaField = { put: put, send: send, waiting: waiting };
  say("ready");
  draw().then(send);
}());
