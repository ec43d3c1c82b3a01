(function () {
  function light(on) {
    return function (event) {
      var at = event.target.closest && event.target.closest("[data-task]");
      if (!at) return;
      document.querySelectorAll('[data-task="' + at.dataset.task + '"]').forEach(function (element) {
        element.classList.toggle("lit", on);
      });
    };
  }
  document.addEventListener("mouseover", light(true));
  document.addEventListener("mouseout", light(false));
  document.addEventListener("focusin", light(true));
  document.addEventListener("focusout", light(false));
})();
