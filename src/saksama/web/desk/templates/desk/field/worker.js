/* Keeps the page of one telephone and its styles, so that they open without network. Never a list, a case or an answer. */
"use strict";
var KEPT = "saksama-lapangan-{{ version }}";
var FILES = [{% for file in files %}"{{ file }}"{% if not forloop.last %},{% endif %}{% endfor %}];
var PAGE = /\/petugas\/lapangan\/telepon\/[0-9a-f-]{36}\/$/;
self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(KEPT).then(function (kept) { return kept.addAll(FILES); }).then(function () { return self.skipWaiting(); }));
});
self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name.indexOf("saksama-lapangan-") === 0 && name !== KEPT; }).map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.clients.claim(); }));
});
function fresh(request) {
  return fetch(request).then(function (answer) {
    if (answer.ok && !answer.redirected) {
      var copy = answer.clone();
      return caches.open(KEPT).then(function (kept) { return kept.put(request.url.split("?")[0], copy); }).then(function () { return answer; });
    }
    if (answer.status === 404) { return caches.open(KEPT).then(function (kept) { return kept["delete"](request.url.split("?")[0]); }).then(function () { return answer; }); }
    return answer;
  });
}
self.addEventListener("fetch", function (event) {
  var address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) { return; }
  if (FILES.indexOf(address.pathname) >= 0) {
    event.respondWith(caches.match(address.pathname).then(function (kept) { return kept || fetch(event.request); }));
  } else if (PAGE.test(address.pathname)) {
    event.respondWith(fresh(event.request).catch(function () {
      return caches.match(address.origin + address.pathname).then(function (kept) { return kept || Response.error(); });
    }));
  }
});
