// Copy one line of a copy sheet with one press. Without this script the line is chosen by a tap and copied by hand.
(function () {
  "use strict";
  if (!navigator.clipboard) { return; }
  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    var source = document.getElementById(button.dataset.copy);
    if (!source) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(source.value).then(function () {
        button.textContent = button.dataset.done;
        button.classList.add("copied");
        button.closest("li").classList.add("copied");
      }, function () { source.focus(); source.select(); });
    });
  });
})();
